"""Givers over HTTP, and who could fill which hole."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.refusals import NothingHere
from services.registry.domain.wishes.giver import Gift, Giver, GiverKind, GiverState
from services.registry.domain.wishes.matches import Match, matches
from services.registry.domain.wishes.wish import Theme
from services.registry.storage.keyset import Window
from services.registry.storage.wishes import givers, wishes
from services.registry.use_cases.wishes.define_giver import define_giver
from shared.contracts.vocabulary import Key, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/givers", tags=["givers"])

MOST_MATCHED = 1_000
Keeper = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]
Writer = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("partner"))))]
OwnNetwork = Annotated[Slug, Query(description="A quarter that the reader coordinates")]


class GiverBody(Body):
    """A giver as it is written; a function, never a person's name."""

    network: Slug
    kind: GiverKind
    partner: UUID | None = None
    gift: Gift
    theme: Theme
    phases: tuple[Key, ...] = Field(default=(), max_length=20)
    state: GiverState = GiverState.OPEN
    matched_phase: Key | None = None

    def giver(self, giver_id: UUID) -> Giver:
        """Return the domain's giver; raises NamedTwice or MatchedPhaseUnclear."""
        return Giver(id=giver_id, **dict(self))


class GiverAnswer(GiverBody):
    """A giver as it stands."""

    id: UUID
    version: int


class MatchAnswer(BaseModel):
    """What at least so many families miss, and who could give it."""

    network: str
    phase: str
    theme: Theme
    at_least: int
    givers: list[GiverAnswer]


class MatchesAnswer(BaseModel):
    """The holes of a quarter, the most wished first."""

    items: list[MatchAnswer]


def answer_of(giver: Giver) -> GiverAnswer:
    """Return the giver as the API shows it."""
    return GiverAnswer.model_validate(asdict(giver))


def _match(match: Match) -> MatchAnswer:
    return MatchAnswer(**asdict(match.wish), givers=[answer_of(giver) for giver in match.givers])


@router.get("", response_model=Page[GiverAnswer])
async def list_givers(
    *,
    request: Request,
    edge: ServiceEdge,
    actor: Keeper,
    paging: PageOf,
    network: OwnNetwork,
    state: Annotated[GiverState | None, Query()] = None,
) -> Response:
    """Return a quarter's givers."""
    actor.may_change_network(network)
    async with edge.reading() as connection:
        rows = await givers.listed(connection, paging.window(UUID), network=network, state=state)
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.id,), item=answer_of))


@router.get("/matches")
async def list_matches(edge: ServiceEdge, actor: Keeper, network: OwnNetwork) -> MatchesAnswer:
    """Return what families of a quarter miss, each with the open givers that could help."""
    actor.may_change_network(network)
    everything = Window(after=None, limit=MOST_MATCHED)
    async with edge.reading() as connection:
        missing = await wishes.figures(connection, everything, network=network)
        willing = await givers.listed(connection, everything, network=network, state=GiverState.OPEN)
    return MatchesAnswer(items=[_match(match) for match in matches(missing, willing)])


@router.get("/{giver_id}", response_model=GiverAnswer)
async def show_giver(request: Request, edge: ServiceEdge, actor: Keeper, giver_id: UUID) -> Response:
    """Return one giver of a quarter that the reader coordinates."""
    async with edge.reading() as connection:
        giver = await givers.find(connection, giver_id)
    if giver is None:
        raise NothingHere
    actor.may_change_network(giver.network)
    return shown(request, answer_of(giver), version=giver.version)


@router.put("/{giver_id}")
async def put_giver(
    *, response: Response, edge: ServiceEdge, actor: Writer, giver_id: UUID, body: GiverBody, condition: Condition
) -> GiverAnswer:
    """Describe a giver, or take the next step with it."""
    async with edge.transaction() as work:
        stands = await define_giver(work, actor, body.giver(giver_id), condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)
