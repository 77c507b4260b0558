"""What can be done with the roll-out, one verb a file."""
