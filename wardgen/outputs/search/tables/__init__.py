"""Word lists of the search; each has its sources in it."""
