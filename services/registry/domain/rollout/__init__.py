"""The Implementierung of a network: phases with quality gates, plans, forecasts and the yearly self-assessment."""
