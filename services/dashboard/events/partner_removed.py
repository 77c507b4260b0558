"""Forgets organisations that an undone import had brought, and their memberships."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete

from services.dashboard.storage.tables import MEMBERSHIPS, PARTNERS
from shared.contracts.registry import PartnerRemoved
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event


async def _apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
    ids = [event.data.id for event in events]
    await batch.connection.execute(delete(MEMBERSHIPS).where(MEMBERSHIPS.c.partner.in_(ids)))
    await batch.connection.execute(delete(PARTNERS).where(PARTNERS.c.id.in_(ids)))


PARTNER_REMOVALS = Listener(types=(PartnerRemoved,), apply=_apply)
