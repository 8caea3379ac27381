"""Contacts and referrals: who answers, where, and that nobody is sent round in a circle."""
