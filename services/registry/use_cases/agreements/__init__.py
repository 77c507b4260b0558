"""What can be done with agreements: by their quarter, by their parties, and by the passing of time."""
