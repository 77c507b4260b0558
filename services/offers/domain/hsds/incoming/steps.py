"""What becomes of one record: a new draft, a changed one, a proposal to whoever keeps the offer, or nothing.

What people here have touched is never overwritten: not an offer that is public, and not a draft that says something else than was brought.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

import orjson

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import Status

OVER = "over"
"""In place of a fingerprint: the source no longer has the record among its present ones."""


FIELDS: Final[Mapping[str, str]] = {
    "title": "Titel",
    "description": "Beschreibung",
    "ages": "Alter",
    "themes": "Themen",
    "target_groups": "Zielgruppen",
    "languages": "Sprachen",
    "places": "Orte",
    "schedule": "Termine",
    "schedule_text": "Zeiten in Worten",
    "cost": "Kosten",
    "registration": "Anmeldung",
    "room": "Plätze",
    "contact": "Kontakt",
    "accessibility": "Barrierefreiheit",
    "bridge": "Brückenangebot",
    "bridges": "Brücken",
}
"""What a record can say; everything else of an offer is people's own here, and no import touches it."""


class Outcome(StrEnum):
    """What becomes of a record."""

    CREATED = "created"
    CHANGED = "changed"
    PROPOSED = "proposed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True)
class Remembered:
    """What a record said when it was last seen, and what was last written of it."""

    seen: str
    written: str


def fingerprint_of(said: Mapping[str, Any]) -> str:
    """Return what tells one content, as JSON values, from another in all that a record can say."""
    told = {name: said[name] for name in FIELDS}
    return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def brought_up_to(content: OfferContent, before: OfferContent) -> OfferContent:
    """Return what an offer says after a record has changed: its own words in all that a record can't say."""
    return replace(before, **{name: getattr(content, name) for name in FIELDS})


def outcome_of(now: str, *, before: Remembered | None, offer: Offer | None, standing: str | None) -> Outcome:
    """Return what becomes of a record that says `now`; `standing` is the fingerprint of what the offer says."""
    if offer is None or before is None:
        if offer is not None:
            return Outcome.UNCHANGED if standing == now else Outcome.PROPOSED
        return Outcome.SKIPPED if now == OVER else Outcome.CREATED
    if before.seen == now or offer.status is Status.ENDED:
        return Outcome.UNCHANGED
    if now != OVER and offer.is_hidden and standing == before.written:
        return Outcome.CHANGED
    return Outcome.UNCHANGED if standing == now else Outcome.PROPOSED


def proposal(source: str, offer: Offer, content: OfferContent | None) -> str:
    """Return what is proposed to whoever keeps the offer; no text of the source is in it, for it may name a person."""
    if content is None:
        return f"Die Quelle „{source}“ führt dieses Angebot als beendet. Bitte prüfen, ob es noch stattfindet."
    fields = ", ".join(FIELDS[name] for name in FIELDS if name in offer.content.differing(content))
    return f"Die Quelle „{source}“ sagt jetzt etwas anderes. Bitte vergleichen: {fields}."
