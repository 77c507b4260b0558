"""What runs in the containers beside the services: secrets, databases, starting data and the first offer."""
