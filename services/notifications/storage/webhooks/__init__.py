"""Partners' endpoints and what they are told, as rows."""
