"""The tables as SQLAlchemy sees them; the migrations are their truth, and say why each column is there."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    DateTime,
    Double,
    Identity,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from shared.database.engine import new_metadata
from shared.identity.accounts import ACCOUNT_LENGTH

METADATA = new_metadata()

ADDRESSES = Table(
    "addresses",
    METADATA,
    Column("person", Uuid, primary_key=True, server_default=text("gen_random_uuid()")),
    Column("lookup", LargeBinary, nullable=False, unique=True),
    Column("sealed", LargeBinary),
    Column("key_id", Text),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("suppressed_at", DateTime(timezone=True)),
    Column("bounces", Integer, nullable=False, server_default="0"),
    Column("bounced_at", DateTime(timezone=True)),
)

SUBSCRIPTIONS = Table(
    "subscriptions",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("person", Uuid, nullable=False),
    Column("networks", ARRAY(Text), nullable=False),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("radius_metres", Integer),
    Column("birth_months", ARRAY(Date), nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("themes", ARRAY(Text), nullable=False),
    Column("target_groups", ARRAY(Text), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("weekdays", ARRAY(SmallInteger), nullable=False),
    Column("pace", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("account", String(ACCOUNT_LENGTH)),
    Column("topics", ARRAY(Text), nullable=False),
    Column("paused_until", Date),
    Column("text_language", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("wording_version", Text, nullable=False),
    Column("requested_at", DateTime(timezone=True), nullable=False),
    Column("confirmed_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
)

TERMS = Table(
    "terms",
    METADATA,
    Column("number", Integer, Identity(always=True), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

SUBSCRIPTION_TARGETS = Table(
    "subscription_targets",
    METADATA,
    Column("subscription", Uuid, nullable=False),
    Column("person", Uuid, nullable=False),
    Column("network", Integer),
    Column("birth_month", Date),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("pace", SmallInteger, nullable=False),
    Column("weekdays", SmallInteger, nullable=False),
    Column("themes", ARRAY(Integer)),
    Column("target_groups", ARRAY(Integer)),
    Column("languages", ARRAY(Integer)),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("radius_metres", Integer),
)

CONFIRMATIONS = Table(
    "confirmations",
    METADATA,
    Column("fingerprint", LargeBinary, primary_key=True),
    Column("subscription", Uuid, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    Column("lane", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person", Uuid),
    Column("subscription", Uuid),
    Column("offer", Uuid),
    Column("notice_version", Integer),
    Column("source", Text),
    Column("event_position", BigInteger),
    Column("traceparent", Text),
    Column("state", Text, nullable=False, server_default="created"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("channel", Text, nullable=False, server_default="e-mail"),
    Column("pace", Text, nullable=False, server_default="at-once"),
    Column("not_before", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("digest", Uuid),
    Column("topic", Uuid),
    Column("about", JSONB),
    Column("due_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("accepted_at", DateTime(timezone=True)),
    Column("settled_at", DateTime(timezone=True)),
    Column("leased_until", DateTime(timezone=True)),
    Column("status", Text),
)

NOTICED_VERSIONS = Table(
    "noticed_versions",
    METADATA,
    Column("offer", Uuid, primary_key=True),
    Column("notice_version", Integer, primary_key=True),
    Column("network", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sides", ARRAY(Text), nullable=False),
    Column("noticed_at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
)
