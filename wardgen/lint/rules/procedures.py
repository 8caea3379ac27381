"""Procedures: complete, possible without a computer, and not out of date."""
