"""Data sets: a folder of documents, claims and a store that is a cache."""
