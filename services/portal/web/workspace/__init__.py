"""The pages of those who work in the quarters. They are in German: it is the language of the work."""
