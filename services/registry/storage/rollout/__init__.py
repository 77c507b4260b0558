"""Where templates, plans with all their versions, self-assessments and told alarms are kept."""
