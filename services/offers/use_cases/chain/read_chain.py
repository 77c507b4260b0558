"""Reads a network's chains as they are or as they were at the end of a day, in all languages or in one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.chain.chain import Chain, Frame, chain_of
from services.offers.domain.chain.link import Link
from services.offers.storage.chain import history, waiting
from services.offers.storage.chain.frames import frame_of
from services.offers.storage.chain.links import present, titles
from services.offers.storage.neighbours import knows_network
from shared.identity.refusals import NotVisible


@dataclass(frozen=True, kw_only=True)
class ReadChain:
    """A theme's chain with the links that it was made from."""

    chain: Chain
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class ReadChains:
    """A network's chains on a day, and what their offers are called today."""

    frame: Frame
    chains: tuple[ReadChain, ...]
    titles: dict[UUID, str]


async def read_chains(
    connection: AsyncConnection,
    network: str,
    *,
    themes: Collection[str],
    language: str | None,
    day: date,
    today: date,
    soon_months: int,
    city_wide: str | None,
) -> ReadChains:
    """Return the chains; without themes all that are known. Raises NotVisible for a network that nobody knows."""
    if not await knows_network(connection, network):
        raise NotVisible
    frame = await frame_of(connection, network, day=day, soon_months=soon_months)
    by_theme = await _links(connection, network, themes, day=day, today=today, city_wide=city_wide)
    chains = tuple(
        ReadChain(chain=chain_of(links, frame, theme=theme, language=language), links=_spoken(links, language))
        for theme, links in sorted(by_theme.items())
    )
    named = {link.offer for read in chains for link in read.links}
    return ReadChains(frame=frame, chains=chains, titles=await titles(connection, named))


async def _links(
    connection: AsyncConnection, network: str, themes: Collection[str], *, day: date, today: date, city_wide: str | None
) -> dict[str, tuple[Link, ...]]:
    if day < today:
        return await history.links_on(connection, network, day, themes)
    links = await present(connection, network, themes=themes or None, city_wide=city_wide)
    asked = set(themes) or await waiting.known_themes(connection) | {theme for link in links for theme in link.themes}
    return {theme: tuple(link for link in links if theme in link.themes) for theme in asked}


def _spoken(links: tuple[Link, ...], language: str | None) -> tuple[Link, ...]:
    return links if language is None else tuple(link for link in links if link.speaks(language))
