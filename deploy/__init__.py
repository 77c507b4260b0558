"""How the services are brought up: the embedded stack, the image, the reference data and the command line."""
