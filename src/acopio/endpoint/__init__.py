"""SPARQL endpoints: asking them what the embedded store is asked, and filling them with a data set."""
