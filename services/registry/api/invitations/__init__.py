"""How an account comes to a grant without the office typing it: invitation, request to join, hand-over."""
