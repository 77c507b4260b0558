"""The words of mails: the office's for all quarters, a quarter's over them."""
