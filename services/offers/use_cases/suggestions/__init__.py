"""What anybody may propose to change, and what becomes of it."""
