"""What can be done with a subscription and with a mail, one verb a file."""
