"""The constraint components of SHACL, one module a family."""
