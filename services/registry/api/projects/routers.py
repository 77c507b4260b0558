"""All routes of projects; the portfolio comes first, or its name would be read as a project's id."""

from services.registry.api.projects import fundings, portfolio, projects

PROJECT_ROUTERS = (portfolio.router, projects.router, fundings.router)
