"""The routers about duplicates; they come before /partners/{partner_id}, which would take `duplicates` for an id."""

from services.registry.api.duplicates import comparing, merges, queue

DUPLICATE_ROUTERS = (comparing.router, queue.router, merges.router)
