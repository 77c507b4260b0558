"""All routes of the office's pages."""

from services.dashboard.web.office import lists, project, start

OFFICE_ROUTERS = (start.router, lists.router, project.router)
