"""What the registry tells that chains are made from, and which chains it touches."""
