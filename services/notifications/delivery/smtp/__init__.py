"""Hands mails to a server: kept connections, one write and one wait a mail where the server pipelines (RFC 5321, RFC 2920)."""
