"""Documents that prove something: the evidence on which a gate opens."""
