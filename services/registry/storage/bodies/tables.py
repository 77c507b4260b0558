"""The tables of governance bodies and their members."""

from sqlalchemy import Column, Date, ForeignKey, Integer, SmallInteger, Table, Text, Uuid

from services.registry.storage.tables import METADATA

BODIES = Table(
    "bodies",
    METADATA,
    Column("id", Uuid, ForeignKey("circles.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("network", Text, ForeignKey("networks.id")),
)

BODY_MEMBERS = Table(
    "body_members",
    METADATA,
    Column("body", Uuid, ForeignKey("bodies.id"), primary_key=True),
    Column("place", SmallInteger, primary_key=True),
    Column("partner", Uuid, ForeignKey("partners.id")),
    Column("person", Uuid, ForeignKey("persons.id")),
    Column("function", Text, nullable=False),
    Column("since", Date),
    Column("until", Date),
)
