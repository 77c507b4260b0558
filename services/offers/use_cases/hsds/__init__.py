"""What can be done with records of other directories."""
