"""Documents in the registry's database: the same backup, the same transaction, no file anybody could run."""
