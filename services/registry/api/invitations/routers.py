"""All routes by which accounts come to grants without the office typing them."""

from services.registry.api.invitations import hand_over, invitations, join_requests

INVITATION_ROUTERS = (invitations.router, join_requests.router, hand_over.router)
