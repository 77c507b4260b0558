"""The nightly pass over all offers: whatever was published or changed since is compared with its network.

A comparison says the same from either side, so offers that nobody touched need no second look.
"""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from services.offers.domain.double_structures.judgement import Judgement, Verdict
from services.offers.domain.double_structures.pair import Pair, in_order
from services.offers.domain.offer import Offer
from services.offers.storage import offers
from services.offers.storage.double_structures import marks, pairs
from services.offers.use_cases.double_structures.find_similar import find_similar, is_published
from services.offers.use_cases.double_structures.mark_offers import mark_offers
from services.offers.use_cases.double_structures.telling import tell_pair
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.messaging.edge import Edge, Work

AT_ONCE = 20
MOST_REASONS = 12
BEGINS_AT_HOUR = 2
LOOK_SECONDS = 900.0

Found = dict[tuple[UUID, UUID], Judgement]


async def compare_by_night(running: Running) -> None:
    """Compare every night from two o'clock (UTC) on, until cancelled."""
    while True:
        if running.clock().hour == BEGINS_AT_HOUR:
            try:
                await compare_all(running.edge)
            except Exception as failure:
                if not passes_by_itself(failure):
                    raise
        await asyncio.sleep(LOOK_SECONDS)


async def compare_all(edge: Edge) -> None:
    """Compare all offers that were not compared in their present version."""
    while await _mark_some(edge):
        pass
    while await _compare_some(edge):
        pass
    while await _drop_some(edge):
        pass


async def _mark_some(edge: Edge) -> bool:
    async with edge.transaction() as work:
        found = await marks.unmarked(work.connection, most=AT_ONCE)
        await mark_offers(work, await offers.find_all(work.connection, found))
    return bool(found)


async def _compare_some(edge: Edge) -> bool:
    async with edge.reading() as connection:
        waiting = await offers.find_all(connection, await marks.uncompared(connection, most=AT_ONCE))
        found: Found = {}
        for offer in waiting:
            similar = await find_similar(connection, offer.content, without=offer.id, sees=is_published)
            found |= {in_order(offer.id, each.offer.id): each.judgement for each in similar}
    if waiting:
        async with edge.transaction() as work:
            await _keep(work, waiting, found)
            await marks.compared(work.connection, {offer.id: offer.version for offer in waiting})
    return bool(waiting)


async def _drop_some(edge: Edge) -> bool:
    """Let open pairs be gone of which one is not published any more."""
    async with edge.transaction() as work:
        widowed = await pairs.widowed(work.connection, most=AT_ONCE)
        await _save(work, [_lost(pair) for pair in widowed])
    return bool(widowed)


async def _keep(work: Work, compared: Sequence[Offer], found: Found) -> None:
    """Write what differs from before; a pair that was open and is not found any more is gone."""
    known = {
        (pair.one, pair.other): pair for pair in await pairs.of_offers(work.connection, [one.id for one in compared])
    }
    networks = {offer.id: offer.content.network for offer in compared}
    changed = [_lost(pair) for ids, pair in known.items() if ids not in found]
    for ids, judgement in found.items():
        reasons = tuple(reason.text for reason in judgement.reasons[:MOST_REASONS])
        if ids in known:
            changed.append(known[ids].judged(judgement.verdict, score=judgement.score, reasons=reasons))
        else:
            network = networks.get(ids[0]) or networks[ids[1]]
            changed.append(_new(work, ids, judgement, network=network, reasons=reasons))
    await _save(work, [pair for pair in changed if known.get((pair.one, pair.other)) is not pair])


async def _save(work: Work, changed: Sequence[Pair]) -> None:
    await pairs.save(work.connection, changed)
    for pair in changed:
        tell_pair(work, pair)


def _new(work: Work, ids: tuple[UUID, UUID], judgement: Judgement, *, network: str, reasons: tuple[str, ...]) -> Pair:
    one, other = ids
    return Pair(
        id=work.new_id(),
        network=network,
        one=one,
        other=other,
        verdict=judgement.verdict,
        score=judgement.score,
        reasons=reasons,
    )


def _lost(pair: Pair) -> Pair:
    return pair.judged(Verdict.COMPLEMENTARY, score=0.0, reasons=())
