"""Words: official, foreign, honorific, vague and unexplained ones."""
