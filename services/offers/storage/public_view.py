"""An offer as everybody reads it, in JSON values: kept ready, so that a list needs not check and copy each offer again.

The words are those of the contract and of the API, as everywhere.
"""

from typing import Any

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import FOR_PROFESSIONALS
from services.offers.domain.place import Place
from services.offers.domain.terms import ContactPoint
from services.offers.storage.content_json import json_of


def public_view(offer: Offer) -> dict[str, Any]:
    """Return what everybody may read of an offer, with its place and its price also in short."""
    content = offer.content
    said = {name: value for name, value in json_of(content).items() if name not in FOR_PROFESSIONALS}
    return {
        **said,
        "place": _in_short(content.place),
        "cost_cents": content.cost_cents,
        "contact": _told(content.contact),
        "id": offer.id,
        "status": offer.status.value,
        "notice_version": offer.notice_version,
        "confirmed_on": offer.confirmed_on,
        "version": offer.version,
    }


def _in_short(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    where = {name: getattr(place, name) for name in ("name", "address", "latitude", "longitude")}
    return {**where, "anchor_site": place.anchor_site}


def _told(contact: ContactPoint | None) -> dict[str, str | None] | None:
    if contact is None:
        return None
    outward = contact.outward()
    return {"function": outward.function, "switchboard": outward.switchboard, "mailbox": outward.mailbox}
