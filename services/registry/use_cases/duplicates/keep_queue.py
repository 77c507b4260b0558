"""Keeps the queue of pairs: after every change of a partner its duplicates are looked for, soon and beside the requests."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from services.registry.domain.duplicates.clusters import clusters_of
from services.registry.domain.duplicates.pair import Pair, in_order
from services.registry.domain.partner import Partner, record_of
from services.registry.storage import partners
from services.registry.storage.duplicates import keys, pairs
from services.registry.use_cases.duplicates.find_candidates import Candidate, find_candidates
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.messaging.edge import Edge, Work

AT_ONCE = 10
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
        await keys.call_those_without(work.connection)
    for _ in range(POLLS_A_MINUTE):
        await compare_waiting(edge)
        await asyncio.sleep(POLL_SECONDS)


async def compare_waiting(edge: Edge) -> int:
    """Compare all partners that wait and return how many they were."""
    compared = 0
    while True:
        async with edge.transaction() as work:
            taken = await _compare_some(work, before=compared)
        compared += taken
        if taken < AT_ONCE:
            return compared


async def _compare_some(work: Work, *, before: int) -> int:
    """Compare the next that wait; the last ones, `before` counts those that went before, also renew the clusters."""
    waiting = await pairs.take_waiting(work.connection, most=AT_ONCE)
    for partner_id in waiting:
        found = await partners.find_with_alias(work.connection, partner_id)
        if found is not None and found[1] is None:
            await _compare_one(work, found[0])
    if len(waiting) < AT_ONCE and before + len(waiting) > 0:
        await renew_clusters(work)
    return len(waiting)


async def _compare_one(work: Work, partner: Partner) -> None:
    await keys.write_only(work.connection, partner)
    found = await find_candidates(work.connection, record_of(partner), without=[partner.id])
    await pairs.keep(work.connection, partner.id, [_pair(partner.id, one, new_id=work.new_id) for one in found])


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


async def renew_clusters(work: Work) -> None:
    """Give pairs that hang together the same cluster; only what changed is written."""
    edges = await pairs.open_edges(work.connection)
    cluster_of = clusters_of((one, other) for _, one, other, _ in edges)
    changed = {pair: cluster_of[one] for pair, one, _, cluster in edges if cluster != cluster_of[one]}
    if changed:
        await pairs.put_into_clusters(work.connection, changed)
