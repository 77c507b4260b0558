"""Hears of offers and appends what partners' endpoints are told: that something happened to an offer, and where to read it.

That is committed ahead of the batch, whose hundred thousand mails take a second to write. A batch that comes again appends nothing twice.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import orjson

from services.notifications.storage.webhooks.events import NewWebhookEvent, add
from shared.contracts.offers import OfferChanged, OfferPaused, OfferPublished, OfferState, OfferWithdrawn
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event

TYPES = {
    OfferPublished: "offer.published",
    OfferChanged: "offer.changed",
    OfferPaused: "offer.paused",
    OfferWithdrawn: "offer.ended",
}


def webhooks_listener(*, news_for: timedelta, portal_url: str, ring: Callable[[], None]) -> Listener:
    """Return the listener; `ring` wakes whoever posts once the events are committed. It comes before the listener that writes mails."""

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        told = [_told(event, portal_url) for event in events if event.time > batch.now - news_for and _is_public(event)]
        if told:
            async with batch.connection.engine.begin() as ahead:
                await add(ahead, told)
            ring()

    return Listener(types=tuple(TYPES), apply=apply)


def _is_public(event: Event[OfferState]) -> bool:
    return event.data.notice_version > 0


def _told(event: Event[OfferState], portal_url: str) -> NewWebhookEvent:
    offer = event.data
    name = TYPES[type(offer)]
    body = {
        "type": name,
        "timestamp": event.time,
        "data": {
            "offer": offer.id,
            "network": offer.network,
            "title": offer.title,
            "status": offer.status,
            "notice_version": offer.notice_version,
            "url": f"{portal_url}/angebot/{offer.id}",
        },
    }
    return NewWebhookEvent(
        id=event.id, network=offer.network, type=name, body=orjson.dumps(body).decode(), at=event.time
    )
