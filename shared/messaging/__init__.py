"""Events: the log is the truth, the broker is the doorbell (architecture, section 2)."""
