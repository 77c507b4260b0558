"""The pages: for families, for subscribers, for those who work in the quarters."""
