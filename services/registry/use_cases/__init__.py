"""What can be done in the registry, one verb a file: load, decide, save, tell. The edge commits."""
