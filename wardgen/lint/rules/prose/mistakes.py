"""Mistakes of typing and grammar."""
