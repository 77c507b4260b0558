"""The rules of the registry, plain Python; the words are those of the contracts, which a test compares."""
