"""Double structures over HTTP: while typing, and the pairs that wait for a decision."""
