"""Reading: from a document to claims, without RDF."""
