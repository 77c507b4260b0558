"""Each round of a roll-out beside the present one: the forecast learns from what earlier rounds needed."""

from alembic import op

from shared.messaging.schema import in_each_slot

revision = "0016"
down_revision = "0015"

IN_EACH_SLOT = (
    "ALTER TABLE {slot}.rollout_plans DROP CONSTRAINT rollout_plans_pkey",
    "ALTER TABLE {slot}.rollout_plans ADD PRIMARY KEY (network, round)",
)


def upgrade() -> None:
    """A plan's earlier rounds are no longer overwritten."""
    for statement in in_each_slot(*IN_EACH_SLOT):
        op.execute(statement)
