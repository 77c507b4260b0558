"""Says what kinds of offers there are and how often each is asked for; the office does."""

from services.offers.domain.freshness.recheck import OfferKind
from services.offers.storage.freshness import kinds
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition, condition_failed


async def define_kind(work: Work, actor: Actor, *, kind: OfferKind, condition: WriteCondition) -> OfferKind:
    """Return the kind in its new version; raises 412 where another version is present."""
    present = await kinds.find(work.connection, kind.key, for_change=True)
    condition.check(present.version if present is not None else None)
    if present is None:
        if not await kinds.add(work.connection, kind):
            raise condition_failed(None)
    else:
        await kinds.save(work.connection, kind)
    await record(
        work.connection,
        account=actor.account or "",
        action="define-offer-kind",
        subject=("offer-kind", kind.key),
        at=work.now,
        before=_facts(present) if present is not None else None,
        after=_facts(kind),
    )
    return kind


def _facts(kind: OfferKind) -> dict[str, int]:
    return {
        "version": kind.version,
        "recheck_after_days": kind.recheck_after_days,
        "escalate_after_days": kind.escalate_after_days,
    }
