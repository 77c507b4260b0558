"""The chain of a quarter over HTTP."""
