"""Where agreements, all their versions, their templates and the reminders that were given are kept."""
