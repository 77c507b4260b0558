"""The tables of wishes, which are sums only, and of givers."""

from sqlalchemy import ARRAY, Column, ForeignKey, Integer, Table, Text, Uuid

from services.registry.storage.tables import METADATA

WISH_COUNTS = Table(
    "wish_counts",
    METADATA,
    Column("network", Text, ForeignKey("networks.id"), primary_key=True),
    Column("phase", Text, ForeignKey("life_phases.key"), primary_key=True),
    Column("theme", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

GIVERS = Table(
    "givers",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("network", Text, ForeignKey("networks.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("partner", Uuid, ForeignKey("partners.id")),
    Column("gift", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("phases", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    Column("matched_phase", Text, ForeignKey("life_phases.key")),
)
