"""Where a quarter is found and how it is reached: anchor sites and contact points."""
