"""Sentences: long, tangled, passive, doubly negative, mixed in style."""
