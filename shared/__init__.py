"""What every service stands on: contracts, messaging, database, web, identity, telemetry. It knows no service."""
