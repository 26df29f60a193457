"""SHACL-SPARQL (SHACL, 5 and 6) evaluated over sets of focus nodes."""
