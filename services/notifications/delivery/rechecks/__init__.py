"""Writes and carries the mails that ask whether offers are still right."""
