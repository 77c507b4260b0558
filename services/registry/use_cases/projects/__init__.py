"""What can be done with projects and their fundings, by people and by the passing of time."""
