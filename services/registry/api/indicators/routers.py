"""The routes of indicators; what has a fixed name comes before what has a key."""

from services.registry.api.indicators import indicators, sources, values

INDICATOR_ROUTERS = (values.router, sources.router, indicators.router)
