"""Wishes: what families miss, counted; and givers: who could help."""
