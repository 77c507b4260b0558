"""The tables about duplicates as queries see them."""

from sqlalchemy import Boolean, Column, DateTime, Double, ForeignKey, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.registry.storage.tables import METADATA

PARTNER_KEYS = Table(
    "partner_keys",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("partner", Uuid, ForeignKey("partners.id"), primary_key=True),
)
PARTNERS_TO_COMPARE = Table(
    "partners_to_compare",
    METADATA,
    Column("partner", Uuid, ForeignKey("partners.id"), primary_key=True),
    Column("since", DateTime(timezone=True), nullable=False),
)
PARTNER_PAIRS = Table(
    "partner_pairs",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("one", Uuid, ForeignKey("partners.id"), nullable=False),
    Column("other", Uuid, ForeignKey("partners.id"), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("score", Double, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reasons", JSONB, nullable=False),
    Column("status", Text, nullable=False),
    Column("cluster", Uuid),
    Column("decided_at", DateTime(timezone=True)),
)
PARTNER_MERGES = Table(
    "partner_merges",
    METADATA,
    Column("partner", Uuid, ForeignKey("partners.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("into", Uuid, ForeignKey("partners.id"), nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("moved", JSONB, nullable=False),
)
