"""HSDS: where and when visible offers take place, what the registry tells of what they name, and what was brought from elsewhere."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0006"
down_revision = "0005"

IN_EACH_SLOT = (
    """
    ALTER TABLE {slot}.known_partners
        ADD COLUMN label text NOT NULL DEFAULT '',
        ADD COLUMN kind text NOT NULL DEFAULT '',
        ADD COLUMN partner_type text NOT NULL DEFAULT '',
        ADD COLUMN parent uuid,
        ADD COLUMN description text NOT NULL DEFAULT '',
        ADD COLUMN website text,
        ADD COLUMN address jsonb,
        ADD COLUMN identifiers jsonb
    """,
    "CREATE INDEX ix_known_partners_type ON {slot}.known_partners (partner_type, id) WHERE parent IS NULL",
    """
    ALTER TABLE {slot}.known_networks
        ADD COLUMN label text NOT NULL DEFAULT '',
        ADD COLUMN short_label text NOT NULL DEFAULT '',
        ADD COLUMN vision text
    """,
    """
    CREATE TABLE {slot}.known_projects (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        description text NOT NULL,
        lead uuid,
        networks text[] NOT NULL
    )
    """,
    "CREATE INDEX ix_known_projects_lead ON {slot}.known_projects (lead)",
    """
    CREATE TABLE {slot}.known_sites (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        address text,
        latitude double precision,
        longitude double precision,
        operator uuid,
        accessibility text[]
    )
    """,
)
HSDS = (
    """
    CREATE TABLE hsds_services (
        offer uuid PRIMARY KEY,
        derivation smallint NOT NULL,
        service_at_locations uuid[] NOT NULL,
        locations uuid[] NOT NULL,
        latitudes double precision[] NOT NULL,
        longitudes double precision[] NOT NULL,
        postcodes text[] NOT NULL,
        slot_days smallint[] NOT NULL,
        slot_begins smallint[] NOT NULL,
        slot_ends smallint[] NOT NULL,
        slot_lasts date[] NOT NULL
    )
    """,
    "CREATE INDEX ix_hsds_services_places ON hsds_services USING gin (service_at_locations)",
    "CREATE INDEX ix_hsds_services_postcodes ON hsds_services USING gin (postcodes)",
    "CREATE INDEX ix_offers_visible ON offers (id) WHERE status IN ('published', 'paused', 'ended')",
)


def upgrade() -> None:
    """Make the tables; a worker fills what offers say, the service's new projection number what the registry tells."""
    for statement in (*in_each_slot(*IN_EACH_SLOT), *HSDS):
        op.execute(statement)
