"""Contact points, kept once and used in many places, and the address of a network's own site."""

from alembic import op

revision = "0011"
down_revision = "0010"

STATEMENTS = (
    """
    CREATE TABLE contact_points (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        network text REFERENCES networks (id),
        organisation uuid REFERENCES partners (id),
        phone text,
        mail text,
        website text,
        address text,
        hours jsonb,
        uses jsonb NOT NULL
    )
    """,
    "CREATE INDEX ix_contact_points_uses ON contact_points USING gin (uses jsonb_path_ops)",
    "CREATE INDEX ix_contact_points_network ON contact_points (network)",
    "CREATE INDEX ix_contact_points_organisation ON contact_points (organisation)",
    "ALTER TABLE networks ADD COLUMN website text",
)


def upgrade() -> None:
    """Make the table."""
    for statement in STATEMENTS:
        op.execute(statement)
