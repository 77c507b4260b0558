"""The tables of invitations and of requests to join."""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, LargeBinary, String, Table, Text, Uuid

from services.registry.storage.tables import METADATA
from shared.identity.accounts import ACCOUNT_LENGTH

INVITATIONS = Table(
    "invitations",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False),
    Column("role", Text, nullable=False),
    Column("network", Text, ForeignKey("networks.id")),
    Column("organisation", Uuid, ForeignKey("partners.id")),
    Column("grant_ends_at", DateTime(timezone=True)),
    Column("made_by", String(ACCOUNT_LENGTH), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("accepted_by", String(ACCOUNT_LENGTH)),
    Column("accepted_at", DateTime(timezone=True)),
)

JOIN_REQUESTS = Table(
    "join_requests",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("account", String(ACCOUNT_LENGTH), nullable=False),
    Column("network", Text, ForeignKey("networks.id"), nullable=False),
    Column("organisation", Uuid, ForeignKey("partners.id"), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("status", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True)),
)
