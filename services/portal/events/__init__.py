"""What the portal hears from the registry, one file an event; a new quarter is on the pages with its event."""

from services.portal.events.anchor_site_defined import ANCHOR_SITES_LISTENER
from services.portal.events.life_phase_defined import LIFE_PHASES_LISTENER
from services.portal.events.membership_changed import MEMBERSHIPS_LISTENER
from services.portal.events.network_defined import NETWORKS_LISTENER
from services.portal.events.partner_defined import PARTNERS_LISTENER
from services.portal.events.partner_removed import PARTNER_REMOVALS

LISTENERS = (
    NETWORKS_LISTENER,
    LIFE_PHASES_LISTENER,
    PARTNERS_LISTENER,
    MEMBERSHIPS_LISTENER,
    PARTNER_REMOVALS,
    ANCHOR_SITES_LISTENER,
)
