"""The kinds of offers and how often each is asked for."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.access import Reader
from services.offers.api.last_change import Changed
from services.offers.api.unchanged import document
from services.offers.domain.freshness.recheck import LONGEST_DAYS, LONGEST_PATIENCE_DAYS, SHORTEST_DAYS, OfferKind
from services.offers.storage.freshness import kinds
from services.offers.use_cases.freshness.define_kind import define_kind
from shared.contracts.vocabulary import Key, Line
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.access import office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.etag import Condition

router = APIRouter(prefix="/offer-kinds", tags=["freshness"])


class KindBody(BaseModel):
    """A kind as the office writes it: after so many days its offers are asked for, so many later the coordination hears of it."""

    model_config = ConfigDict(extra="forbid")

    label: Line
    recheck_after_days: int = Field(ge=SHORTEST_DAYS, le=LONGEST_DAYS)
    escalate_after_days: int = Field(ge=1, le=LONGEST_PATIENCE_DAYS)


class KindView(KindBody):
    """A kind as it stands."""

    key: Key
    version: int


class KindsView(BaseModel):
    """All kinds."""

    kinds: list[KindView]


@router.get("", response_model=KindsView)
async def list_kinds(edge: ServiceEdge, actor: Reader, changed: Changed, request: Request) -> Response:
    """Return the kinds in the order of their keys."""
    async with edge.reading() as connection:
        found = await kinds.all_kinds(connection)
    return document(request, KindsView(kinds=[_view(kind) for kind in found]), modified=changed.whenever())


@router.put("/{key}")
async def put_kind(
    key: Key,
    *,
    actor: Annotated[Actor, Depends(require(office()))],
    body: KindBody,
    condition: Condition,
    edge: ServiceEdge,
    response: Response,
) -> KindView:
    """Define a kind (`If-None-Match: *`) or change it (`If-Match`)."""
    kind = OfferKind(key=key, **body.model_dump(), version=(condition.expected or 0) + 1)
    async with edge.transaction() as work:
        await define_kind(work, actor, kind=kind, condition=condition)
    response.status_code = 201 if condition.expected is None else 200
    answer(response, work, version=kind.version)
    return _view(kind)


def _view(kind: OfferKind) -> KindView:
    return KindView(
        key=kind.key,
        label=kind.label,
        recheck_after_days=kind.recheck_after_days,
        escalate_after_days=kind.escalate_after_days,
        version=kind.version,
    )
