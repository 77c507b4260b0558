"""The roll-out over HTTP: template, plans with their gates, comparison, self-assessments."""
