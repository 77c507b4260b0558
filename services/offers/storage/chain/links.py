"""The published offers of a network as links of its chain, and links as JSON for the history."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.ages import Ages
from services.offers.domain.chain.axis import Span, on_axis
from services.offers.domain.chain.link import Link
from services.offers.domain.offer_status import Status
from services.offers.domain.terms import BridgeEnd
from services.offers.storage.tables import OFFERS

MOST_LINKS = 5_000
_OFFER = OFFERS.c
_COLUMNS = (
    _OFFER.id,
    _OFFER.min_months,
    _OFFER.max_months,
    _OFFER.themes,
    _OFFER.languages,
    _OFFER.bridge,
    _OFFER.funding_ends_on,
    _OFFER.details["funding"]["source"].astext.label("funding"),
    _OFFER.details["bridges"].label("bridges"),
)
# The index ix_offers_with_bridges holds the few offers that are bridges by links.
_NAMING = text(
    """
    SELECT DISTINCT network, unnest(themes) AS theme FROM offers
    WHERE details -> 'bridges' <> '[]' AND status = :published AND EXISTS (
        SELECT FROM jsonb_array_elements(details -> 'bridges') AS link (said)
        WHERE (said ->> 'offer')::uuid = ANY(CAST(:offers AS uuid[]))
    )
    """
)


async def present(
    connection: AsyncConnection, network: str, *, themes: Collection[str] | None = None, city_wide: str | None = None
) -> tuple[Link, ...]:
    """Return the links that lie in a network's chain now, of all themes or of some; those of the city-wide network too."""
    own = {network, city_wide or network}
    conditions: list[ColumnElement[bool]] = [_OFFER.network.in_(own), _OFFER.status == Status.PUBLISHED.value]
    if themes is not None:
        # Not by the index of themes: it would be asked for those of the whole city.
        conditions.append(_OFFER.themes.concat([]).overlap(sorted(themes)))
    query = select(*_COLUMNS).where(*conditions).order_by(_OFFER.id).limit(MOST_LINKS)
    links = [_link(row) for row in (await connection.execute(query)).mappings()]
    return await joined(connection, [link for link in links if link is not None])


async def joined(connection: AsyncConnection, links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links with what is published of the offers that they name."""
    named = {offer for link in links for offer in link.named}
    if not named:
        return tuple(links)
    among = (_OFFER.id.in_(named), _OFFER.status == Status.PUBLISHED.value)
    query = select(_OFFER.id, _OFFER.min_months, _OFFER.max_months).where(*among).limit(MOST_LINKS)
    ages = {row.id: on_axis(Ages(row.min_months, row.max_months)) for row in await connection.execute(query)}
    spans = {offer: span for offer, span in ages.items() if span is not None}
    return tuple(link.joined_to(spans) for link in links)


async def chains_naming(connection: AsyncConnection, offers: Collection[UUID]) -> set[tuple[str, str]]:
    """Return the networks and themes of published offers that lead from or to one of these."""
    rows = await connection.execute(_NAMING, {"offers": list(offers), "published": Status.PUBLISHED.value})
    return {(row.network, row.theme) for row in rows}


async def titles(connection: AsyncConnection, offers: Collection[UUID]) -> dict[UUID, str]:
    """Return what the offers are called today."""
    query = select(_OFFER.id, _OFFER.title).where(_OFFER.id.in_(offers)).limit(MOST_LINKS)
    return {row.id: row.title for row in await connection.execute(query)}


def _link(row: RowMapping) -> Link | None:
    span = on_axis(Ages(row["min_months"], row["max_months"]))
    if span is None:
        return None
    return Link(
        offer=row["id"],
        span=span,
        themes=frozenset(row["themes"]),
        languages=frozenset(row["languages"]),
        is_bridge=row["bridge"],
        leads_from=_phases(row, BridgeEnd.FROM),
        leads_to=_phases(row, BridgeEnd.TO),
        from_offers=_offers(row, BridgeEnd.FROM),
        to_offers=_offers(row, BridgeEnd.TO),
        funding=row["funding"],
        funded_until=row["funding_ends_on"],
    )


def _phases(row: RowMapping, end: BridgeEnd) -> frozenset[str]:
    return frozenset(each["phase"] for each in row["bridges"] or () if each["end"] == end.value and each["phase"])


def _offers(row: RowMapping, end: BridgeEnd) -> frozenset[UUID]:
    return frozenset(UUID(each["offer"]) for each in row["bridges"] or () if each["end"] == end.value and each["offer"])


def links_json(links: Iterable[Link]) -> list[dict[str, Any]]:
    """Return the links of one theme in the order of their ids; what says nothing is left out."""
    return [_told(link) for link in sorted(links, key=lambda each: each.offer)]


def _told(link: Link) -> dict[str, Any]:
    told = {
        "offer": str(link.offer),
        "begin": link.span.begin,
        "end": link.span.end,
        "languages": sorted(link.languages),
        "bridge": link.is_bridge,
        "leads_from": sorted(link.leads_from),
        "leads_to": sorted(link.leads_to),
        "from_months": sorted(link.from_months),
        "to_months": sorted(link.to_months),
        "funding": link.funding,
        "until": link.funded_until.isoformat() if link.funded_until is not None else None,
    }
    return {name: value for name, value in told.items() if value not in (None, [], False)}


def links_of(stored: Iterable[dict[str, Any]], *, theme: str) -> tuple[Link, ...]:
    """Return the links of a theme as they were written down."""
    return tuple(
        Link(
            offer=UUID(told["offer"]),
            span=Span(told["begin"], told["end"]),
            themes=frozenset({theme}),
            languages=frozenset(told.get("languages", ())),
            is_bridge=told.get("bridge", False),
            leads_from=frozenset(told.get("leads_from", ())),
            leads_to=frozenset(told.get("leads_to", ())),
            from_months=frozenset(told.get("from_months", ())),
            to_months=frozenset(told.get("to_months", ())),
            funding=told.get("funding"),
            funded_until=date.fromisoformat(told["until"]) if "until" in told else None,
        )
        for told in stored
    )
