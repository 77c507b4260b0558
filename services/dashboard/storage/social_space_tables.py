"""The tables of indicators, wishes and givers."""

from sqlalchemy import Boolean, Column, Float, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.dashboard.storage.projection import key, projection

INDICATORS = projection(
    "indicators",
    (key("key", Text),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("caution", Text, nullable=False),
)
INDICATOR_SOURCES = projection(
    "indicator_sources",
    (key("key", Text),),
    Column("label", Text, nullable=False),
    Column("website", Text),
)
INDICATOR_VALUES = projection(
    "indicator_values",
    (key("area", Text), key("year", Integer), key("indicator", Text), key("source", Text)),
    Column("value", Float),
    Column("suppressed", Boolean, nullable=False),
)
WISH_FIGURES = projection(
    "wish_figures",
    (key("network", Text), key("phase", Text), key("theme", Text)),
    Column("at_least", Integer, nullable=False),
)
GIVERS = projection(
    "givers",
    (key("id", Uuid),),
    Column("network", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("partner", Uuid),
    Column("gift", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("phases", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    Column("matched_phase", Text),
)
