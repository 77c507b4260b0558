"""The command `infamilie`: bring the platform up, look at it, feed it, mend it. It speaks German."""

from deploy.command_line.group import main

__all__ = ["main"]
