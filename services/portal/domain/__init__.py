"""What the portal itself must know to speak with families: ages, themes, dates."""
