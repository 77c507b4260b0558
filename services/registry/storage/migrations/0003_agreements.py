"""Agreements with their templates, versions, signatories and reminders; projects with their fundings and alarms."""

from alembic import op

revision = "0003"
down_revision = "0002"

AGREEMENTS = (
    """
    CREATE TABLE agreement_templates (
        key text PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        title text NOT NULL,
        text text NOT NULL,
        transition jsonb NOT NULL,
        obligations jsonb NOT NULL,
        review_after_months integer NOT NULL,
        retired boolean NOT NULL
    )
    """,
    """
    CREATE TABLE agreements (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        network text NOT NULL REFERENCES networks,
        title text NOT NULL,
        text text NOT NULL,
        transition jsonb,
        valid_from date,
        valid_to date,
        review_on date,
        template text REFERENCES agreement_templates,
        state text NOT NULL,
        edition integer NOT NULL,
        signatures jsonb NOT NULL,
        evaluations jsonb NOT NULL,
        ended_on date,
        end_reason text NOT NULL,
        CHECK (valid_from <= valid_to)
    )
    """,
    "CREATE INDEX ix_agreements_sort_key_id ON agreements (sort_key, id)",
    "CREATE INDEX ix_agreements_network_sort_key_id ON agreements (network, sort_key, id)",
    "CREATE INDEX ix_agreements_review_on ON agreements (review_on) WHERE state = 'in_force'",
    "CREATE INDEX ix_agreements_valid_to ON agreements (valid_to) WHERE state = 'in_force'",
    """
    CREATE TABLE agreement_parties (
        agreement uuid NOT NULL REFERENCES agreements,
        partner uuid NOT NULL REFERENCES partners,
        place smallint NOT NULL,
        PRIMARY KEY (agreement, partner)
    )
    """,
    "CREATE INDEX ix_agreement_parties_partner ON agreement_parties (partner, agreement)",
    """
    CREATE TABLE agreement_obligations (
        agreement uuid NOT NULL REFERENCES agreements,
        id uuid NOT NULL,
        place smallint NOT NULL,
        party uuid NOT NULL REFERENCES partners,
        text text NOT NULL,
        due_on date NOT NULL,
        fulfilled_on date,
        is_overdue boolean NOT NULL,
        PRIMARY KEY (agreement, id)
    )
    """,
    "CREATE INDEX ix_agreement_obligations_due_on ON agreement_obligations (due_on) WHERE fulfilled_on IS NULL",
    """
    CREATE TABLE agreement_versions (
        id uuid NOT NULL REFERENCES agreements,
        version integer NOT NULL,
        changed_at timestamptz NOT NULL,
        state jsonb NOT NULL,
        PRIMARY KEY (id, version)
    )
    """,
    """
    CREATE TABLE agreement_signatories (
        agreement uuid NOT NULL REFERENCES agreements,
        edition integer NOT NULL,
        party uuid NOT NULL REFERENCES partners,
        account varchar(32) NOT NULL,
        signed_at timestamptz NOT NULL,
        PRIMARY KEY (agreement, edition, party)
    )
    """,
    """
    CREATE TABLE agreement_reminders (
        id uuid PRIMARY KEY,
        agreement uuid NOT NULL REFERENCES agreements,
        obligation uuid,
        due_on date NOT NULL,
        reminded_at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (agreement, obligation, due_on)
    )
    """,
)

PROJECTS = (
    """
    CREATE TABLE projects (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        sort_key text NOT NULL,
        label text NOT NULL,
        description text NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        networks text[] NOT NULL,
        goals jsonb NOT NULL,
        lead uuid REFERENCES partners,
        scientific_partner text,
        evaluation text NOT NULL,
        starts_on date,
        ends_on date,
        prizes jsonb NOT NULL,
        sites jsonb NOT NULL,
        transfers jsonb NOT NULL,
        CHECK (starts_on <= ends_on)
    )
    """,
    "CREATE INDEX ix_projects_sort_key_id ON projects (sort_key, id)",
    "CREATE INDEX ix_projects_networks ON projects USING gin (networks)",
    """
    CREATE TABLE project_versions (
        id uuid NOT NULL REFERENCES projects,
        version integer NOT NULL,
        changed_at timestamptz NOT NULL,
        state jsonb NOT NULL,
        PRIMARY KEY (id, version)
    )
    """,
    """
    CREATE TABLE fundings (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        project uuid NOT NULL REFERENCES projects,
        source text NOT NULL,
        amount_cents bigint,
        starts_on date,
        ends_on date,
        withdrawn boolean NOT NULL,
        CHECK (starts_on <= ends_on)
    )
    """,
    "CREATE INDEX ix_fundings_project ON fundings (project, id)",
    "CREATE INDEX ix_fundings_ends_on ON fundings (ends_on) WHERE NOT withdrawn",
    """
    CREATE TABLE funding_alarms (
        id uuid PRIMARY KEY,
        funding uuid NOT NULL REFERENCES fundings,
        ends_on date NOT NULL,
        alarmed_at timestamptz NOT NULL,
        UNIQUE (funding, ends_on)
    )
    """,
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*AGREEMENTS, *PROJECTS):
        op.execute(statement)
