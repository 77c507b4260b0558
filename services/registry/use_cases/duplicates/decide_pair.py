"""The office decides about a pair: two different organisations, which is remembered, or one, and then they are merged."""

from uuid import UUID

from services.registry.domain.duplicates.pair import Pair, PairStatus
from services.registry.domain.duplicates.refusals import AlreadyDecided
from services.registry.domain.refusals import NothingHere, UnknownReference
from services.registry.storage import partners
from services.registry.storage.duplicates import pairs, waiting
from services.registry.use_cases.duplicates.merge_partners import merge_partners
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.messaging.edge import Work


async def tell_apart(work: Work, actor: Actor, pair_id: UUID) -> Pair:
    """Remember that the two are different; raises NothingHere or AlreadyDecided."""
    pair = await _open_pair(work, pair_id)
    await pairs.decide(work.connection, pair_id, PairStatus.DIFFERENT, work.now)
    await waiting.call(work.connection, [pair.one, pair.other])
    await _decided(work, actor, pair, PairStatus.DIFFERENT)
    return await _stands(work, pair_id)


async def join(work: Work, actor: Actor, pair_id: UUID, *, into: UUID) -> Pair:
    """Merge the other of the two into `into`; raises NothingHere, AlreadyDecided, UnknownReference or what merging raises."""
    pair = await _open_pair(work, pair_id)
    if into not in {pair.one, pair.other}:
        raise UnknownReference("into", [str(into)])
    await merge_partners(work, actor, pair.other if into == pair.one else pair.one, into=into)
    await _decided(work, actor, pair, PairStatus.MERGED)
    return await _stands(work, pair_id)


async def _open_pair(work: Work, pair_id: UUID) -> Pair:
    await partners.lock_parents(work.connection)
    await pairs.lock_queue(work.connection)
    pair = await pairs.find(work.connection, pair_id)
    if pair is None:
        raise NothingHere
    if pair.status is not PairStatus.OPEN:
        raise AlreadyDecided
    return pair


async def _decided(work: Work, actor: Actor, pair: Pair, status: PairStatus) -> None:
    assert actor.account is not None
    await record(
        work.connection,
        account=actor.account,
        action="decide-partner-pair",
        subject=("partner-pair", str(pair.id)),
        at=work.now,
        before={"status": pair.status, "score": round(pair.score, 3)},
        after={"status": status, "one": str(pair.one), "other": str(pair.other)},
    )


async def _stands(work: Work, pair_id: UUID) -> Pair:
    pair = await pairs.find(work.connection, pair_id)
    assert pair is not None
    return pair
