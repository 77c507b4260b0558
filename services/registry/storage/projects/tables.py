"""The tables of projects; `migrations/0003_agreements.py` makes them."""

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, ForeignKey, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.registry.domain.projects.project import Project
from services.registry.storage.kept_versions import KeptVersions, versions_table
from services.registry.storage.tables import METADATA

PROJECTS = Table(
    "projects",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("networks", ARRAY(Text), nullable=False),
    Column("goals", JSONB, nullable=False),
    Column("lead", Uuid, ForeignKey("partners.id")),
    Column("scientific_partner", Text),
    Column("evaluation", Text, nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("prizes", JSONB, nullable=False),
    Column("sites", JSONB, nullable=False),
    Column("transfers", JSONB, nullable=False),
)

FUNDINGS = Table(
    "fundings",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("project", Uuid, ForeignKey("projects.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("amount_cents", BigInteger),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("withdrawn", Boolean, nullable=False),
)

# A row is an alarm that was given: the unique key makes that each funding has one for each end it was given.
FUNDING_ALARMS = Table(
    "funding_alarms",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("funding", Uuid, ForeignKey("fundings.id"), nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("alarmed_at", DateTime(timezone=True), nullable=False),
)

PROJECT_HISTORY = versions_table("project_versions")
PROJECT_VERSIONS = KeptVersions(PROJECT_HISTORY, Project)
