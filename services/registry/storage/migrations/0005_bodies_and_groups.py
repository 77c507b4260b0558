"""Governance bodies and working groups, natural persons with consents, invitations, and what anchor sites offer."""

from alembic import op

revision = "0005"
down_revision = "0004"

PERSONS = (
    """
    CREATE TABLE persons (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        kind text NOT NULL,
        account varchar(32),
        partner uuid REFERENCES partners,
        erased boolean NOT NULL,
        CHECK (NOT erased OR (account IS NULL AND partner IS NULL))
    )
    """,
    "CREATE INDEX ix_persons_account ON persons (account) WHERE account IS NOT NULL",
    """
    CREATE TABLE person_fields (
        person uuid NOT NULL REFERENCES persons,
        field text NOT NULL,
        value text NOT NULL,
        consent text NOT NULL,
        given_at timestamptz NOT NULL,
        text_version text NOT NULL,
        PRIMARY KEY (person, field)
    )
    """,
    """
    CREATE TABLE person_memberships (
        network text NOT NULL REFERENCES networks,
        person uuid NOT NULL REFERENCES persons,
        version integer NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY (network, person),
        CHECK (joined_on <= left_on)
    )
    """,
    "CREATE INDEX ix_person_memberships_person ON person_memberships (person)",
)
CIRCLES = (
    """
    CREATE TABLE circles (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        label text NOT NULL,
        network text REFERENCES networks
    )
    """,
    """
    CREATE TABLE bodies (
        id uuid PRIMARY KEY REFERENCES circles,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        kind text NOT NULL,
        network text REFERENCES networks
    )
    """,
    "CREATE INDEX ix_bodies_sort_key_id ON bodies (sort_key, id)",
    """
    CREATE TABLE body_members (
        body uuid NOT NULL REFERENCES bodies,
        place smallint NOT NULL,
        partner uuid REFERENCES partners,
        person uuid REFERENCES persons,
        function text NOT NULL,
        since date,
        until date,
        PRIMARY KEY (body, place),
        CHECK (num_nonnulls(partner, person) = 1),
        CHECK (since <= until)
    )
    """,
    """
    CREATE TABLE working_groups (
        id uuid PRIMARY KEY REFERENCES circles,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        network text NOT NULL REFERENCES networks,
        theme text,
        target_group text,
        life_phase text REFERENCES life_phases,
        ended_on date,
        CHECK (num_nonnulls(theme, target_group) > 0)
    )
    """,
    "CREATE INDEX ix_working_groups_sort_key_id ON working_groups (sort_key, id)",
    """
    CREATE TABLE group_memberships (
        "group" uuid NOT NULL REFERENCES working_groups,
        partner uuid NOT NULL REFERENCES partners,
        version integer NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY ("group", partner),
        CHECK (joined_on <= left_on)
    )
    """,
    """
    CREATE TABLE group_membership_history (
        "group" uuid NOT NULL,
        partner uuid NOT NULL,
        version integer NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY ("group", partner, version),
        FOREIGN KEY ("group", partner) REFERENCES group_memberships
    )
    """,
    """
    CREATE TABLE meetings (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        circle uuid NOT NULL REFERENCES circles,
        label text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        place text,
        agenda text NOT NULL,
        status text NOT NULL,
        results text NOT NULL,
        CHECK (starts_at < ends_at)
    )
    """,
    "CREATE INDEX ix_meetings_circle_starts_at ON meetings (circle, starts_at, id)",
    """
    CREATE TABLE decisions (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        circle uuid NOT NULL REFERENCES circles,
        number text NOT NULL,
        decided_on date NOT NULL,
        label text NOT NULL,
        text text NOT NULL,
        meeting uuid REFERENCES meetings,
        revises uuid UNIQUE REFERENCES decisions,
        status text NOT NULL,
        UNIQUE (circle, number),
        CHECK (revises <> id)
    )
    """,
    """
    CREATE TABLE circle_tasks (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        circle uuid NOT NULL REFERENCES circles,
        label text NOT NULL,
        responsible uuid REFERENCES partners,
        due_on date,
        done_on date
    )
    """,
    "CREATE INDEX ix_circle_tasks_circle ON circle_tasks (circle)",
    "CREATE INDEX ix_circle_tasks_responsible ON circle_tasks (responsible) WHERE responsible IS NOT NULL",
)
INVITATIONS = (
    """
    CREATE TABLE invitations (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        role text NOT NULL,
        network text REFERENCES networks,
        organisation uuid REFERENCES partners,
        grant_ends_at timestamptz,
        made_by varchar(32) NOT NULL,
        made_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        withdrawn boolean NOT NULL,
        accepted_by varchar(32),
        accepted_at timestamptz,
        CHECK (num_nonnulls(accepted_by, accepted_at) <> 1)
    )
    """,
    "CREATE INDEX ix_invitations_accepted_by ON invitations (accepted_by) WHERE accepted_by IS NOT NULL",
    """
    CREATE TABLE join_requests (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        account varchar(32) NOT NULL,
        network text NOT NULL REFERENCES networks,
        organisation uuid NOT NULL REFERENCES partners,
        made_at timestamptz NOT NULL,
        status text NOT NULL,
        decided_at timestamptz
    )
    """,
    "CREATE UNIQUE INDEX ix_join_requests_open ON join_requests (account, organisation) WHERE status = 'open'",
    "CREATE INDEX ix_join_requests_network ON join_requests (network, made_at, id)",
)
MEMBERSHIPS = (
    "ALTER TABLE memberships ADD COLUMN left_reason text",
    "ALTER TABLE membership_history ADD COLUMN left_reason text",
)
ANCHOR_SITES = (
    """
    ALTER TABLE anchor_sites
        ADD COLUMN opening_hours jsonb,
        ADD COLUMN accessibility text[],
        ADD COLUMN rooms jsonb
    """,
)


def upgrade() -> None:
    """Make the tables; persons come first, for bodies name them."""
    for statement in (*PERSONS, *CIRCLES, *INVITATIONS, *MEMBERSHIPS, *ANCHOR_SITES):
        op.execute(statement)
