"""Posts what happens to offers to partners' programs (Standard Webhooks)."""
