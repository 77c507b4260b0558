"""The office's lists, one file a subject: each reads its rows from the projection, in the order that matters most."""
