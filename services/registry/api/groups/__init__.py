"""Working groups by theme or target group, joined by the partners' own choice."""
