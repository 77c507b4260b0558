"""Records of other directories, on their way to become drafts here."""
