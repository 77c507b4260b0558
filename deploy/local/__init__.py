"""The embedded stack: real servers on this machine, supervised, for development, demonstration and tests."""
