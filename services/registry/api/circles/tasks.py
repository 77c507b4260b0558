"""What circles ask partners to do, over HTTP."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.circles.circle import CircleOfPath, Insider
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.circles.task import Task
from services.registry.domain.refusals import NothingHere
from services.registry.storage.circles import tasks
from services.registry.use_cases.circles.give_task import give_task
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Line
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/{circle_id}/tasks", tags=["tasks"])
of_partner = APIRouter(prefix="/partners/{partner_id}/tasks", tags=["tasks"])

OnlyOpen = Annotated[bool, Query(alias="open", description="Only those that are not done")]
Representative = any_of(office(), coordinator_of("network"), partner_of("partner_id"))


class TaskBody(Body):
    """A task as it is written; `responsible` is a partner, and `done_on` ends it."""

    label: Line
    responsible: UUID | None = None
    due_on: date | None = None
    done_on: date | None = None

    def task(self, task_id: UUID, *, circle: UUID) -> Task:
        """Return the domain's task."""
        return Task(id=task_id, circle=circle, **dict(self))


class TaskAnswer(TaskBody):
    """A task as it stands."""

    id: UUID
    circle: UUID
    version: int


def answer_of(task: Task) -> TaskAnswer:
    """Return the task as the API shows it."""
    return TaskAnswer.model_validate(asdict(task))


@router.get("", response_model=Page[TaskAnswer])
async def list_tasks(
    *,
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    reader: Insider,
    path: CircleOfPath,
    only_open: OnlyOpen = False,
) -> Response:
    """Return a circle's tasks by the day they are due."""
    async with edge.reading() as connection:
        circle = await path.found_by(connection, reader, today=local_day(edge.clock()))
        rows = await tasks.listed(connection, paging.window(str, UUID), circle=circle.id, only_open=only_open)
    return listed(request, page_of(rows, limit=paging.limit, key=_key, item=answer_of))


@of_partner.get("", response_model=Page[TaskAnswer])
async def list_tasks_of_partner(
    *,
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    reader: Annotated[Actor, Depends(require(Representative))],
    partner_id: UUID,
    only_open: OnlyOpen = False,
) -> Response:
    """Return what circles wait for from a partner, by the day it is due; a coordinator sees what those of the own networks wait for."""
    sees_all = reader.is_office or partner_id in reader.organisations
    async with edge.reading() as connection:
        rows = await tasks.listed(
            connection,
            paging.window(str, UUID),
            responsible=partner_id,
            of_networks=None if sees_all else reader.networks,
            only_open=only_open,
        )
    return listed(request, page_of(rows, limit=paging.limit, key=_key, item=answer_of))


@router.get("/{task_id}", response_model=TaskAnswer)
async def show_task(
    request: Request, edge: ServiceEdge, reader: Insider, path: CircleOfPath, task_id: UUID
) -> Response:
    """Return one task."""
    async with edge.reading() as connection:
        await path.found_by(connection, reader, today=local_day(edge.clock()))
        task = await tasks.find(connection, task_id)
    if task is None or task.circle != path.id:
        raise NothingHere
    return shown(request, answer_of(task), version=task.version)


@router.put("/{task_id}")
async def put_task(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))],
    path: CircleOfPath,
    task_id: UUID,
    body: TaskBody,
    condition: Condition,
) -> TaskAnswer:
    """Give a task or change it; the responsible partner reports that it is done."""
    async with edge.transaction() as work:
        task = await give_task(work, actor, path.kind, body.task(task_id, circle=path.id), condition=condition)
    settled(response, work, condition=condition, version=task.version)
    return answer_of(task)


def _key(task: Task) -> tuple[str, UUID]:
    return (tasks.NO_DAY if task.due_on is None else str(task.due_on), task.id)
