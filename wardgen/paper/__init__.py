"""Sheets become files that are ready to be read or printed, and files that claim to be are checked."""
