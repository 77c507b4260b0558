"""The portfolio: what is tried out in the quarters, who pays for it until when, and what becomes of it."""
