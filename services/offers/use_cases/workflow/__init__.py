"""The steps of an offer's life beside drafting, publishing and ending."""
