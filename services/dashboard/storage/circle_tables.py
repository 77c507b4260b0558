"""The tables of bodies, working groups, what they meet for and decide, and of persons by their random ids."""

from sqlalchemy import Column, Date, DateTime, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.dashboard.storage.projection import key, projection

BODIES = projection(
    "bodies",
    (key("id", Uuid),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("network", Text),
    Column("members", JSONB, nullable=False),
)
WORKING_GROUPS = projection(
    "working_groups",
    (key("id", Uuid),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("theme", Text),
    Column("target_group", Text),
    Column("life_phase", Text),
    Column("ended_on", Date),
)
GROUP_MEMBERSHIPS = projection(
    "group_memberships",
    (key("working_group", Uuid), key("partner", Uuid)),
    Column("joined_on", Date),
    Column("left_on", Date),
)
GROUP_RESULTS = projection(
    "group_results",
    (key("id", Uuid),),
    Column("working_group", Uuid, nullable=False),
    Column("reached_on", Date, nullable=False),
    Column("label", Text, nullable=False),
    Column("meeting", Uuid),
)
MEETINGS = projection(
    "meetings",
    (key("id", Uuid),),
    Column("circle", Uuid, nullable=False),
    Column("label", Text, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("place", Text),
    Column("status", Text, nullable=False),
)
DECISIONS = projection(
    "decisions",
    (key("id", Uuid),),
    Column("circle", Uuid, nullable=False),
    Column("number", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("label", Text, nullable=False),
    Column("revises", Uuid),
    Column("status", Text, nullable=False),
)
CIRCLE_TASKS = projection(
    "circle_tasks",
    (key("id", Uuid),),
    Column("circle", Uuid, nullable=False),
    Column("label", Text, nullable=False),
    Column("responsible", Uuid),
    Column("due_on", Date),
    Column("done_on", Date),
)
PERSONS = projection(
    "persons",
    (key("id", Uuid),),
    Column("public_fields", ARRAY(Text), nullable=False),
)
PERSON_MEMBERSHIPS = projection(
    "person_memberships",
    (key("network", Text), key("person", Uuid)),
    Column("joined_on", Date),
    Column("left_on", Date),
)
JOIN_REQUESTS = projection(
    "join_requests",
    (key("id", Uuid),),
    Column("network", Text, nullable=False),
    Column("organisation", Uuid, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("status", Text, nullable=False),
)
