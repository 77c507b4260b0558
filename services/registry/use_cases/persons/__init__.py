"""Natural persons with a consent for each of their fields."""
