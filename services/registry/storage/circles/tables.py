"""The tables of circles, their meetings, decisions and tasks."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Integer, Table, Text, Uuid

from services.registry.storage.tables import METADATA

CIRCLES = Table(
    "circles",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("network", Text, ForeignKey("networks.id")),
)

MEETINGS = Table(
    "meetings",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("circle", Uuid, ForeignKey("circles.id"), nullable=False),
    Column("label", Text, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("place", Text),
    Column("agenda", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("results", Text, nullable=False),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("circle", Uuid, ForeignKey("circles.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("label", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("meeting", Uuid, ForeignKey("meetings.id")),
    Column("revises", Uuid, ForeignKey("decisions.id")),
    Column("status", Text, nullable=False),
)

TASKS = Table(
    "circle_tasks",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("circle", Uuid, ForeignKey("circles.id"), nullable=False),
    Column("label", Text, nullable=False),
    Column("responsible", Uuid, ForeignKey("partners.id")),
    Column("due_on", Date),
    Column("done_on", Date),
)
