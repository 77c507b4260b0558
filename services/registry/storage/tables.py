"""The registry's tables as its queries see them; the migrations make them, a test compares the two.

`sort_key` columns hold names as German readers order them.
"""

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from shared.database.engine import new_metadata
from shared.identity.grants import grants_table

METADATA = new_metadata()

LIFE_PHASES = Table(
    "life_phases",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("order", Integer, nullable=False),
)

AREAS = Table(
    "areas",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("valid_from", Integer, nullable=False),
    Column("valid_to", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("population", Integer),
)

NETWORKS = Table(
    "networks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("short_label", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("since", Date),
    Column("restarted", Date),
    Column("languages", ARRAY(Text), nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("website", Text),
    Column("vision", Text),
    Column("principles", ARRAY(Text)),
    Column("goals", JSONB(none_as_null=True)),
)

NETWORK_AREAS = Table(
    "network_areas",
    METADATA,
    Column("network", Text, ForeignKey("networks.id"), primary_key=True),
    Column("area", Text, ForeignKey("areas.id"), primary_key=True),
    Column("place", SmallInteger, nullable=False),
)

PARTNERS = Table(
    "partners",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("partner_type", Text, nullable=False),
    Column("parent", Uuid, ForeignKey("partners.id")),
    Column("description", Text, nullable=False),
    Column("website", Text),
    Column("street", Text),
    Column("postal_code", Text),
    Column("city", Text),
    Column("phone", Text),
    Column("mail", Text),
    Column("identifiers", JSONB(none_as_null=True)),
    Column("merged_into", Uuid, ForeignKey("partners.id")),
)

# Their ids are never given again: whoever hears the log in batches could lose the second partner of an id.
REMOVED_PARTNERS = Table(
    "removed_partners",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("removed_at", DateTime(timezone=True), nullable=False),
)

MEMBERSHIPS = Table(
    "memberships",
    METADATA,
    Column("network", Text, ForeignKey("networks.id"), primary_key=True),
    Column("partner", Uuid, ForeignKey("partners.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
    Column("left_reason", Text),
)

MEMBERSHIP_HISTORY = Table(
    "membership_history",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("partner", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
    Column("left_reason", Text),
)

ANCHOR_SITES = Table(
    "anchor_sites",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("network", Text, ForeignKey("networks.id")),
    Column("area", Text, ForeignKey("areas.id"), nullable=False),
    Column("site_type", Text, nullable=False),
    Column("address", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("operator", Uuid, ForeignKey("partners.id")),
    Column("opening_hours", JSONB(none_as_null=True)),
    Column("accessibility", ARRAY(Text)),
    Column("rooms", JSONB(none_as_null=True)),
)

# `uses` are objects of kind and thing; those of other services have no row here.
CONTACT_POINTS = Table(
    "contact_points",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("network", Text, ForeignKey("networks.id")),
    Column("organisation", Uuid, ForeignKey("partners.id")),
    Column("phone", Text),
    Column("mail", Text),
    Column("website", Text),
    Column("address", Text),
    Column("hours", JSONB(none_as_null=True)),
    Column("uses", JSONB, nullable=False),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("feed_url", Text, nullable=False),
    Column("networks", ARRAY(Text), nullable=False),
    Column("speaks_for_the_rest", Boolean, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("retired", Boolean, nullable=False),
)

# The same shape as the projection in every other service, so that one query reads either; here it is the truth.
GRANTS = grants_table(METADATA, schema=None)
