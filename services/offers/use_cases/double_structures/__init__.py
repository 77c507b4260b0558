"""Looking for double structures while somebody types and by night, and deciding about them."""
