"""Looking for duplicates among partners, deciding about them, merging and undoing."""
