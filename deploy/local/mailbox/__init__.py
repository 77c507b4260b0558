"""A real SMTP server whose mails are read on a web page: where the embedded stack's mail goes instead of the world."""
