"""Profile pages of fair-trade producers as a knowledge graph whose every claim names its words."""

__version__ = "0.1.0"
