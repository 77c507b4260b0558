"""The Präventionskette: all offers of a quarter on the age axis, its holes and thin spots, and what joins its phases."""
