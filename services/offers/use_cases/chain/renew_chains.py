"""Makes the chains of one network anew in the themes that something touched; only what differs is kept and told."""

from collections.abc import Collection

from services.offers.domain.chain.chain import chain_of
from services.offers.domain.chain.link import Link
from services.offers.storage.chain import history, waiting
from services.offers.storage.chain.frames import frame_of
from services.offers.storage.chain.history import Kept
from services.offers.storage.chain.links import links_json, present
from services.offers.use_cases.chain.told_chain import told_chain
from shared.calendar_day import local_day
from shared.contracts.offers import ChainChanged
from shared.contracts.offers.chain import ThemeChain
from shared.messaging.edge import Work


async def renew_waiting(work: Work, network: str, *, soon_months: int, city_wide: str | None = None) -> None:
    """Take the calls for a network's chains and answer them; a changed city-wide chain calls those of all quarters."""
    called = await waiting.take(work.connection, network)
    known = await waiting.known_themes(work.connection)
    await waiting.make_known(work.connection, called - known - {waiting.ALL})
    themes = known | called if waiting.ALL in called else called
    changed = await renew(work, network, themes - {waiting.ALL}, soon_months=soon_months, city_wide=city_wide)
    if network == city_wide:
        await waiting.call(work.connection, {(waiting.ALL, theme) for theme in changed})


async def renew(
    work: Work, network: str, themes: Collection[str], *, soon_months: int, city_wide: str | None = None
) -> list[str]:
    """Write down and tell each of the chains that is another one than before; return their themes."""
    frame = await frame_of(work.connection, network, day=local_day(work.now), soon_months=soon_months)
    links = await present(work.connection, network, themes=themes, city_wide=city_wide)
    before = await history.latest(work.connection, network, themes)
    changed: list[Kept] = []
    for theme in sorted(themes):
        of_theme = [link for link in links if theme in link.themes]
        chain = told_chain(chain_of(of_theme, frame, theme=theme))
        now = _kept(work, chain, of_theme, version=before[theme].version + 1 if theme in before else 1)
        last = before.get(theme)
        if last is None or (last.links, last.state) != (now.links, now.state):
            changed.append(now)
            _tell(work, network, chain, version=now.version)
    await history.keep(work.connection, network, changed)
    return [kept.theme for kept in changed]


def _kept(work: Work, chain: ThemeChain, links: list[Link], *, version: int) -> Kept:
    return Kept(
        theme=chain.theme,
        day=local_day(work.now),
        version=version,
        at=work.now,
        links=links_json(links),
        state=chain.model_dump(mode="json", exclude_none=True),
    )


def _tell(work: Work, network: str, chain: ThemeChain, *, version: int) -> None:
    data = ChainChanged(network=network, chain=chain)
    work.announce(f"chain/{network}/{chain.theme}", version=version, data=data, network=network)
