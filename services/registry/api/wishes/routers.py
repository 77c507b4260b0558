"""The routes of wishes and givers."""

from services.registry.api.wishes import givers, wishes

WISH_ROUTERS = (wishes.router, givers.router)
