"""What can be done with offers, one verb a file."""
