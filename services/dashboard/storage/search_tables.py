"""The table of searches without a hit, one row for words in a quarter."""

from sqlalchemy import Column, Integer, Text, Uuid

from services.dashboard.storage.projection import key, projection

MISSED_SEARCHES = projection(
    "missed_searches",
    (key("id", Uuid),),
    Column("network", Text),
    Column("words", Text, nullable=False),
    Column("at_least", Integer, nullable=False),
)
