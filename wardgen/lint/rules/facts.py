"""Facts that must agree: weekdays, years, digits, times, and translations with their original."""
