"""By what offers' rivals are found, and the pairs that were."""
