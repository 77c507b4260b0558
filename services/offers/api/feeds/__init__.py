"""Offers in the forms that calendars, feed readers and search engines take."""
