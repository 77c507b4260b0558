"""Routes of an offer's life: review, pause, planned publication."""
