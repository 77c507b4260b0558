"""Forgets organisations that an undone import had brought, and their memberships."""

from services.offers.storage.tables import KNOWN_MEMBERSHIPS, KNOWN_PARTNERS
from shared.contracts.registry import PartnerRemoved
from shared.messaging.batch import removal_listener

PARTNER_REMOVALS = removal_listener(
    (PartnerRemoved,), (KNOWN_MEMBERSHIPS.c.partner, KNOWN_PARTNERS.c.id), lambda event: event.data.id
)
