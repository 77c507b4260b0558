"""How far a service has followed the others, and what it put aside: `/checkpoints` and `/dead-letters`."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC, any_of, office, service
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.identity.gate import require
from shared.messaging.dead_letters import parked_letters, settle, take
from shared.web.problems import Problem, ProblemKind

NO_SUCH_LETTER = ProblemKind(
    "dead-letter-settled", 404, "Dieses Ereignis liegt nicht (mehr) bereit", "Es wurde schon nachgeholt oder verworfen."
)
STILL_BROKEN = ProblemKind(
    "dead-letter-broken", 409, "Dieses Ereignis ist weiterhin nicht lesbar", "Es kann nur verworfen werden."
)

router = APIRouter(tags=["operation"])

Operator = Annotated[Actor, Depends(require(any_of(office(), service())))]


@router.get("/checkpoints", dependencies=[Depends(require(PUBLIC))])
async def checkpoints(
    running: RunningService,
    source: Annotated[str | None, Query(max_length=80)] = None,
    position: Annotated[int, Query(ge=0)] = 0,
    wait_seconds: Annotated[float, Query(ge=0, le=30)] = 0,
) -> dict[str, Any]:
    """Return how far each source is applied; with `source` and `position` wait until it is, for some seconds at most."""
    reached = None
    if source is not None:
        reached = await running.consumer.wait_for(source, position, seconds=wait_seconds)
    readers = sorted(running.consumer.readers, key=lambda reader: reader.source)
    return {
        "slot": running.slots.live.slot,
        "projection": running.slots.live.number,
        "rebuilding": running.consumer.rebuild is not None,
        "reached": reached,
        "sources": [
            {
                "source": reader.source,
                "state": reader.state,
                "position": reader.checkpoint.position if reader.checkpoint else 0,
                "epoch": reader.checkpoint.epoch if reader.checkpoint else "",
                "head": reader.head,
            }
            for reader in readers
        ],
    }


@router.get("/dead-letters")
async def dead_letters(running: RunningService, actor: Operator) -> dict[str, Any]:
    """Return the oldest parked events."""
    async with running.edge.reading() as connection:
        return {"items": await parked_letters(connection)}


@router.post("/dead-letters/{letter_id}/replay")
async def replay(letter_id: UUID, running: RunningService, actor: Operator) -> dict[str, str]:
    """Apply a parked event again; it ends as `replayed`, or as `superseded` when something newer has come."""
    outcome = await running.consumer.replay(letter_id)
    if outcome == "unknown":
        raise Problem(NO_SUCH_LETTER)
    if outcome == "broken":
        raise Problem(STILL_BROKEN)
    return {"state": outcome}


@router.post("/dead-letters/{letter_id}/drop")
async def drop(letter_id: UUID, running: RunningService, actor: Operator) -> dict[str, str]:
    """Put a parked event away for good."""
    async with running.edge.transaction() as work:
        letter = await take(work.connection, letter_id)
        if letter is None:
            raise Problem(NO_SUCH_LETTER)
        await settle(work.connection, letter_id, "dropped", now=work.now)
        await record(
            work.connection,
            account=actor.account or "",
            action="drop-dead-letter",
            subject=("dead-letter", str(letter_id)),
            at=work.now,
        )
    running.observe.settled(str(letter["source"]), "dropped")
    return {"state": "dropped"}
