"""The tables as the code sees them; their making stands in the migrations."""

from sqlalchemy import Boolean, Column, Computed, Date, DateTime, Integer, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, INT4RANGE, JSONB, TSVECTOR

from shared.database.engine import new_metadata
from shared.messaging.batch import PROJECTION

METADATA = new_metadata()

OFFERS = Table(
    "offers",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("network", Text, nullable=False),
    Column("organisation", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("themes", ARRAY(Text), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("place", JSONB(none_as_null=True)),
    Column("schedule_text", Text),
    Column("dates", JSONB, nullable=False),
    Column("cost_cents", Integer),
    Column("bridge", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("notice_version", Integer, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("details", JSONB, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target_groups", ARRAY(Text), nullable=False),
    Column("project", Uuid),
    Column("funding_ends_on", Date),
    Column("confirmed_on", Date),
    Column("publish_at", DateTime(timezone=True)),
    Column("sent_back_because", Text),
    Column("ages", INT4RANGE, Computed("int4range(min_months, max_months)"), nullable=False),
    Column("search", TSVECTOR, Computed("to_tsvector('public.infamilie', ...)"), nullable=False),
)
"""An offer's whole state in one row; `details` holds what nobody asks for by itself.

`sort_key` and `words` are made from its texts, `place` and `cost_cents` from the details, the last two by the database.
"""

STATE = tuple(column for column in OFFERS.columns if column.computed is None)
"""What is read and written; the computed columns are only asked."""

OFFER_VERSIONS = Table(
    "offer_versions",
    METADATA,
    Column("offer", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""Every version's content as it was said; who said it stands in the audit trail."""

OFFER_KINDS = Table(
    "offer_kinds",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("recheck_after_days", Integer, nullable=False),
    Column("escalate_after_days", Integer, nullable=False),
)
"""How often each kind of offer is asked for, and how long its owner may take."""

RECHECKS = Table(
    "rechecks",
    METADATA,
    Column("offer", Uuid, primary_key=True),
    Column("confirmed_on", Date, nullable=False),
    Column("stage", Text, nullable=False),
    Column("told_on", Date, nullable=False),
)
"""Who was last asked about an offer, for which confirmation; a newer confirmation makes the row void."""

RECHECK_LINKS = Table(
    "recheck_links",
    METADATA,
    Column("fingerprint", LargeBinary, primary_key=True),
    Column("offer", Uuid, nullable=False),
    Column("valid_until", DateTime(timezone=True), nullable=False),
)
"""The hashes of the secrets in mailed links."""

NETWORK_FRESHNESS = Table(
    "network_freshness",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("published", Integer, nullable=False),
    Column("fresh", Integer, nullable=False),
    Column("overdue", Integer, nullable=False),
)
"""The figures as they were last told."""

SUGGESTIONS = Table(
    "suggestions",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("offer", Uuid, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("answer", Text),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("answered_at", DateTime(timezone=True)),
)
"""What anybody proposed to change; the secret by which its author sees the answer is stored hashed."""

KNOWN_NETWORKS = Table(
    "known_networks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("areas", ARRAY(Text), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("label", Text, nullable=False),
    Column("short_label", Text, nullable=False),
    Column("vision", Text),
    schema=PROJECTION,
)
KNOWN_PARTNERS = Table(
    "known_partners",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("partner_type", Text, nullable=False),
    Column("parent", Uuid),
    Column("description", Text, nullable=False),
    Column("website", Text),
    Column("address", JSONB(none_as_null=True)),
    Column("identifiers", JSONB(none_as_null=True)),
    schema=PROJECTION,
)
KNOWN_MEMBERSHIPS = Table(
    "known_memberships",
    METADATA,
    Column("network", Text, primary_key=True),
    Column("partner", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
    schema=PROJECTION,
)
PARTNER_ALIASES = Table(
    "partner_aliases",
    METADATA,
    Column("partner", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("stands_for", Uuid, nullable=False),
    Column("undone", Boolean, nullable=False),
    schema=PROJECTION,
)
KNOWN_LIFE_PHASES = Table(
    "known_life_phases",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("place_in_order", Integer, nullable=False),
    schema=PROJECTION,
)
