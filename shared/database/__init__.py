"""PostgreSQL for every service: engine, naming, migrations, and which failures pass by themselves."""
