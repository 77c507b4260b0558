"""The box around a circle as four numbers: a column of a geometric type is nothing that the declared tables can say."""

from alembic import op

revision = "0006"
down_revision = "0005"

CIRCLES = (
    """
    ALTER TABLE subscription_targets
        ADD COLUMN south double precision, ADD COLUMN north double precision,
        ADD COLUMN west double precision, ADD COLUMN east double precision
    """,
    """
    UPDATE subscription_targets SET south = (circle[1])[1], north = (circle[0])[1], west = (circle[1])[0], east = (circle[0])[0]
    WHERE circle IS NOT NULL
    """,
    "ALTER TABLE subscription_targets DROP COLUMN circle, ADD CHECK ((network IS NULL) <> (radius_metres IS NULL))",
    """
    CREATE INDEX ix_subscription_targets_circle ON subscription_targets
    USING gist (box(point(west, south), point(east, north))) WHERE radius_metres IS NOT NULL
    """,
)


def upgrade() -> None:
    """Turn boxes into numbers."""
    for statement in CIRCLES:
        op.execute(statement)
