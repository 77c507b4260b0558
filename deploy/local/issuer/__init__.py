"""A real OpenID Connect issuer for demonstration people: it knows who they are, and nothing of what they may do."""
