"""The promises between services: every event's name, version and payload, one module a producer."""
