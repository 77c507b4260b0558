"""The overview as JSON and what happens as a stream of server-sent events."""
