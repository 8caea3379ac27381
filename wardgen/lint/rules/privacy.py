"""Personal data and secrets that must never be published."""
