"""What the office sees of agreements, and of projects with the ends of their fundings."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0004"
down_revision = "0003"

AGREEMENTS = (
    """
    CREATE TABLE {slot}.agreements (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        network text NOT NULL,
        title text NOT NULL,
        sort_key text NOT NULL,
        parties uuid[] NOT NULL,
        from_phase text,
        from_institution text,
        to_phase text,
        to_institution text,
        state text NOT NULL,
        valid_to date,
        review_on date,
        open_obligations integer NOT NULL,
        overdue_obligations integer NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.agreement_reminders (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        agreement uuid NOT NULL,
        network text NOT NULL,
        due_on date NOT NULL,
        obligation uuid,
        party uuid
    )
    """,
    """
    CREATE TABLE {slot}.agreement_templates (
        key text PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        retired boolean NOT NULL
    )
    """,
)

PROJECTS = (
    """
    CREATE TABLE {slot}.projects (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        label text NOT NULL,
        sort_key text NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        networks text[] NOT NULL,
        starts_on date,
        ends_on date,
        running_sites integer NOT NULL,
        planned_sites integer NOT NULL,
        running_transfers integer NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.fundings (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        project uuid NOT NULL,
        source text NOT NULL,
        amount_cents bigint,
        starts_on date,
        ends_on date,
        withdrawn boolean NOT NULL
    )
    """,
    """
    CREATE TABLE {slot}.funding_alarms (
        id uuid PRIMARY KEY,
        subject_version integer NOT NULL,
        funding uuid NOT NULL,
        project uuid NOT NULL,
        ends_on date NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Make the tables in each slot."""
    for statement in in_each_slot(*AGREEMENTS, *PROJECTS):
        op.execute(statement)
