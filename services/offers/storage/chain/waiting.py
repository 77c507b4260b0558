"""Which chains wait to be made anew. Rows are only added, so that no writer waits for another and no call is lost."""

from collections.abc import Iterable

from sqlalchemy import Text, bindparam, delete, false, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.storage.chain.tables import CHAIN_THEMES, CHAIN_WAITING
from services.offers.storage.tables import KNOWN_NETWORKS

ALL = ""
_WAITING = CHAIN_WAITING.c


async def call(connection: AsyncConnection, chains: Iterable[tuple[str, str]]) -> None:
    """Let these chains, each a network's in a theme, be made anew after the commit."""
    rows = [{"network": network, "theme": theme, "is_urgent": True} for network, theme in sorted(chains)]
    if rows:
        await connection.execute(insert(CHAIN_WAITING), rows)


async def call_all_chains(connection: AsyncConnection, _live: str, _rebuilt: str) -> None:
    """Let all chains be made anew after a swap: what they are made from may have been read differently."""
    await call(connection, {(ALL, ALL)})


async def first(connection: AsyncConnection) -> str | None:
    """Return the network that waits longest, the urgent ones first; None if nothing waits."""
    waiting = select(_WAITING.network).order_by(_WAITING.is_urgent.desc(), _WAITING.position)
    return await connection.scalar(waiting.limit(1))


async def take(connection: AsyncConnection, network: str) -> frozenset[str]:
    """Take a network's calls away and return their themes; only one may work on a network at a time."""
    await connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"chain/{network}", 0))))
    taken = delete(CHAIN_WAITING).where(_WAITING.network == network).returning(_WAITING.theme)
    return frozenset((await connection.execute(taken)).scalars())


async def spread(connection: AsyncConnection) -> None:
    """Turn the calls for all networks into one for each that is known."""
    themes = sorted(await take(connection, ALL))
    every = select(KNOWN_NETWORKS.c.id, func.unnest(bindparam("themes", themes, type_=ARRAY(Text))), false())
    await connection.execute(insert(CHAIN_WAITING).from_select(["network", "theme", "is_urgent"], every))


async def known_themes(connection: AsyncConnection) -> frozenset[str]:
    """Return the themes in which every quarter has a chain."""
    return frozenset((await connection.execute(select(CHAIN_THEMES.c.theme))).scalars())


async def make_known(connection: AsyncConnection, themes: Iterable[str]) -> None:
    """Remember themes that no offer had before, and let every quarter have a chain in them."""
    new = sorted(themes)
    if new:
        await connection.execute(insert(CHAIN_THEMES), [{"theme": theme} for theme in new])
        await call(connection, {(ALL, theme) for theme in new})
