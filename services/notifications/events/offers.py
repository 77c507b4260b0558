"""Hears of offers: keeps the newest state of each, and turns notice-worthy versions into mails."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from services.notifications.domain.calendar import berlin_day
from services.notifications.domain.interest import Ages, birth_months_of
from services.notifications.domain.mail import STATUS_OF, URGENT, MailKind
from services.notifications.domain.weekdays import bits_of
from services.notifications.events.offer_days import offer_days
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
from shared.contracts.offers.notices import NoticeKind
from shared.messaging.batch import Batch, Listener, Row, state_listener
from shared.messaging.event import Event

KIND_OF = {
    NoticeKind.NEW: MailKind.NEW_OFFER,
    NoticeKind.CHANGED: MailKind.CHANGED_OFFER,
    NoticeKind.FEW_PLACES: MailKind.FEW_PLACES,
    NoticeKind.PAUSED: MailKind.PAUSED_OFFER,
    NoticeKind.RESUMED: MailKind.RESUMED_OFFER,
    NoticeKind.CANCELLED: MailKind.CANCELLED_OFFER,
}


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
        "target_groups": offer.target_groups,
        "weekdays": bits_of(offer_days(offer)),
        **_points(offer),
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

    return Listener(types=(OfferPublished, OfferChanged, OfferPaused, OfferWithdrawn), apply=apply)


def _occasions(events: Sequence[Event[OfferState]], *, news_since: datetime) -> list[Occasion]:
    """Return the first event of each notice-worthy version; later ones of the same version tell nothing new."""
    first: dict[tuple[object, int], Occasion] = {}
    for event in events:
        offer = event.data
        kind = kind_of(offer)
        if offer.notice_version > 0 and offer.status == STATUS_OF.get(kind, OfferStatus.PUBLISHED):
            first.setdefault((offer.id, offer.notice_version), _occasion(event, kind, news_since))
    return list(first.values())


def kind_of(offer: OfferState) -> MailKind:
    """Return what an event tells subscribers; those from before it was said are publications or changes."""
    if offer.notice is not None:
        return KIND_OF[offer.notice.kind]
    return MailKind.NEW_OFFER if offer.notice_version == 1 else MailKind.CHANGED_OFFER


def _occasion(event: Event[OfferState], kind: MailKind, news_since: datetime) -> Occasion:
    offer = event.data
    ages = Ages(offer.ages.min_months, offer.ages.max_months)
    born_from, born_until = birth_months_of(ages, on=berlin_day(event.time))
    return Occasion(
        offer=offer.id,
        notice_version=offer.notice_version,
        network=offer.network,
        kind=kind,
        is_urgent=kind in URGENT,
        sides=offer.notice.sides if offer.notice is not None else (),
        min_months=ages.min_months,
        max_months=ages.max_months,
        born_from=born_from,
        born_until=born_until,
        themes=offer.themes,
        target_groups=offer.target_groups,
        languages=_lowered(offer),
        weekdays=bits_of(offer_days(offer)),
        **_points(offer),
        is_news=event.time > news_since,
        source=event.source,
        position=event.position,
        traceparent=event.traceparent,
    )


def _points(offer: OfferState) -> dict[str, list[float]]:
    located = [(place.latitude, place.longitude) for place in (*offer.places, offer.place) if place is not None]
    points = dict.fromkeys((north, east) for north, east in located if north is not None and east is not None)
    return {"latitudes": [north for north, _ in points], "longitudes": [east for _, east in points]}


def _lowered(offer: OfferState) -> list[str]:
    """Language tags are compared without regard to capitals (BCP 47, section 2.1.1)."""
    return [tag.lower() for tag in offer.languages]
