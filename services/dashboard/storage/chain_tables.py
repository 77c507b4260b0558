"""The table of the quarters' chains, one row a theme."""

from sqlalchemy import Column, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

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
