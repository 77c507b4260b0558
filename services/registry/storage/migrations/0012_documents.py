"""Documents, the evidence on which gates open."""

from alembic import op

revision = "0012"
down_revision = "0011"

STATEMENTS = (
    """
    CREATE TABLE documents (
        id uuid PRIMARY KEY,
        network text NOT NULL REFERENCES networks (id),
        name text NOT NULL,
        media_type text NOT NULL,
        content bytea NOT NULL,
        kept_at timestamptz NOT NULL
    )
    """,
    # What is packed already (PDF, pictures, office documents) is not packed again.
    "ALTER TABLE documents ALTER COLUMN content SET STORAGE EXTERNAL",
    "CREATE INDEX ix_documents_network ON documents (network)",
)


def upgrade() -> None:
    """Make the table."""
    for statement in STATEMENTS:
        op.execute(statement)
