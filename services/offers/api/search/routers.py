"""The routes of the search, in the order in which they are tried."""

from services.offers.api.search import missed, search, standing, synonyms

ROUTERS = (search.router, standing.router, synonyms.router, missed.router)
