"""Graph: claims to triples with stable IRIs, and their files."""
