"""The roll-out's tables as its queries see them."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

from services.registry.storage.tables import METADATA

TEMPLATES = Table(
    "rollout_templates",
    METADATA,
    Column("version", Integer, primary_key=True),
    Column("phases", JSONB, nullable=False),
)

PLANS = Table(
    "rollout_plans",
    METADATA,
    Column("network", Text, ForeignKey("networks.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("reason", Text),
    Column("template_version", Integer, ForeignKey("rollout_templates.version"), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("gates", JSONB, nullable=False),
)

PLAN_HISTORY = Table(
    "rollout_plan_history",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("round", Integer, nullable=False),
    Column("reason", Text),
    Column("template_version", Integer, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("gates", JSONB, nullable=False),
)

ALARMS = Table(
    "rollout_alarms",
    METADATA,
    Column("network", Text, ForeignKey("networks.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("phase", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("planned_end", Date, nullable=False),
    UniqueConstraint("network", "round", "phase", "kind", "planned_end"),
)

SELF_ASSESSMENTS = Table(
    "self_assessments",
    METADATA,
    Column("network", Text, ForeignKey("networks.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("scores", JSONB, nullable=False),
)
