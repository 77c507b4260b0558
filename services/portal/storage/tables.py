"""The tables as the code sees them; their making stands in the migrations."""

from sqlalchemy import ARRAY, Column, Date, DateTime, Double, Integer, Table, Text, Uuid

from shared.database.engine import new_metadata
from shared.identity.sessions import sessions_table
from shared.messaging.batch import PROJECTION

METADATA = new_metadata()

SESSIONS = sessions_table(METADATA)

NETWORKS = Table(
    "networks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("short_label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("latitude", Double),
    Column("longitude", Double),
    schema=PROJECTION,
)
LIFE_PHASES = Table(
    "life_phases",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("place_in_order", Integer, nullable=False),
    schema=PROJECTION,
)
PARTNERS = Table(
    "partners",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("website", Text),
    schema=PROJECTION,
)
MEMBERSHIPS = Table(
    "memberships",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("partner", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("left_on", Date),
    schema=PROJECTION,
)
ANCHOR_SITES = Table(
    "anchor_sites",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("network", Text),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("address", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    schema=PROJECTION,
)
BARRIERS = Table(
    "barriers",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("told_at", DateTime(timezone=True), nullable=False),
    Column("path", Text, nullable=False),
    Column("text", Text, nullable=False),
)
