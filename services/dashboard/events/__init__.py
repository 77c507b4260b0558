"""What the dashboard hears, one file an event; the list of what happened comes last, so that its lock is held shortly."""

from collections.abc import Callable

from services.dashboard.events.activity import activity_listener
from services.dashboard.events.agreement_changed import AGREEMENTS
from services.dashboard.events.agreement_due import AGREEMENT_REMINDERS
from services.dashboard.events.agreement_template_defined import AGREEMENT_TEMPLATES
from services.dashboard.events.anchor_site_defined import ANCHOR_SITES
from services.dashboard.events.area_defined import AREAS
from services.dashboard.events.chain_changed import CHAINS
from services.dashboard.events.circles import CIRCLE_STATES
from services.dashboard.events.contact_point_defined import CONTACT_POINTS
from services.dashboard.events.double_structure_changed import DOUBLE_STRUCTURES
from services.dashboard.events.funding_defined import FUNDINGS
from services.dashboard.events.funding_ending import FUNDING_ALARMS
from services.dashboard.events.gate_alarm import GATE_ALARMS
from services.dashboard.events.giver_defined import GIVERS
from services.dashboard.events.indicator_defined import INDICATORS
from services.dashboard.events.indicator_source_defined import INDICATOR_SOURCES
from services.dashboard.events.indicator_values_defined import INDICATOR_VALUES
from services.dashboard.events.life_phase_defined import LIFE_PHASES
from services.dashboard.events.membership_changed import MEMBERSHIPS
from services.dashboard.events.network_defined import NETWORKS
from services.dashboard.events.network_freshness_counted import OFFER_FRESHNESS
from services.dashboard.events.offer_announced import OFFER_ANNOUNCEMENTS
from services.dashboard.events.offer_changed import OFFERS
from services.dashboard.events.partner_defined import PARTNERS
from services.dashboard.events.partner_removed import PARTNER_REMOVALS
from services.dashboard.events.partners_merged import PARTNER_ALIASES
from services.dashboard.events.project_defined import PROJECTS
from services.dashboard.events.recheck_due import RECHECKS
from services.dashboard.events.rollout_plan_changed import ROLLOUT_PLANS
from services.dashboard.events.rollout_template_defined import ROLLOUT_TEMPLATES
from services.dashboard.events.search_without_hit import MISSED_SEARCHES
from services.dashboard.events.self_assessed import SELF_ASSESSMENTS
from services.dashboard.events.wish_counted import WISH_FIGURES
from shared.messaging.batch import Listener

STATES = (
    AREAS,
    NETWORKS,
    LIFE_PHASES,
    PARTNERS,
    PARTNER_ALIASES,
    MEMBERSHIPS,
    ANCHOR_SITES,
    CONTACT_POINTS,
    OFFERS,
    OFFER_ANNOUNCEMENTS,
    OFFER_FRESHNESS,
    RECHECKS,
    CHAINS,
    DOUBLE_STRUCTURES,
    AGREEMENTS,
    AGREEMENT_REMINDERS,
    AGREEMENT_TEMPLATES,
    PROJECTS,
    FUNDINGS,
    FUNDING_ALARMS,
    GATE_ALARMS,
    ROLLOUT_PLANS,
    ROLLOUT_TEMPLATES,
    SELF_ASSESSMENTS,
    INDICATORS,
    INDICATOR_SOURCES,
    INDICATOR_VALUES,
    WISH_FIGURES,
    MISSED_SEARCHES,
    PARTNER_REMOVALS,
    GIVERS,
    *CIRCLE_STATES,
)


def listeners(ring: Callable[[], None]) -> tuple[Listener, ...]:
    """Return all listeners; `ring` is called when something new was committed to the list."""
    return (*STATES, activity_listener(ring))
