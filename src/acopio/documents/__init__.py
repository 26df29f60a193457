"""Documents: bytes to text, sections and metadata."""
