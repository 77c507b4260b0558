"""What a search answers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Annotated
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field

from services.offers.api.schemas import OfferView
from services.offers.domain.search.catalogue import Answer, Found, values_of
from services.offers.domain.search.question import Question
from services.offers.domain.search.synonyms import SynonymGroup
from services.offers.domain.search.when import minute_of
from shared.contracts.offers.search import Terms
from shared.contracts.vocabulary import Occurrence
from shared.web.cursor import write_cursor

MOST_FACET_VALUES = 100


class FoundView(BaseModel):
    """An offer, how far its nearest place is from the point that was asked for, and when it takes place or is open next.

    `next_date` looks four weeks ahead; it is null where nothing is known of these weeks.
    """

    offer: OfferView
    metres: int | None
    next_date: Occurrence | None


class FacetView(BaseModel):
    """A value of a filter and how many offers it would find."""

    value: str
    count: int


class UnderstoodView(BaseModel):
    """Words that were taken for a filter."""

    words: str
    filter: str
    value: str


class SearchView(BaseModel):
    """A page of what was found. `total` counts all pages; facets are there unless they were refused."""

    items: list[FoundView]
    total: int
    next: str | None = Field(description="Cursor der nächsten Seite, null auf der letzten")
    facets: dict[str, list[FacetView]]
    understood: list[UnderstoodView]


class SuggestionsView(BaseModel):
    """Words that begin as was typed, the most used first."""

    words: list[str]


class SynonymsBody(BaseModel):
    """Terms that mean the same."""

    model_config = ConfigDict(extra="forbid")

    terms: Annotated[Terms, Field(description="Wörter oder Wortgruppen, die dasselbe meinen")]


class SynonymsView(SynonymsBody):
    """A group of terms; `version` is what its ETag says."""

    id: UUID
    version: int


class MissedView(BaseModel):
    """So often at least this was looked for in vain; no network means anywhere."""

    network: str | None
    words: str
    at_least: int


def search_json(
    question: Question, answer: Answer, *, limit: int, offers: Sequence[str | None], now: datetime
) -> bytes:
    """Return a SearchView as JSON, put together from the offers' ready JSON."""
    shown = answer.found[:limit]
    last = write_cursor(*shown[-1].place) if len(answer.found) > limit else None
    minute = minute_of(now)
    items = [_item(found, offer, minute) for found, offer in zip(shown, offers, strict=True) if offer is not None]
    facets = {
        name: [{"value": value, "count": number} for value, number in values_of(counter, MOST_FACET_VALUES)]
        for name, counter in answer.counts.items()
    }
    understood = [{"words": each.words, "filter": each.filter, "value": each.value} for each in question.understood]
    return orjson.dumps(
        {"items": items, "total": answer.total, "next": last, "facets": facets, "understood": understood}
    )


def _item(found: Found, offer: str, minute: int) -> dict[str, object]:
    coming = _next_date(found.document.times, minute)
    return {"offer": orjson.Fragment(offer), "metres": found.metres, "next_date": coming}


def _next_date(times: Sequence[int], minute: int) -> dict[str, datetime] | None:
    """Return the first date that is not over yet, of minutes that are start and end in turn, the earliest first."""
    for start, end in list(pairwise(times))[::2]:
        if end > minute:
            return {"starts_at": _moment(start), "ends_at": _moment(end)}
    return None


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def synonyms_view(group: SynonymGroup) -> SynonymsView:
    """Return a group as it is read."""
    return SynonymsView(id=group.id, version=group.version, terms=group.terms)
