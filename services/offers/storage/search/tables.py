"""The tables of the search as the code sees them; their making stands in the migration 0003."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Double, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.offers.storage.tables import METADATA
from shared.messaging.batch import PROJECTION

DOCUMENTS = Table(
    "search_documents",
    METADATA,
    Column("offer", Uuid, primary_key=True),
    Column("network", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_words", ARRAY(Text), nullable=False),
    Column("other_words", ARRAY(Text), nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("values", ARRAY(Text), nullable=False),
    Column("flags", ARRAY(Text), nullable=False),
    Column("latitudes", ARRAY(Double), nullable=False),
    Column("longitudes", ARRAY(Double), nullable=False),
    Column("slot_codes", ARRAY(Integer), nullable=False),
    Column("slot_days", ARRAY(Integer), nullable=False),
    Column("times", ARRAY(Integer), nullable=False),
    Column("fresh_day", Integer, nullable=False),
    Column("derivation", Integer, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("refresh", BigInteger, nullable=False),
    Column("shown", JSONB, nullable=False),
)
"""One row for each published offer; `values` are written name=value, `shown` is what everybody reads of it."""

FOUND_BY = tuple(column for column in DOCUMENTS.columns if column.name != "shown")
"""What the catalogue in memory is made from."""

WORDS = Table(
    "search_words",
    METADATA,
    Column("word", Text, primary_key=True),
    Column("stem", Text),
)
"""Every word that an offer was ever found by, with its German stem."""

REFRESHES = Table(
    "search_refreshes",
    METADATA,
    Column("the_only", Boolean, primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""One row: how often documents were made anew without an event in the log."""

SYNONYMS = Table(
    "synonym_groups",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("terms", ARRAY(Text), nullable=False),
)

MISSED = Table(
    "missed_searches",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("words", Text, primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("times", Integer, nullable=False),
    Column("last_on", Date, nullable=False),
)
"""Searches that found nothing, as sums; the network is empty where none was asked for."""

QUARTERS = Table(
    "search_quarters",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("short_label", Text, nullable=False),
    schema=PROJECTION,
)
"""How people call the quarters."""
