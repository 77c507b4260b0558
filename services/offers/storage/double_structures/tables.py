"""The marks of offers, how far each was compared, and pairs with what was decided about them."""

from sqlalchemy import Column, DateTime, Float, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.offers.storage.tables import METADATA

OFFER_MARKS = Table(
    "offer_marks",
    METADATA,
    Column("offer", Uuid, primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("network", Text, nullable=False),
    Column("weight", Float, nullable=False),
)
OFFERS_COMPARED = Table(
    "offers_compared",
    METADATA,
    Column("offer", Uuid, primary_key=True),
    Column("marked_version", Integer, nullable=False),
    Column("compared_version", Integer),
)
OFFER_PAIRS = Table(
    "offer_pairs",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("network", Text, nullable=False),
    Column("one", Uuid, nullable=False),
    Column("other", Uuid, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True)),
)
