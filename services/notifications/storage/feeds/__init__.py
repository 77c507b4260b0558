"""Links to personal feeds, and the offers in them."""
