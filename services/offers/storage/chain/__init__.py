"""What the chain is made from, what waits to be made anew, and how it was on each day."""
