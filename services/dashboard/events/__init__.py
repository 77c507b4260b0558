"""What the dashboard hears, one file an event; the list of what happened comes last, so that its lock is held shortly."""

from collections.abc import Callable

from services.dashboard.events.activity import activity_listener
from services.dashboard.events.anchor_site_defined import ANCHOR_SITES
from services.dashboard.events.area_defined import AREAS
from services.dashboard.events.life_phase_defined import LIFE_PHASES
from services.dashboard.events.membership_changed import MEMBERSHIPS
from services.dashboard.events.network_defined import NETWORKS
from services.dashboard.events.offer_announced import OFFER_ANNOUNCEMENTS
from services.dashboard.events.offer_changed import OFFERS
from services.dashboard.events.partner_defined import PARTNERS
from shared.messaging.batch import Listener

STATES = (AREAS, NETWORKS, LIFE_PHASES, PARTNERS, MEMBERSHIPS, ANCHOR_SITES, OFFERS, OFFER_ANNOUNCEMENTS)


def listeners(ring: Callable[[], None]) -> tuple[Listener, ...]:
    """Return all listeners; `ring` is called when something new was committed to the list."""
    return (*STATES, activity_listener(ring))
