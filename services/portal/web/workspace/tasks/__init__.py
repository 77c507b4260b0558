"""What needs doing first, asked of those who know; whoever is away is named instead of hiding the rest."""
