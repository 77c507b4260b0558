"""What partners' programs are told, and how they know that it is from us."""
