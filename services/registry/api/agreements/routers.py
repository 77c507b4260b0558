"""All routes of agreements; versions and steps stand below one agreement."""

from services.registry.api.agreements import agreements, due, steps, templates, versions

AGREEMENT_ROUTERS = tuple(module.router for module in (agreements, steps, versions, templates, due))
