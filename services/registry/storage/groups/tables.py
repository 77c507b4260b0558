"""The tables of working groups and the partners in them."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, Uuid

from services.registry.storage.tables import METADATA

WORKING_GROUPS = Table(
    "working_groups",
    METADATA,
    Column("id", Uuid, ForeignKey("circles.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("network", Text, ForeignKey("networks.id"), nullable=False),
    Column("theme", Text),
    Column("target_group", Text),
    Column("life_phase", Text, ForeignKey("life_phases.key")),
    Column("ended_on", Date),
)

GROUP_MEMBERSHIPS = Table(
    "group_memberships",
    METADATA,
    Column("group", Uuid, ForeignKey("working_groups.id"), primary_key=True),
    Column("partner", Uuid, ForeignKey("partners.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
)

GROUP_RESULTS = Table(
    "group_results",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("group", Uuid, ForeignKey("working_groups.id"), nullable=False),
    Column("reached_on", Date, nullable=False),
    Column("label", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("meeting", Uuid, ForeignKey("meetings.id")),
)

GROUP_MEMBERSHIP_HISTORY = Table(
    "group_membership_history",
    METADATA,
    Column("group", Uuid, primary_key=True),
    Column("partner", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("joined_on", Date),
    Column("left_on", Date),
)
