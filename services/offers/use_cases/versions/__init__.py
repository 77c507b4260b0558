"""Going back to what an offer said before."""
