"""The tables as the code sees them; their making stands in the migrations."""

from sqlalchemy import Boolean, Column, Computed, Date, DateTime, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, INT4RANGE, JSONB, TSVECTOR

from shared.database.engine import new_metadata
from shared.messaging.batch import PROJECTION

METADATA = new_metadata()

OFFERS = Table(
    "offers",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("network", Text, nullable=False),
    Column("organisation", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("themes", ARRAY(Text), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("place", JSONB(none_as_null=True)),
    Column("schedule_text", Text),
    Column("dates", JSONB, nullable=False),
    Column("cost_cents", Integer),
    Column("bridge", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("notice_version", Integer, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("ages", INT4RANGE, Computed("int4range(min_months, max_months)"), nullable=False),
    Column("search", TSVECTOR, Computed("to_tsvector('public.infamilie', ...)"), nullable=False),
)
"""An offer's whole state in one row; `sort_key` and `words` are made from its texts, the last two by the database."""

STATE = tuple(column for column in OFFERS.columns if column.computed is None)
"""What is read and written; the computed columns are only asked."""

KNOWN_NETWORKS = Table(
    "known_networks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("areas", ARRAY(Text), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    schema=PROJECTION,
)
KNOWN_PARTNERS = Table(
    "known_partners",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    schema=PROJECTION,
)
KNOWN_MEMBERSHIPS = Table(
    "known_memberships",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("partner", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
    schema=PROJECTION,
)
KNOWN_LIFE_PHASES = Table(
    "known_life_phases",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("place_in_order", Integer, nullable=False),
    schema=PROJECTION,
)
