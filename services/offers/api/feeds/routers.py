"""The routes of feeds; they come before those of single offers, for `{offer_id}` would take in `{offer_id}.ics`."""

from services.offers.api.feeds import atom, calendars, linked

ROUTERS = (atom.router, calendars.router, linked.router)
"""In the order in which they are tried."""
