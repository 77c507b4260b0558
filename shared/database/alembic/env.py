"""Alembic's entry: runs the migrations of one service on the connection that `shared.database.migrations` opened."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=None, version_table_schema="public")
with context.begin_transaction():
    context.run_migrations()
