"""All routes of the workspace; what has a fixed name comes before what has an id."""

from services.portal.web.workspace import (
    agreement_draft,
    agreements,
    circles,
    double_structures,
    invitations,
    list_page,
    notices,
    offer_calendar,
    offer_pages,
    offer_steps,
    offer_versions,
    start,
)
from services.portal.web.workspace.office import (
    barriers,
    dead_ends,
    duplicates,
    grants,
    indicators,
    kinds,
    new_quarter,
    template,
)
from services.portal.web.workspace.organisation import entry, groups
from services.portal.web.workspace.places import anchor_sites, contact_points
from services.portal.web.workspace.projects import fundings
from services.portal.web.workspace.projects import pages as projects
from services.portal.web.workspace.quarter import (
    assessment,
    chain,
    imports,
    pairs,
    partners,
    printed_calendar,
    review,
    rollout,
    state,
    suggestions,
    vision,
    wishes,
)
from services.portal.web.workspace.wordings import office as office_wordings
from services.portal.web.workspace.wordings import quarter as quarter_wordings

OFFERS = (list_page, double_structures, offer_calendar, offer_versions, offer_steps, offer_pages)
QUARTER = (
    state,
    review,
    suggestions,
    partners,
    chain,
    pairs,
    rollout,
    imports,
    wishes,
    printed_calendar,
    quarter_wordings,
    vision,
    assessment,
    anchor_sites,
    contact_points,
)
AGREEMENTS = (agreement_draft, agreements, circles, projects, fundings)
ORGANISATION = (entry, groups)
OFFICE = (barriers, new_quarter, grants, duplicates, kinds, template, indicators, dead_ends, office_wordings)
WORKSPACE_ROUTERS = tuple(
    module.router for module in (start, invitations, notices, *OFFERS, *QUARTER, *ORGANISATION, *AGREEMENTS, *OFFICE)
)
