"""The tables of indicators, wishes and givers."""

from sqlalchemy import Boolean, Column, Float, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.dashboard.storage.tables import METADATA
from shared.messaging.batch import PROJECTION

INDICATORS = Table(
    "indicators",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("caution", Text, nullable=False),
    schema=PROJECTION,
)
INDICATOR_SOURCES = Table(
    "indicator_sources",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("website", Text),
    schema=PROJECTION,
)
INDICATOR_VALUES = Table(
    "indicator_values",
    METADATA,
    Column("area", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("value", Float),
    Column("suppressed", Boolean, nullable=False),
    schema=PROJECTION,
)
WISH_FIGURES = Table(
    "wish_figures",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("phase", Text, primary_key=True),
    Column("theme", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("at_least", Integer, nullable=False),
    schema=PROJECTION,
)
GIVERS = Table(
    "givers",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("network", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("partner", Uuid),
    Column("gift", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("phases", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    Column("matched_phase", Text),
    schema=PROJECTION,
)
