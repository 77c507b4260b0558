"""A coordinator or the office decides about two offers; what was decided is remembered and not asked for again."""

from uuid import UUID

from services.offers.domain.double_structures.judgement import Proposal
from services.offers.domain.double_structures.pair import Pair
from services.offers.storage.double_structures import pairs
from services.offers.use_cases.double_structures.telling import tell_pair
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def decide_pair(work: Work, actor: Actor, pair_id: UUID, *, decision: Proposal, expected: int) -> Pair:
    """Return the decided pair; raises NotVisible, NotPermitted, 412 for another version, PairIsDecided."""
    pair = await pairs.find(work.connection, pair_id)
    if pair is None:
        raise NotVisible
    actor.may_change_network(pair.network, hidden=True)
    WriteCondition(expected).check(pair.version)
    decided = pair.decided(decision, at=work.now)
    await pairs.save(work.connection, [decided])
    tell_pair(work, decided)
    await record(
        work.connection,
        account=actor.account or "",
        action="decide-double-structure",
        subject=("double-structure", str(pair.id)),
        at=work.now,
        before={"version": pair.version, "state": pair.state.value, "verdict": pair.verdict.value},
        after={"version": decided.version, "state": decided.state.value},
    )
    return decided
