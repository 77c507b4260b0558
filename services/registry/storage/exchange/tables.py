"""The tables of imports and their rows."""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.registry.storage.tables import METADATA

IMPORTS = Table(
    "imports",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("network", Text, ForeignKey("networks.id")),
    Column("state", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("new_count", Integer, nullable=False),
    Column("changed_count", Integer, nullable=False),
    Column("unchanged_count", Integer, nullable=False),
    Column("faults", JSONB, nullable=False),
)

IMPORT_ROWS = Table(
    "import_rows",
    METADATA,
    Column("import", Uuid, ForeignKey("imports.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("target", Uuid, nullable=False),
    Column("role", Text, nullable=False),
    Column("joined", Boolean, nullable=False),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB, nullable=False),
)

IMPORT_STEPS = Table(
    "import_steps",
    METADATA,
    Column("import", Uuid, ForeignKey("imports.id"), primary_key=True),
    Column("wanted", Text, nullable=False),
    Column("expected", Integer, nullable=False),
    Column("account", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("refused", JSONB(none_as_null=True)),
)
