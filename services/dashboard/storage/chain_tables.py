"""The tables of the quarters' chains, one row a theme, and of their double structures."""

from sqlalchemy import Column, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.dashboard.storage.projection import key, projection

CHAINS = projection(
    "chains",
    (key("network", Text), key("theme", Text)),
    Column("offers", Integer, nullable=False),
    Column("hole_months", Integer, nullable=False),
    Column("thin_months", Integer, nullable=False),
    Column("unsecured_transitions", Integer, nullable=False),
    Column("state", JSONB, nullable=False),
)
DOUBLE_STRUCTURES = projection(
    "double_structures",
    (key("id", Uuid),),
    Column("network", Text, nullable=False),
    Column("one_offer", Uuid, nullable=False),
    Column("other_offer", Uuid, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("reasons", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
)
