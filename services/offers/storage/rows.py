"""Offers as rows and back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from services.offers.domain.ages import Ages
from services.offers.domain.occurrence import Occurrence
from services.offers.domain.offer import Offer, OfferContent, Status
from services.offers.domain.place import Place
from services.offers.domain.wording import forgiving, plain_words, sort_key

Values = dict[str, Any]


def row_of(offer: Offer, *, at: datetime) -> Values:
    """Return the values of an offer's row."""
    content = offer.content
    return {
        "id": offer.id,
        "version": offer.version,
        "status": offer.status.value,
        "notice_version": offer.notice_version,
        "changed_at": at,
        "network": content.network,
        "organisation": content.organisation,
        "title": content.title,
        "description": content.description,
        "min_months": content.ages.min_months,
        "max_months": content.ages.max_months,
        "themes": list(content.themes),
        "languages": list(content.languages),
        "place": content.place and _place_json(content.place),
        "schedule_text": content.schedule_text,
        "dates": [[date.starts_at, date.ends_at] for date in content.dates],
        "cost_cents": content.cost_cents,
        "bridge": content.bridge,
        "sort_key": sort_key(content.title),
        "words": _words(content),
    }


def offer_of(row: RowMapping) -> Offer:
    """Return the offer in a row."""
    content = OfferContent(
        network=row["network"],
        organisation=row["organisation"],
        title=row["title"],
        description=row["description"],
        ages=Ages(row["min_months"], row["max_months"]),
        themes=tuple(row["themes"]),
        languages=tuple(row["languages"]),
        place=row["place"] and _place(row["place"]),
        schedule_text=row["schedule_text"],
        dates=tuple(
            Occurrence(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in row["dates"]
        ),
        cost_cents=row["cost_cents"],
        bridge=row["bridge"],
    )
    return Offer(
        id=row["id"],
        content=content,
        status=Status(row["status"]),
        notice_version=row["notice_version"],
        version=row["version"],
    )


def _place_json(place: Place) -> Values:
    return {
        "name": place.name,
        "address": place.address,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "anchor_site": place.anchor_site,
    }


def _place(stored: Values) -> Place:
    anchor_site = stored["anchor_site"]
    return Place(**{**stored, "anchor_site": UUID(anchor_site) if anchor_site else None})


def _words(content: OfferContent) -> str:
    """Return what typing errors are compared with: every word once, themes included."""
    words = plain_words(" ".join((content.title, content.description, *content.themes)))
    return " ".join(dict.fromkeys(forgiving(word) for word in words))
