"""Calendars of others: what of them becomes dates of an offer."""
