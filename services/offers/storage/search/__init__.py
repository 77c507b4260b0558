"""What the search keeps in the database, and the catalogue in memory that is read from it."""
