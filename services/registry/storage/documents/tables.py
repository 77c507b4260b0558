"""The table of documents."""

from sqlalchemy import Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid

from services.registry.storage.tables import METADATA

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("network", Text, ForeignKey("networks.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", DateTime(timezone=True), nullable=False),
    Index("ix_documents_network", "network"),
)
