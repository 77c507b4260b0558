"""The tables of the roll-out: how far each quarter is, what is due, and how the networks see themselves."""

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from services.dashboard.storage.tables import METADATA
from shared.messaging.batch import PROJECTION

ROLLOUT_TEMPLATES = Table(
    "rollout_templates",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("phases", JSONB, nullable=False),
    schema=PROJECTION,
)
ROLLOUT_PLANS = Table(
    "rollout_plans",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("template_version", Integer, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("gates", JSONB, nullable=False),
    schema=PROJECTION,
)
GATE_ALARMS = Table(
    "gate_alarms",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("phase", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("planned_end", Date, nullable=False),
    Column("is_overdue", Boolean, nullable=False),
    schema=PROJECTION,
)
SELF_ASSESSMENTS = Table(
    "self_assessments",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("scores", JSONB, nullable=False),
    schema=PROJECTION,
)
