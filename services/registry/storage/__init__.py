"""The registry's own PostgreSQL: tables, one repository an aggregate, migrations."""
