"""Every version of a network is kept from now on, as it is of projects and agreements; the present one is the first known."""

from alembic import op

revision = "0009"
down_revision = "0007"


def upgrade() -> None:
    """Make the table and fill it with what stands."""
    op.execute(
        """
        CREATE TABLE network_versions (
            id text NOT NULL,
            version integer NOT NULL,
            changed_at timestamptz NOT NULL,
            state jsonb NOT NULL,
            PRIMARY KEY (id, version)
        )
        """
    )
    op.execute(
        """
        INSERT INTO network_versions (id, version, changed_at, state)
        SELECT id, version, now(), to_jsonb(networks) - 'sort_key' || jsonb_build_object('areas', coalesce(
            (SELECT jsonb_agg(own.area ORDER BY own.place) FROM network_areas AS own WHERE own.network = networks.id), '[]'
        ))
        FROM networks
        """
    )
