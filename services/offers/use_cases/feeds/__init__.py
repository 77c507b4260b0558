"""Offers as others subscribe to them."""
