"""Rules over Japanese text in an HTML document: what the checkers of other languages do not see."""
