"""The tables of natural persons. A field whose consent was revoked has no row: there is nothing to hide by mistake."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Integer, String, Table, Text, Uuid

from services.registry.storage.tables import METADATA
from shared.identity.accounts import ACCOUNT_LENGTH

PERSONS = Table(
    "persons",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("account", String(ACCOUNT_LENGTH)),
    Column("partner", Uuid, ForeignKey("partners.id")),
    Column("erased", Boolean, nullable=False),
)

PERSON_FIELDS = Table(
    "person_fields",
    METADATA,
    Column("person", Uuid, ForeignKey("persons.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("consent", Text, nullable=False),
    Column("given_at", DateTime(timezone=True), nullable=False),
    Column("text_version", Text, nullable=False),
)

PERSON_MEMBERSHIPS = Table(
    "person_memberships",
    METADATA,
    Column("network", Text, ForeignKey("networks.id"), primary_key=True),
    Column("person", Uuid, ForeignKey("persons.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
)
