"""Vereinbarungsmanagement: what partners agree on so that a child's way from one house to the next doesn't break."""
