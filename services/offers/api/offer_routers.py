"""The routes of the offer in full: its life, versions, dates, freshness and suggestions."""

from services.offers.api import dates
from services.offers.api.calendar_imports import imports
from services.offers.api.freshness import kinds, rechecks
from services.offers.api.suggestions import suggestions
from services.offers.api.versions import versions
from services.offers.api.workflow import steps

ROUTERS = (
    steps.router,
    versions.router,
    dates.router,
    imports.router,
    kinds.router,
    rechecks.router,
    suggestions.router,
)
