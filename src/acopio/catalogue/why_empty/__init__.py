"""Why an answer is empty: what of a query is not in the data, and what is there in its place."""
