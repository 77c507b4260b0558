"""What the dashboard does, one verb a file."""
