"""What operators see: structured logs without personal data, traces, figures, health. Knows no service."""
