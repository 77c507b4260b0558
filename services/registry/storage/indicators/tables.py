"""The tables of indicators, their sources and their figures with all earlier versions."""

from sqlalchemy import Boolean, Column, DateTime, Float, ForeignKey, Integer, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from services.registry.storage.tables import METADATA

INDICATORS = Table(
    "indicators",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("caution", Text, nullable=False),
)

INDICATOR_SOURCES = Table(
    "indicator_sources",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("website", Text),
    Column("columns", JSONB, nullable=False),
)

INDICATOR_VALUES = Table(
    "indicator_values",
    METADATA,
    Column("area", Text, ForeignKey("areas.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("indicator", Text, ForeignKey("indicators.key"), primary_key=True),
    Column("source", Text, ForeignKey("indicator_sources.key"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("value", Float),
    Column("suppressed", Boolean, nullable=False),
)

INDICATOR_VALUE_HISTORY = Table(
    "indicator_value_history",
    METADATA,
    Column("area", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("value", Float),
    Column("suppressed", Boolean, nullable=False),
    Column("imported_at", DateTime(timezone=True), nullable=False),
)
