"""Social-space indicators (Sozialraumanalyse): figures of areas and years, never of persons."""
