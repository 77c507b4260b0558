"""Where projects, all their versions, their fundings and the alarms that were given are kept."""
