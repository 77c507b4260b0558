"""All routes of the office's pages."""

from services.dashboard.web.office import lists, partner_net, project, report, rollout, start

OFFICE_ROUTERS = (start.router, lists.router, partner_net.router, project.router, rollout.router, report.router)
