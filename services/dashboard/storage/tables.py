"""The tables as the code sees them; their making stands in the migrations."""

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.dashboard.storage.projection import METADATA, key, projection
from shared.identity.sessions import sessions_table
from shared.messaging.batch import PROJECTION

AREAS = projection(
    "areas",
    (key("id", Text),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("valid_from", Integer, nullable=False),
    Column("valid_to", Integer),
)
NETWORKS = projection(
    "networks",
    (key("id", Text),),
    Column("label", Text, nullable=False),
    Column("short_label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("areas", ARRAY(Text), nullable=False),
    Column("since", Date),
    Column("restarted", Date),
    Column("languages", ARRAY(Text), nullable=False),
)
LIFE_PHASES = projection(
    "life_phases",
    (key("key", Text),),
    Column("label", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("place_in_order", Integer, nullable=False),
)
PARTNERS = projection(
    "partners",
    (key("id", Uuid),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("partner_type", Text, nullable=False),
)
PARTNER_ALIASES = projection(
    "partner_aliases",
    (key("partner", Uuid),),
    Column("stands_for", Uuid, nullable=False),
    Column("undone", Boolean, nullable=False),
)
MEMBERSHIPS = projection(
    "memberships",
    (key("network", Text), key("partner", Uuid)),
    Column("role", Text, nullable=False),
    Column("joined_on", Date),
    Column("left_on", Date),
)
ANCHOR_SITES = projection(
    "anchor_sites",
    (key("id", Uuid),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("network", Text),
    Column("area", Text, nullable=False),
    Column("address", Text),
)
CONTACT_POINTS = projection(
    "contact_points",
    (key("id", Uuid),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("network", Text),
    Column("organisation", Uuid),
    Column("uses", JSONB, nullable=False),
)
OFFERS = projection(
    "offers",
    (key("id", Uuid),),
    Column("network", Text, nullable=False),
    Column("organisation", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("themes", ARRAY(Text), nullable=False),
    Column("place", Text),
    Column("cost_cents", Integer),
    Column("bridge", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("project", Uuid),
)
OFFER_ANNOUNCEMENTS = projection(
    "offer_announcements",
    (key("offer", Uuid),),
    Column("network", Text, nullable=False),
    Column("notice_version", Integer, nullable=False),
    Column("recipients", Integer),
)
"""An internal figure: kept for the office's own pages, never on an open one."""

AGREEMENTS = projection(
    "agreements",
    (key("id", Uuid),),
    Column("network", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("parties", ARRAY(Uuid), nullable=False),
    Column("from_phase", Text),
    Column("from_institution", Text),
    Column("to_phase", Text),
    Column("to_institution", Text),
    Column("state", Text, nullable=False),
    Column("valid_to", Date),
    Column("review_on", Date),
    Column("open_obligations", Integer, nullable=False),
    Column("overdue_obligations", Integer, nullable=False),
)
AGREEMENT_REMINDERS = projection(
    "agreement_reminders",
    (key("id", Uuid),),
    Column("agreement", Uuid, nullable=False),
    Column("network", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("obligation", Uuid),
    Column("party", Uuid),
)
AGREEMENT_TEMPLATES = projection(
    "agreement_templates",
    (key("key", Text),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("retired", Boolean, nullable=False),
)
PROJECTS = projection(
    "projects",
    (key("id", Uuid),),
    Column("label", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("networks", ARRAY(Text), nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("running_sites", Integer, nullable=False),
    Column("planned_sites", Integer, nullable=False),
    Column("running_transfers", Integer, nullable=False),
)
FUNDINGS = projection(
    "fundings",
    (key("id", Uuid),),
    Column("project", Uuid, nullable=False),
    Column("source", Text, nullable=False),
    Column("amount_cents", BigInteger),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("withdrawn", Boolean, nullable=False),
)
FUNDING_ALARMS = projection(
    "funding_alarms",
    (key("id", Uuid),),
    Column("funding", Uuid, nullable=False),
    Column("project", Uuid, nullable=False),
    Column("ends_on", Date, nullable=False),
)

ACTIVITY = Table(
    "activity",
    METADATA,
    Column("event_id", Uuid, primary_key=True),
    Column("position", BigInteger),
    Column("source", Text, nullable=False),
    Column("source_position", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("network", Text),
    Column("title", Text),
    Column("partner", Uuid),
    schema=PROJECTION,
)
SOURCE_CONTACT = Table(
    "source_contact",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("heard_at", DateTime(timezone=True), nullable=False),
    Column("head", BigInteger, nullable=False),
)
SESSIONS = sessions_table(METADATA)
