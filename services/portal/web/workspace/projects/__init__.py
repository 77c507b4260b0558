"""Projects and who pays for them, for the office and the coordination of their networks."""
