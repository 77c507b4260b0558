"""The office's own pages, behind the sign-in: in German, for planners; they only read."""
