"""How a network's chains stood on each day; a day keeps its last state, the newest day is the present."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, literal, or_, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.chain.link import Link
from services.offers.storage.chain.links import links_of
from services.offers.storage.chain.tables import CHAIN_HISTORY

MOST_THEMES = 500
_KEPT = CHAIN_HISTORY.c


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A theme's chain on a day: the links as JSON, the state as it was told."""

    theme: str
    day: date
    version: int
    at: datetime
    links: Sequence[dict[str, Any]]
    state: dict[str, Any]


def _last(network: str) -> Select[Any]:
    columns = (_KEPT.theme, _KEPT.day, _KEPT.version, _KEPT.at, _KEPT.links, _KEPT.state)
    query = select(*columns).where(_KEPT.network == network).ext(distinct_on(_KEPT.theme))
    return query.order_by(_KEPT.theme, _KEPT.day.desc()).limit(MOST_THEMES)


async def latest(connection: AsyncConnection, network: str, themes: Collection[str]) -> dict[str, Kept]:
    """Return the newest state of these themes."""
    rows = (await connection.execute(_last(network).where(_KEPT.theme.in_(themes)))).mappings()
    return {row["theme"]: Kept(**row) for row in rows}


async def links_on(
    connection: AsyncConnection, network: str, day: date, themes: Collection[str]
) -> dict[str, tuple[Link, ...]]:
    """Return the links that lay in each theme at the end of a day; a theme that had no chain yet is left out."""
    query = _last(network).where(_KEPT.day <= day)
    if themes:
        query = query.where(_KEPT.theme.in_(themes))
    rows = (await connection.execute(query)).mappings()
    return {row["theme"]: links_of(row["links"], theme=row["theme"]) for row in rows}


async def keep(connection: AsyncConnection, network: str, chains: Sequence[Kept]) -> None:
    """Write down states; an earlier one of the same day gives way."""
    if not chains:
        return
    rows = [{"network": network, **vars(chain)} for chain in chains]
    statement = insert(CHAIN_HISTORY).values(rows)
    renewed = {name: statement.excluded[name] for name in ("version", "at", "links", "state")}
    keys = (_KEPT.network, _KEPT.theme, _KEPT.day)
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=renewed))


async def changes(
    connection: AsyncConnection, network: str, *, theme: str | None, limit: int, after: tuple[Any, ...] | None
) -> list[Kept]:
    """Return at most `limit` states, the newest day first, from a key (day, theme) on."""
    columns = (_KEPT.theme, _KEPT.day, _KEPT.version, _KEPT.at, _KEPT.state)
    query = select(*columns, literal([], _KEPT.links.type).label("links")).where(_KEPT.network == network)
    if theme is not None:
        query = query.where(_KEPT.theme == theme)
    if after is not None:
        day, last = date.fromisoformat(after[0]), after[1]
        query = query.where(or_(_KEPT.day < day, (_KEPT.day == day) & (_KEPT.theme > last)))
    ordered = query.order_by(_KEPT.day.desc(), _KEPT.theme).limit(limit)
    return [Kept(**row) for row in (await connection.execute(ordered)).mappings()]
