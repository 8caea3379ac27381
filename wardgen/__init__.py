"""wardgen: Markdown service pages and registers of a ward become an accessible, checked, static site."""

__version__ = "0.1.0"
