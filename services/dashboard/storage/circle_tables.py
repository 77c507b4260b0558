"""The tables of bodies, working groups, what they meet for and decide, and of persons by their random ids."""

from typing import Any

from sqlalchemy import Column, Date, DateTime, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.dashboard.storage.tables import METADATA
from shared.messaging.batch import PROJECTION


def _by_id(name: str, *columns: Column[Any]) -> Table:
    version = Column("subject_version", Integer, nullable=False)
    return Table(name, METADATA, Column("id", Uuid, primary_key=True), version, *columns, schema=PROJECTION)


BODIES = _by_id(
    "bodies",
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("network", Text),
    Column("members", JSONB, nullable=False),
)
WORKING_GROUPS = _by_id(
    "working_groups",
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("theme", Text),
    Column("target_group", Text),
    Column("life_phase", Text),
    Column("ended_on", Date),
)
GROUP_MEMBERSHIPS = Table(
    "group_memberships",
    METADATA,
    Column("working_group", Uuid, primary_key=True),
    Column("partner", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
    schema=PROJECTION,
)
MEETINGS = _by_id(
    "meetings",
    Column("circle", Uuid, nullable=False),
    Column("label", Text, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("place", Text),
    Column("status", Text, nullable=False),
)
DECISIONS = _by_id(
    "decisions",
    Column("circle", Uuid, nullable=False),
    Column("number", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("label", Text, nullable=False),
    Column("revises", Uuid),
    Column("status", Text, nullable=False),
)
CIRCLE_TASKS = _by_id(
    "circle_tasks",
    Column("circle", Uuid, nullable=False),
    Column("label", Text, nullable=False),
    Column("responsible", Uuid),
    Column("due_on", Date),
    Column("done_on", Date),
)
PERSONS = _by_id(
    "persons",
    Column("public_fields", ARRAY(Text), nullable=False),
)
PERSON_MEMBERSHIPS = Table(
    "person_memberships",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("person", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
    schema=PROJECTION,
)
JOIN_REQUESTS = _by_id(
    "join_requests",
    Column("network", Text, nullable=False),
    Column("organisation", Uuid, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("status", Text, nullable=False),
)
