"""Requests to join over HTTP."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.domain.invitations.join_request import JoinRequest, JoinStatus
from services.registry.domain.refusals import NothingHere
from services.registry.storage.invitations import join_requests
from services.registry.use_cases.invitations.join import answer_request, ask_to_join
from shared.calendar_day import local_day
from shared.contracts.vocabulary import AccountId, Slug
from shared.hosting.answers import answer
from shared.hosting.running import RunningService
from shared.identity.access import any_of, coordinator_of, office, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import ExpectedVersion

router = APIRouter(prefix="/join-requests", tags=["invitations"])

Asker = Annotated[Actor, Depends(require(signed_in()))]
Answerer = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]


class JoinRequestBody(Body):
    """For which organisation of which network somebody wants to act; who asks is the account of the token."""

    network: Slug
    organisation: UUID


class JoinRequestAnswer(JoinRequestBody):
    """A request as it stands."""

    id: UUID
    account: AccountId
    made_at: datetime
    status: JoinStatus
    decided_at: datetime | None = None
    version: int


def answer_of(request: JoinRequest) -> JoinRequestAnswer:
    """Return the request as the API shows it."""
    return JoinRequestAnswer.model_validate(asdict(request))


@router.post("", status_code=201)
async def post_join_request(
    response: Response, running: RunningService, actor: Asker, body: JoinRequestBody
) -> JoinRequestAnswer:
    """Ask to act for an organisation."""
    assert actor.account is not None
    async with running.edge.transaction() as work:
        request = JoinRequest(id=work.new_id(), account=actor.account, made_at=work.now, **dict(body))
        stands = await ask_to_join(work, actor, request, today=local_day(work.now))
    answer(response, work, version=stands.version)
    return answer_of(stands)


@router.get("", response_model=Page[JoinRequestAnswer])
async def list_join_requests(
    *,
    request: Request,
    running: RunningService,
    paging: PageOf,
    actor: Answerer,
    status: Annotated[JoinStatus | None, Query(description="Only requests in this state")] = JoinStatus.OPEN,
) -> Response:
    """Return requests by time; a coordinator sees those of the own networks."""
    window, networks = paging.window(datetime, UUID), None if actor.is_office else actor.networks
    async with running.edge.reading() as connection:
        rows = await join_requests.listed(connection, window, status=status, networks=networks)
    return listed(request, page_of(rows, limit=paging.limit, key=_key, item=answer_of))


@router.get("/own", response_model=Page[JoinRequestAnswer])
async def list_own_requests(request: Request, running: RunningService, paging: PageOf, actor: Asker) -> Response:
    """Return what the one who asks has asked for."""
    window = paging.window(datetime, UUID)
    async with running.edge.reading() as connection:
        rows = await join_requests.listed(connection, window, status=None, account=actor.account)
    return listed(request, page_of(rows, limit=paging.limit, key=_key, item=answer_of))


@router.get("/{request_id}", response_model=JoinRequestAnswer)
async def show_join_request(request: Request, running: RunningService, actor: Asker, request_id: UUID) -> Response:
    """Return one request: to those who answer it, and to the one who made it."""
    async with running.edge.reading() as connection:
        found = await join_requests.find(connection, request_id)
    if found is None or not (found.account == actor.account or actor.is_office or actor.coordinates(found.network)):
        raise NothingHere
    return shown(request, answer_of(found), version=found.version)


@router.post("/{request_id}/accept")
async def post_yes(
    response: Response, running: RunningService, actor: Answerer, request_id: UUID, expected: ExpectedVersion
) -> JoinRequestAnswer:
    """Accept a request: the account acts for the organisation from the next moment on."""
    return await _answer(response, running, actor, request_id, status=JoinStatus.ACCEPTED, expected=expected)


@router.post("/{request_id}/refuse")
async def post_no(
    response: Response, running: RunningService, actor: Answerer, request_id: UUID, expected: ExpectedVersion
) -> JoinRequestAnswer:
    """Refuse a request."""
    return await _answer(response, running, actor, request_id, status=JoinStatus.REFUSED, expected=expected)


async def _answer(
    response: Response, running: RunningService, actor: Actor, request_id: UUID, *, status: JoinStatus, expected: int
) -> JoinRequestAnswer:
    async with running.edge.transaction() as work:
        request = await answer_request(work, actor, request_id, status, expected=expected)
    answer(response, work, version=request.version)
    return answer_of(request)


def _key(row: JoinRequest) -> tuple[datetime, UUID]:
    return (row.made_at, row.id)
