"""The services the portal speaks for: the catalogue of offers and the keeper of subscriptions."""
