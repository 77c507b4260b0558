"""Whether two records mean the same organisation: evidence that is weighed and can be read, after Fellegi and Sunter (1969)."""
