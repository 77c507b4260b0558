"""Tables, queries and the vault in which addresses are kept."""
