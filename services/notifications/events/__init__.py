"""What the service hears from offers and the registry."""
