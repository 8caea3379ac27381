"""Rules over the tree of an HTML document, wherever it came from."""
