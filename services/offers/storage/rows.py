"""Offers as rows and back."""

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from services.offers.domain.cost import cost_of_cents
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import Status
from services.offers.domain.wording import forgiving, plain_words, sort_key
from services.offers.storage.content_json import content_of, json_of

Values = dict[str, Any]
COLUMNS = ("network", "organisation", "title", "description", "themes", "languages", "schedule_text", "bridge")
"""The fields that stand in columns as they are; those below `details` in the table are there for queries only."""
ELSEWHERE = frozenset({*COLUMNS, "ages", "dates"})


def row_of(offer: Offer, *, at: datetime) -> Values:
    """Return the values of an offer's row."""
    content = offer.content
    said = json_of(content)
    return {
        "id": offer.id,
        "version": offer.version,
        "status": offer.status.value,
        "notice_version": offer.notice_version,
        "confirmed_on": offer.confirmed_on,
        "publish_at": offer.publish_at,
        "sent_back_because": offer.sent_back_because,
        "changed_at": at,
        **{name: said[name] for name in COLUMNS},
        "min_months": content.ages.min_months,
        "max_months": content.ages.max_months,
        "dates": [[date["starts_at"], date["ends_at"]] for date in said["dates"]],
        "place": said["places"][0] if said["places"] else None,
        "cost_cents": content.cost_cents,
        "details": {name: value for name, value in said.items() if name not in ELSEWHERE},
        "kind": content.kind,
        "target_groups": said["target_groups"],
        "project": content.project,
        "funding_ends_on": content.funding_ends_on,
        "sort_key": sort_key(content.title),
        "words": _words(content),
    }


def offer_of(row: RowMapping) -> Offer:
    """Return the offer in a row."""
    return Offer(
        id=row["id"],
        content=_content(row),
        status=Status(row["status"]),
        notice_version=row["notice_version"],
        version=row["version"],
        confirmed_on=row["confirmed_on"],
        publish_at=row["publish_at"],
        sent_back_because=row["sent_back_because"],
    )


def _content(row: RowMapping) -> OfferContent:
    return content_of(
        {
            "places": [row["place"]] if row["place"] else [],
            "cost": cost_of_cents(row["cost_cents"]),
            **row["details"],
            **{name: row[name] for name in COLUMNS},
            "ages": {"min_months": row["min_months"], "max_months": row["max_months"]},
            "dates": [{"starts_at": start, "ends_at": end} for start, end in row["dates"]],
        }
    )


def _words(content: OfferContent) -> str:
    """Return what typing errors are compared with: every word once, themes included."""
    words = plain_words(" ".join((content.title, content.description, *content.themes)))
    return " ".join(dict.fromkeys(forgiving(word) for word in words))
