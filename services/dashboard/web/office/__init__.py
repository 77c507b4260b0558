"""The office's own pages, behind the sign-in: for planners; they only read."""
