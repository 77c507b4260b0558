"""What can be done with personal feeds, one verb a file."""
