"""What all services that know persons need to let nobody come back with a backup."""
