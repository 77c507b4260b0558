"""All routes of the workspace; what has a fixed name comes before what has an id."""

from services.portal.web.workspace import (
    agreement_draft,
    agreements,
    double_structures,
    invitations,
    list_page,
    offer_pages,
    offer_steps,
    offer_versions,
    start,
)
from services.portal.web.workspace.office import barriers, duplicates, grants, kinds, new_quarter
from services.portal.web.workspace.organisation import entry
from services.portal.web.workspace.quarter import chain, pairs, partners, review, rollout, state, suggestions

OFFERS = (list_page, double_structures, offer_versions, offer_steps, offer_pages)
QUARTER = (state, review, suggestions, partners, chain, pairs, rollout)
AGREEMENTS = (agreement_draft, agreements)
ORGANISATION = (entry,)
OFFICE = (barriers, new_quarter, grants, duplicates, kinds)
WORKSPACE_ROUTERS = tuple(
    module.router for module in (start, invitations, *OFFERS, *QUARTER, *ORGANISATION, *AGREEMENTS, *OFFICE)
)
