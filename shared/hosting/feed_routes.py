"""`GET /events` for the platform's services and `GET /public/events` for everybody: the log over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from shared.contracts.catalogue import ALL
from shared.contracts.contract import Visibility
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, service
from shared.identity.gate import require
from shared.messaging.feed import PAGE_EVENTS, LogDiverged, read_page
from shared.web.problems import Problem, ProblemKind

LOG_DIVERGED = ProblemKind(
    "log-diverged",
    409,
    "Der Verlauf ist ein anderer",
    "An dieser Stelle steht ein anderes Ereignis. Bitte lesen Sie ab Position 0 neu.",
)
PUBLIC_TYPES = tuple(contract.type() for contract in ALL if contract.visibility is Visibility.PUBLIC)

After = Annotated[int, Query(ge=0, le=2**62, description="Last position that the reader has")]
EventId = Annotated[UUID | None, Query(description="Id of the event at that position")]
Limit = Annotated[int, Query(ge=1, le=PAGE_EVENTS)]

router = APIRouter(tags=["events"])


@router.get("/events", dependencies=[Depends(require(service()))])
async def feed(edge: ServiceEdge, after: After = 0, event: EventId = None, limit: Limit = PAGE_EVENTS) -> Response:
    """Return the log behind a position, complete and gapless; 409 when the reader's history is another."""
    try:
        async with edge.reading() as connection:
            page = await read_page(connection, after=after, event=event, limit=limit)
    except LogDiverged as diverged:
        raise Problem(LOG_DIVERGED) from diverged
    return _json(page.to_json())


@router.get("/public/events", dependencies=[Depends(require(PUBLIC))])
async def public_feed(
    edge: ServiceEdge,
    after: After = 0,
    event: EventId = None,
    limit: Limit = PAGE_EVENTS,
    network: Annotated[str | None, Query(max_length=60)] = None,
) -> Response:
    """Return the public events behind a position; go on with `next`, which may run ahead of the last event."""
    try:
        async with edge.reading() as connection:
            page = await read_page(
                connection, after=after, event=event, limit=limit, public_types=PUBLIC_TYPES, network=network
            )
    except LogDiverged as diverged:
        raise Problem(LOG_DIVERGED) from diverged
    answer = _json(page.to_json())
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-store"})
