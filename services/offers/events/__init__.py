"""What the catalogue hears from the registry, one file an event."""

from services.offers.events.chain.agreement_changed import AGREEMENTS
from services.offers.events.chain.indicator_values_defined import FIGURES
from services.offers.events.hsds.anchor_site_defined import SITES
from services.offers.events.hsds.project_defined import PROJECTS
from services.offers.events.life_phase_defined import LIFE_PHASES
from services.offers.events.membership_changed import MEMBERSHIPS
from services.offers.events.network_defined import NETWORKS
from services.offers.events.partner_defined import PARTNERS
from services.offers.events.partner_removed import PARTNER_REMOVALS
from services.offers.events.partners_merged import PARTNER_ALIASES
from services.offers.events.quarter_named import QUARTER_NAMES

LISTENERS = (
    NETWORKS,
    PARTNERS,
    PARTNER_ALIASES,
    MEMBERSHIPS,
    LIFE_PHASES,
    PARTNER_REMOVALS,
    QUARTER_NAMES,
    AGREEMENTS,
    FIGURES,
    SITES,
    PROJECTS,
)
