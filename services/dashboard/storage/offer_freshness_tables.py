"""The tables of how fresh the networks' offers are, and of whom was asked about which."""

from sqlalchemy import Column, Date, Integer, Text, Uuid

from services.dashboard.storage.projection import key, projection

NETWORK_FRESHNESS = projection(
    "network_freshness",
    (key("network", Text),),
    Column("published", Integer, nullable=False),
    Column("fresh", Integer, nullable=False),
    Column("overdue", Integer, nullable=False),
)
RECHECKS = projection(
    "rechecks",
    (key("offer", Uuid),),
    Column("network", Text, nullable=False),
    Column("organisation", Uuid, nullable=False),
    Column("stage", Text, nullable=False),
    Column("confirmed_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
)
