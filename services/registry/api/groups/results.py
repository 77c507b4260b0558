"""What working groups have brought about, over HTTP."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.registry.api.circles.circle import CircleOfPath, Insider, Keeper
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.groups.result import GroupResult
from services.registry.domain.refusals import NothingHere
from services.registry.storage.groups import results
from services.registry.use_cases.groups.record_result import record_result
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Line, Text
from shared.hosting.running import ServiceEdge
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/{circle_id}/results", tags=["working groups"])


class GroupResultBody(Body):
    """A result as it is written; `meeting` is one of the group's own."""

    reached_on: date
    label: Line
    text: Text = ""
    meeting: UUID | None = None

    def result(self, result_id: UUID, *, group: UUID) -> GroupResult:
        """Return the domain's result."""
        return GroupResult(id=result_id, group=group, **dict(self))


class GroupResultAnswer(GroupResultBody):
    """A result as it stands."""

    id: UUID
    group: UUID
    version: int


def answer_of(result: GroupResult) -> GroupResultAnswer:
    """Return the result as the API shows it."""
    return GroupResultAnswer.model_validate(asdict(result))


@router.get("", response_model=Page[GroupResultAnswer])
async def list_results(
    *, request: Request, edge: ServiceEdge, paging: PageOf, reader: Insider, path: CircleOfPath
) -> Response:
    """Return a working group's results by their day."""
    window = paging.window(str, UUID)
    async with edge.reading() as connection:
        group = await path.found_by(connection, reader, today=local_day(edge.clock()))
        rows = await results.listed(connection, window, group=group.id)
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (str(row.reached_on), row.id), item=answer_of)
    )


@router.get("/{result_id}", response_model=GroupResultAnswer)
async def show_result(
    request: Request, edge: ServiceEdge, reader: Insider, path: CircleOfPath, result_id: UUID
) -> Response:
    """Return one result."""
    async with edge.reading() as connection:
        await path.found_by(connection, reader, today=local_day(edge.clock()))
        result = await results.find(connection, result_id)
    if result is None or result.group != path.id:
        raise NothingHere
    return shown(request, answer_of(result), version=result.version)


@router.put("/{result_id}")
async def put_result(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Keeper,
    path: CircleOfPath,
    result_id: UUID,
    body: GroupResultBody,
    condition: Condition,
) -> GroupResultAnswer:
    """Write down what the group has brought about, or correct it."""
    result = body.result(result_id, group=path.id)
    async with edge.transaction() as work:
        stands = await record_result(work, actor, result, condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)
