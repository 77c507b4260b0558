"""Hears of offers: keeps the newest state of each, and turns notice-worthy versions into mails."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from services.notifications.domain.calendar import berlin_day
from services.notifications.domain.mail import MailKind
from services.notifications.storage.matching import Occasion, match
from services.notifications.storage.projections import OFFERS
from shared.contracts.offers import (
    OfferChanged,
    OfferDrafted,
    OfferPaused,
    OfferPublished,
    OfferState,
    OfferStatus,
    OfferWithdrawn,
)
from shared.messaging.batch import Batch, Listener, Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[OfferState]) -> Row:
    offer = event.data
    return {
        "id": offer.id,
        "source": event.source,
        "network": offer.network,
        "title": offer.title,
        "min_months": offer.ages.min_months,
        "max_months": offer.ages.max_months,
        "themes": offer.themes,
        "languages": _lowered(offer),
        "status": offer.status,
        "notice_version": offer.notice_version,
        "place_name": offer.place.name if offer.place is not None else None,
        "schedule_text": offer.schedule_text,
    }


OFFERS_LISTENER = state_listener(
    (OfferPublished, OfferChanged, OfferPaused, OfferWithdrawn, OfferDrafted), OFFERS, _row
)


def matching_listener(*, news_for: timedelta, ring: Callable[[], None]) -> Listener:
    """Return the listener that writes mails; `ring` wakes whoever sends them once they are committed."""

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        if occasions := _occasions(events, news_since=batch.now - news_for):
            await match(batch.connection, occasions, now=batch.now)
            batch.after_commit.append(ring)

    return Listener(types=(OfferPublished, OfferChanged), apply=apply)


def _occasions(events: Sequence[Event[OfferState]], *, news_since: datetime) -> list[Occasion]:
    """Return the first event of each notice-worthy version; later ones of the same version tell nothing new."""
    first: dict[tuple[object, int], Occasion] = {}
    for event in events:
        offer = event.data
        if offer.status is OfferStatus.PUBLISHED and offer.notice_version > 0:
            first.setdefault((offer.id, offer.notice_version), _occasion(event, news_since))
    return list(first.values())


def _occasion(event: Event[OfferState], news_since: datetime) -> Occasion:
    offer = event.data
    return Occasion(
        offer=offer.id,
        notice_version=offer.notice_version,
        network=offer.network,
        kind=MailKind.NEW_OFFER if offer.notice_version == 1 else MailKind.CHANGED_OFFER,
        min_months=offer.ages.min_months,
        max_months=offer.ages.max_months,
        themes=offer.themes,
        languages=_lowered(offer),
        day=berlin_day(event.time),
        is_news=event.time > news_since,
        source=event.source,
        position=event.position,
        traceparent=event.traceparent,
    )


def _lowered(offer: OfferState) -> list[str]:
    """Language tags are compared without regard to capitals (BCP 47, section 2.1.1)."""
    return [tag.lower() for tag in offer.languages]
