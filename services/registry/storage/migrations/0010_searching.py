"""What searches and lists need at the size of a country: 50,000 partners, 20,000 agreements."""

from alembic import op

revision = "0010"
down_revision = "0009"

STATEMENTS = (
    "CREATE INDEX ix_agreements_sort_key_trigrams ON agreements USING gin (sort_key gin_trgm_ops)",
    "CREATE INDEX ix_agreements_state_sort_key_id ON agreements (state, sort_key, id)",
    # Keys are read from the index alone as long as VACUUM has seen the table's pages; a fifth new rows is too long to wait.
    "ALTER TABLE partner_keys SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02)",
)


def upgrade() -> None:
    """Make the indexes."""
    for statement in STATEMENTS:
        op.execute(statement)
