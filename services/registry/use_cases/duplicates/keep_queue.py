"""Keeps the queue of pairs: after every change of a partner its duplicates are looked for, soon and beside the requests.

Looking takes a while and holds nobody up; only writing down what was found keeps the queue to itself, for milliseconds.
"""

import asyncio
from collections.abc import Callable, Mapping
from uuid import UUID

from services.registry.domain.duplicates.clusters import clusters_of
from services.registry.domain.duplicates.pair import Pair, in_order
from services.registry.domain.partner import Partner, record_of
from services.registry.storage.duplicates import keys, pairs, waiting
from services.registry.use_cases.duplicates.find_candidates import Candidate, find_candidates
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.messaging.edge import Edge, Work

AT_ONCE = 10
PAIRS_AT_ONCE = 500
POLL_SECONDS = 2.0
LATER_SECONDS = 60.0
POLLS_A_MINUTE = int(60 / POLL_SECONDS)


async def keep_duplicate_queue(running: Running) -> None:
    """Look for duplicates for ever; once a minute also of partners that came in by sets, without keys."""
    while True:
        try:
            await _keep_for_a_minute(running.edge)
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            await asyncio.sleep(LATER_SECONDS)


async def _keep_for_a_minute(edge: Edge) -> None:
    async with edge.transaction() as work:
        await waiting.call_those_without_keys(work.connection)
    for _ in range(POLLS_A_MINUTE):
        await compare_waiting(edge)
        await asyncio.sleep(POLL_SECONDS)


async def compare_waiting(edge: Edge) -> None:
    """Compare all partners that wait; then pairs that hang together stand in one cluster."""
    if await _compare_some(edge):
        while await _compare_some(edge):
            pass
        await _renew_clusters(edge)


async def _compare_some(edge: Edge) -> int:
    """Compare those that wait longest; return how many of them wait no more."""
    async with edge.transaction() as work:
        called = await waiting.first(work.connection, most=AT_ONCE)
        if not called:
            return 0
        partners = await waiting.still_there(work.connection, called)
        await keys.write_only(work.connection, partners.values())
    async with edge.reading() as connection:
        found = {
            one.id: await find_candidates(connection, record_of(one), without=[one.id]) for one in partners.values()
        }
    async with edge.transaction() as work:
        await pairs.lock_queue(work.connection)
        await _keep(work, partners, found)
        return await waiting.strike_off(work.connection, called)


async def _keep(work: Work, partners: Mapping[UUID, Partner], found: Mapping[UUID, list[Candidate]]) -> None:
    """Write the pairs; who was merged or removed while they were looked for is in none."""
    named = {candidate.partner.id for candidates in found.values() for candidate in candidates}
    present = await waiting.still_there(work.connection, named | set(partners))
    for partner_id in partners.keys() & present.keys():
        candidates = [one for one in found[partner_id] if one.partner.id in present]
        await pairs.keep(
            work.connection, partner_id, [_pair(partner_id, one, new_id=work.new_id) for one in candidates]
        )


def _pair(partner_id: UUID, candidate: Candidate, *, new_id: Callable[[], UUID]) -> Pair:
    one, other = in_order(partner_id, candidate.partner.id)
    evidence = candidate.evidence
    return Pair(
        id=new_id(),
        one=one,
        other=other,
        score=evidence.score,
        verdict=evidence.verdict,
        reasons=evidence.reasons,
    )


async def _renew_clusters(edge: Edge) -> None:
    """Give pairs that hang together the same cluster; only what changed is written, some at a time."""
    async with edge.reading() as connection:
        edges = await pairs.open_edges(connection)
    cluster_of = clusters_of((one, other) for _, one, other, _ in edges)
    changed = [(pair, cluster_of[one]) for pair, one, _, cluster in edges if cluster != cluster_of[one]]
    for start in range(0, len(changed), PAIRS_AT_ONCE):
        async with edge.transaction() as work:
            await pairs.lock_queue(work.connection)
            await pairs.put_into_clusters(work.connection, dict(changed[start : start + PAIRS_AT_ONCE]))
