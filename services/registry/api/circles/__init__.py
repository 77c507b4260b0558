"""What bodies and working groups have in common: circles that meet, decide, and ask partners to do something."""
