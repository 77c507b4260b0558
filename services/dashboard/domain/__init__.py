"""What the picture means: holes and thin places, what is worth telling, how old the picture is."""
