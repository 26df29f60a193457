"""Claims: typed records of what a document states."""
