"""What can be done with an endpoint, one verb a file."""
