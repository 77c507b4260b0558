"""The tables of HSDS as the code sees them; their making stands in the migration 0006."""

from sqlalchemy import Column, Date, DateTime, Double, Integer, SmallInteger, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.offers.storage.tables import METADATA
from shared.messaging.batch import PROJECTION

HSDS_SERVICES = Table(
    "hsds_services",
    METADATA,
    Column("offer", Uuid, primary_key=True),
    Column("derivation", SmallInteger, nullable=False),
    Column("service_at_locations", ARRAY(Uuid), nullable=False),
    Column("locations", ARRAY(Uuid), nullable=False),
    Column("latitudes", ARRAY(Double), nullable=False),
    Column("longitudes", ARRAY(Double), nullable=False),
    Column("postcodes", ARRAY(Text), nullable=False),
    Column("slot_days", ARRAY(SmallInteger), nullable=False),
    Column("slot_begins", ARRAY(SmallInteger), nullable=False),
    Column("slot_ends", ARRAY(SmallInteger), nullable=False),
    Column("slot_lasts", ARRAY(Date), nullable=False),
)
"""One row for each offer that everybody may see: its places, one an element, and its hours of the week, one an element."""

KNOWN_PROJECTS = Table(
    "known_projects",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("lead", Uuid),
    Column("networks", ARRAY(Text), nullable=False),
    schema=PROJECTION,
)
KNOWN_SITES = Table(
    "known_sites",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("address", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("operator", Uuid),
    Column("accessibility", ARRAY(Text)),
    schema=PROJECTION,
)

HSDS_IMPORTED = Table(
    "hsds_imported",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("offer", Uuid, nullable=False),
    Column("seen", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("suggestion", Uuid),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""Records of other directories: hashes of what they said when last seen and when last written, and the last proposal made of them."""
