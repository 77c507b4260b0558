"""The mails that ask whether offers are still right, as rows."""
