"""Doppelstrukturen: whether two offers are the same one, meet the same need, or complete each other."""
