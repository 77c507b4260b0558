"""The tables of agreements; `migrations/0003_agreements.py` makes them."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Integer, SmallInteger, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.registry.domain.agreements.agreement import Agreement
from services.registry.storage.kept_versions import KeptVersions, versions_table
from services.registry.storage.tables import METADATA
from shared.identity.accounts import ACCOUNT_LENGTH

AGREEMENT_TEMPLATES = Table(
    "agreement_templates",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("transition", JSONB, nullable=False),
    Column("obligations", JSONB, nullable=False),
    Column("review_after_months", Integer, nullable=False),
    Column("retired", Boolean, nullable=False),
)

AGREEMENTS = Table(
    "agreements",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("network", Text, ForeignKey("networks.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("transition", JSONB(none_as_null=True)),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("review_on", Date),
    Column("template", Text, ForeignKey("agreement_templates.key")),
    Column("state", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("signatures", JSONB, nullable=False),
    Column("evaluations", JSONB, nullable=False),
    Column("ended_on", Date),
    Column("end_reason", Text, nullable=False),
)

AGREEMENT_PARTIES = Table(
    "agreement_parties",
    METADATA,
    Column("agreement", Uuid, ForeignKey("agreements.id"), primary_key=True),
    Column("partner", Uuid, ForeignKey("partners.id"), primary_key=True),
    Column("place", SmallInteger, nullable=False),
)

AGREEMENT_OBLIGATIONS = Table(
    "agreement_obligations",
    METADATA,
    Column("agreement", Uuid, ForeignKey("agreements.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("place", SmallInteger, nullable=False),
    Column("party", Uuid, ForeignKey("partners.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("fulfilled_on", Date),
    Column("is_overdue", Boolean, nullable=False),
)

# Who put a name to it, as an account; it is in no event, no version and no answer.
AGREEMENT_SIGNATORIES = Table(
    "agreement_signatories",
    METADATA,
    Column("agreement", Uuid, ForeignKey("agreements.id"), primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("party", Uuid, ForeignKey("partners.id"), primary_key=True),
    Column("account", String(ACCOUNT_LENGTH), nullable=False),
    Column("signed_at", DateTime(timezone=True), nullable=False),
)

# A row is a reminder that was given: the unique key makes that each is given once.
AGREEMENT_REMINDERS = Table(
    "agreement_reminders",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("agreement", Uuid, ForeignKey("agreements.id"), nullable=False),
    Column("obligation", Uuid),
    Column("due_on", Date, nullable=False),
    Column("reminded_at", DateTime(timezone=True), nullable=False),
)

AGREEMENT_HISTORY = versions_table("agreement_versions")
AGREEMENT_VERSIONS = KeptVersions(AGREEMENT_HISTORY, Agreement)
