"""What every HTTP face of the platform has in common: problem details, limits, headers, page base. Owns no data."""
