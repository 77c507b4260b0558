"""Personal feeds by secret link, for programs that read them."""
