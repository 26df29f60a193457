"""Stored queries answered in columns of term numbers, all rows at once, beside the store."""
