"""Bodies, working groups, their meetings, decisions and tasks, persons by random ids, and requests to join."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0006"
down_revision = "0005"

CIRCLES = (
    """
    CREATE TABLE {slot}.bodies (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        kind text NOT NULL,
        network text,
        members jsonb NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.working_groups (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        network text NOT NULL,
        theme text,
        target_group text,
        life_phase text,
        ended_on date
    )
    """,
    """
    CREATE TABLE {slot}.group_memberships (
        working_group uuid,
        partner uuid,
        subject_version integer NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY (working_group, partner)
    )
    """,
    """
    CREATE TABLE {slot}.meetings (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        circle uuid NOT NULL,
        label text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        place text,
        status text NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.decisions (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        circle uuid NOT NULL,
        number text NOT NULL,
        decided_on date NOT NULL,
        label text NOT NULL,
        revises uuid,
        status text NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.circle_tasks (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        circle uuid NOT NULL,
        label text NOT NULL,
        responsible uuid,
        due_on date,
        done_on date
    )
    """,
)
PEOPLE = (
    """
    CREATE TABLE {slot}.persons (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        public_fields text[] NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.person_memberships (
        network text,
        person uuid,
        subject_version integer NOT NULL,
        joined_on date,
        left_on date,
        PRIMARY KEY (network, person)
    )
    """,
    """
    CREATE TABLE {slot}.join_requests (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text NOT NULL,
        organisation uuid NOT NULL,
        made_at timestamptz NOT NULL,
        status text NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Make the tables in either slot."""
    for statement in in_each_slot(*CIRCLES, *PEOPLE):
        op.execute(statement)
