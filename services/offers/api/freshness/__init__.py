"""Routes that keep the catalogue true."""
