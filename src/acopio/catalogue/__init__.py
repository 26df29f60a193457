"""Catalogue: stored queries, their parameters, their results."""
