"""Projects over HTTP: what they are, everybody may read; who pays for them, only those who answer for them."""
