"""Validation: SHACL verdicts with the place of each fault."""
