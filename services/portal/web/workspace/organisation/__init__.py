"""A partner's desk: the own entry, agreements, groups and tasks."""
