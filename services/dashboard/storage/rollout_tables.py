"""The tables of the roll-out: how far each quarter is, what is due, and how the networks see themselves."""

from sqlalchemy import Boolean, Column, Date, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

from services.dashboard.storage.projection import key, projection

ROLLOUT_TEMPLATES = projection(
    "rollout_templates",
    (key("key", Text),),
    Column("phases", JSONB, nullable=False),
)
ROLLOUT_PLANS = projection(
    "rollout_plans",
    (key("network", Text), key("round", Integer)),
    Column("template_version", Integer, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("gates", JSONB, nullable=False),
)
GATE_ALARMS = projection(
    "gate_alarms",
    (key("network", Text), key("round", Integer), key("phase", Text)),
    Column("planned_end", Date, nullable=False),
    Column("is_overdue", Boolean, nullable=False),
)
SELF_ASSESSMENTS = projection(
    "self_assessments",
    (key("network", Text), key("year", Integer)),
    Column("scores", JSONB, nullable=False),
)
