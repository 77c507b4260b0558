"""How partners are reached and numbered, the keys by which duplicates among them are found, the queue, and merges."""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    """
    ALTER TABLE partners
        ADD COLUMN street text,
        ADD COLUMN postal_code text,
        ADD COLUMN city text,
        ADD COLUMN phone text,
        ADD COLUMN mail text,
        ADD COLUMN identifiers jsonb,
        ADD COLUMN merged_into uuid REFERENCES partners,
        ADD CHECK (merged_into <> id)
    """,
    "CREATE INDEX ix_partners_parent ON partners (parent) WHERE parent IS NOT NULL",
    "CREATE INDEX ix_partners_merged_into ON partners (merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX ix_anchor_sites_operator ON anchor_sites (operator)",
    """
    CREATE TABLE partner_keys (
        key text NOT NULL,
        partner uuid NOT NULL REFERENCES partners ON DELETE CASCADE,
        PRIMARY KEY (key, partner)
    )
    """,
    "CREATE INDEX ix_partner_keys_partner ON partner_keys (partner)",
    """
    CREATE TABLE partners_to_compare (
        partner uuid PRIMARY KEY REFERENCES partners ON DELETE CASCADE,
        since timestamptz NOT NULL
    )
    """,
    "CREATE INDEX ix_partners_to_compare_since ON partners_to_compare (since)",
    """
    CREATE TABLE partner_pairs (
        id uuid PRIMARY KEY,
        one uuid NOT NULL REFERENCES partners ON DELETE CASCADE,
        other uuid NOT NULL REFERENCES partners ON DELETE CASCADE,
        rank integer NOT NULL,
        score double precision NOT NULL,
        verdict text NOT NULL,
        reasons jsonb NOT NULL,
        status text NOT NULL,
        cluster uuid,
        decided_at timestamptz,
        UNIQUE (one, other),
        CHECK (one < other)
    )
    """,
    "CREATE INDEX ix_partner_pairs_other ON partner_pairs (other)",
    "CREATE INDEX ix_partner_pairs_open ON partner_pairs (rank, id) WHERE status = 'open'",
    """
    CREATE TABLE partner_merges (
        partner uuid PRIMARY KEY REFERENCES partners,
        version integer NOT NULL,
        "into" uuid NOT NULL REFERENCES partners,
        undone boolean NOT NULL,
        moved jsonb NOT NULL,
        CHECK (partner <> "into")
    )
    """,
)


def upgrade() -> None:
    """Make them; the job that keeps the queue writes the keys of the partners that are there."""
    for statement in STATEMENTS:
        op.execute(statement)
