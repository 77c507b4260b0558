"""When an offer takes place: rules in Dortmund's local time, courses, pauses in the school holidays."""
