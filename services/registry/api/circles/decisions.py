"""A circle's decisions over HTTP, and the chain in which one revised another."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.registry.api.circles.circle import CircleOfPath, Insider, Keeper
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.circles.decision import Decision, DecisionStatus
from services.registry.domain.refusals import NothingHere
from services.registry.storage.circles import decisions
from services.registry.use_cases.circles.take_decision import take_decision
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Line, Text
from shared.hosting.running import ServiceEdge
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/{circle_id}/decisions", tags=["decisions"])


class DecisionBody(Body):
    """A decision as it is taken; afterwards it is only lifted, or revised by another one that names it."""

    number: Line = Field(max_length=40)
    decided_on: date
    label: Line
    text: Text
    meeting: UUID | None = None
    revises: UUID | None = None
    status: DecisionStatus = DecisionStatus.IN_FORCE

    def decision(self, decision_id: UUID, *, circle: UUID) -> Decision:
        """Return the domain's decision."""
        return Decision(id=decision_id, circle=circle, **dict(self))


class DecisionAnswer(DecisionBody):
    """A decision as it stands."""

    id: UUID
    circle: UUID
    version: int


def answer_of(decision: Decision) -> DecisionAnswer:
    """Return the decision as the API shows it."""
    return DecisionAnswer.model_validate(asdict(decision))


@router.get("", response_model=Page[DecisionAnswer])
async def list_decisions(
    *,
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    reader: Insider,
    path: CircleOfPath,
    status: Annotated[DecisionStatus | None, Query(description="Only decisions in this state")] = None,
) -> Response:
    """Return a circle's decisions by their day."""
    async with edge.reading() as connection:
        circle = await path.found_by(connection, reader, today=local_day(edge.clock()))
        rows = await decisions.listed(connection, paging.window(str, UUID), circle=circle.id, status=status)
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (str(row.decided_on), row.id), item=answer_of)
    )


@router.get("/{decision_id}", response_model=DecisionAnswer)
async def show_decision(
    request: Request, edge: ServiceEdge, reader: Insider, path: CircleOfPath, decision_id: UUID
) -> Response:
    """Return one decision."""
    async with edge.reading() as connection:
        await path.found_by(connection, reader, today=local_day(edge.clock()))
        decision = await decisions.find(connection, decision_id)
    if decision is None or decision.circle != path.id:
        raise NothingHere
    return shown(request, answer_of(decision), version=decision.version)


@router.get("/{decision_id}/chain", response_model=Page[DecisionAnswer])
async def show_chain(
    request: Request, edge: ServiceEdge, reader: Insider, path: CircleOfPath, decision_id: UUID
) -> Response:
    """Return all that this decision revises and all that revises it, the oldest first."""
    async with edge.reading() as connection:
        await path.found_by(connection, reader, today=local_day(edge.clock()))
        chain = [each for each in await decisions.chain_of(connection, decision_id) if each.circle == path.id]
    if not chain:
        raise NothingHere
    return listed(request, Page(items=[answer_of(each) for each in chain]))


@router.put("/{decision_id}")
async def put_decision(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Keeper,
    path: CircleOfPath,
    decision_id: UUID,
    body: DecisionBody,
    condition: Condition,
) -> DecisionAnswer:
    """Take a decision, which makes the one it revises a revised one, or lift it."""
    decision = body.decision(decision_id, circle=path.id)
    async with edge.transaction() as work:
        stands = await take_decision(work, actor, path.kind, decision, condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)
