"""Forgets organisations that an undone import had brought, and their memberships."""

from services.dashboard.storage.tables import MEMBERSHIPS, PARTNERS
from shared.contracts.registry import PartnerRemoved
from shared.messaging.batch import removal_listener

PARTNER_REMOVALS = removal_listener(
    (PartnerRemoved,), (MEMBERSHIPS.c.partner, PARTNERS.c.id), lambda event: event.data.id
)
