"""Finding offers: what words mean, what an offer is found by, and how the found are counted and ranked."""
