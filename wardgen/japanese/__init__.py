"""Text becomes tokens and dates. Knows no HTML."""
