"""The tables of the chain: what the registry tells of agreements and children, what waits, what was."""

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Float, Identity, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.offers.storage.tables import METADATA
from shared.messaging.batch import PROJECTION

KNOWN_AGREEMENTS = Table(
    "known_agreements",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("network", Text, nullable=False),
    Column("from_phase", Text),
    Column("from_institution", Text),
    Column("to_phase", Text),
    Column("to_institution", Text),
    Column("is_binding", Boolean, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    schema=PROJECTION,
)
KNOWN_FIGURES = Table(
    "known_figures",
    METADATA,
    Column("area", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("value", Float),
    schema=PROJECTION,
)
CHAIN_WAITING = Table(
    "chain_waiting",
    METADATA,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("network", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("is_urgent", Boolean, nullable=False),
)
"""Which chains something has touched; an empty network or theme means all. Rows are only added and taken away.

What was called for all networks is not urgent: somebody who changes one offer meanwhile goes first.
"""

CHAIN_THEMES = Table("chain_themes", METADATA, Column("theme", Text, primary_key=True))
"""Themes that some offer has had; in each of them every quarter has a chain, if only a hole."""

CHAIN_HISTORY = Table(
    "chain_history",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("theme", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("links", JSONB, nullable=False),
    Column("state", JSONB, nullable=False),
)
"""The chain as it stood at the end of each day on which it changed; the last row is the present."""
