"""Reading what somebody names by its address, without lending him our place in the network."""
