"""All routes of the workspace; what has a fixed name comes before what has an id."""

from services.portal.web.workspace import double_structures, list_page, offer_pages, offer_steps, start

WORKSPACE_ROUTERS = (start.router, list_page.router, double_structures.router, offer_steps.router, offer_pages.router)
