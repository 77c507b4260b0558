"""Networks over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body, WebAddress
from services.registry.api.writing import settled
from services.registry.domain.network import Goal, Network, NetworkStatus
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage import networks
from services.registry.storage.kept_versions import KeptVersion
from services.registry.use_cases.define_network import define_network, set_up_network
from shared.contracts.vocabulary import Key, LanguageTag, Latitude, Line, Longitude, Slug, Text
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition, WriteCondition

router = APIRouter(prefix="/networks", tags=["networks"])
READERS = any_of(office(), coordinator_of("network"))


class GoalBody(Body):
    """A goal; its id stays when its words change, for activities point to it."""

    id: Key
    text: Line


class NetworkBody(Body):
    """A network as it is written."""

    label: Line
    short_label: Line
    status: NetworkStatus
    areas: tuple[Slug, ...] = Field(max_length=20)
    since: date | None = None
    restarted: date | None = None
    languages: tuple[LanguageTag, ...] = Field(default=(), max_length=40)
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    website: WebAddress | None = Field(default=None, description="The network's own site")
    vision: Text | None = None
    principles: tuple[Line, ...] | None = Field(default=None, max_length=30)
    goals: tuple[GoalBody, ...] | None = Field(default=None, max_length=50)

    def network(self, network_id: str) -> Network:
        """Return the domain's network; raises NamedTwice or EndsBeforeStart."""
        return Network(id=network_id, **self._fields())

    def _fields(self) -> dict[str, Any]:
        goals = None if self.goals is None else tuple(Goal(id=goal.id, text=goal.text) for goal in self.goals)
        return {**dict(self), "goals": goals}


class NewNetworkBody(NetworkBody):
    """A network that brings its id."""

    id: Slug

    def new_network(self) -> Network:
        """Return the domain's network."""
        return Network(**self._fields())


class NetworkAnswer(NewNetworkBody):
    """A network as it stands."""

    version: int


class NetworkVersionAnswer(Body):
    """What stood from a moment on."""

    changed_at: datetime
    state: NetworkAnswer


def answer_of(network: Network) -> NetworkAnswer:
    """Return the network as the API shows it."""
    return NetworkAnswer.model_validate(network, from_attributes=True)


def version_of(kept: KeptVersion[Network]) -> NetworkVersionAnswer:
    """Return a version as the API shows it."""
    return NetworkVersionAnswer(changed_at=kept.changed_at, state=answer_of(kept.state))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[NetworkAnswer])
async def list_networks(
    request: Request,
    edge: ServiceEdge,
    paging: PageOf,
    year: Annotated[
        int | None, Query(ge=1900, le=2200, description="Only networks begun by then, with the areas on the list then")
    ] = None,
) -> Response:
    """Return the networks by name; one whose beginning nobody has entered belongs to no year."""
    async with edge.reading() as connection:
        rows = await networks.listed(connection, paging.window(str, str), year=year)
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.id), item=answer_of)
    )


@router.post("", status_code=201)
async def post_network(
    response: Response, edge: ServiceEdge, actor: Annotated[Actor, Depends(require(office()))], body: NewNetworkBody
) -> NetworkAnswer:
    """Set up a new network."""
    async with edge.transaction() as work:
        network = await set_up_network(work, actor, body.new_network())
    settled(response, work, condition=WriteCondition(None), version=network.version)
    response.headers["Location"] = f"/networks/{network.id}"
    return answer_of(network)


@router.get("/{network}", dependencies=[Depends(require(PUBLIC))], response_model=NetworkAnswer)
async def show_network(request: Request, edge: ServiceEdge, network: Slug) -> Response:
    """Return one network."""
    async with edge.reading() as connection:
        found = await networks.find(connection, network)
    if found is None:
        raise NothingHere
    return shown(request, answer_of(found), version=found.version)


@router.get("/{network}/versions", dependencies=[Depends(require(READERS))], response_model=Page[NetworkVersionAnswer])
async def list_versions(request: Request, edge: ServiceEdge, paging: PageOf, network: Slug) -> Response:
    """Return all versions of a network, the first one first: its status, its Leitbild and its goals as they were."""
    async with edge.reading() as connection:
        rows = await networks.NETWORK_VERSIONS.listed(connection, network, paging.window(int))
    if not rows and paging.cursor is None:
        raise NothingHere
    page = page_of(rows, limit=paging.limit, key=lambda row: (row.state.version,), item=version_of)
    return listed(request, page)


@router.put("/{network}")
async def put_network(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))],
    network: Slug,
    body: NetworkBody,
    condition: Condition,
) -> NetworkAnswer:
    """Set up a network or change it; its coordinators change names, languages and Leitbild only."""
    async with edge.transaction() as work:
        stands = await define_network(work, actor, body.network(network), condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)
