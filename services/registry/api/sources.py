"""Event sources over HTTP."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import AwareDatetime, Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body, WebAddress
from services.registry.api.writing import settled
from services.registry.domain.refusals import NothingHere
from services.registry.domain.source import Source
from services.registry.storage import sources
from services.registry.use_cases.announce_source import announce_source
from shared.contracts.vocabulary import Slug
from shared.contracts.vocabulary import Source as SourceName
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, office, service
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/sources", tags=["sources"])

Producer = Annotated[str, Path(pattern="^[a-z]+$", max_length=20)]
READERS = any_of(office(), service())


class SourceBody(Body):
    """A source as it is written."""

    feed_url: WebAddress
    networks: tuple[Slug, ...] = Field(default=(), max_length=200)
    speaks_for_the_rest: bool = False
    since: AwareDatetime
    retired: bool = False

    def announced(self, name: str) -> Source:
        """Return the domain's source; raises NamedTwice."""
        return Source(source=name, **dict(self))


class SourceAnswer(SourceBody):
    """A source as it stands."""

    source: SourceName
    version: int


def answer_of(source: Source) -> SourceAnswer:
    """Return the source as the API shows it."""
    return SourceAnswer.model_validate(asdict(source))


@router.get("", dependencies=[Depends(require(READERS))], response_model=Page[SourceAnswer])
async def list_sources(request: Request, edge: ServiceEdge, paging: PageOf) -> Response:
    """Return the sources by name."""
    async with edge.reading() as connection:
        rows = await sources.listed(connection, paging.window(str))
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.source,), item=answer_of))


@router.get("/{producer}/{instance}", dependencies=[Depends(require(READERS))], response_model=SourceAnswer)
async def show_source(request: Request, edge: ServiceEdge, producer: Producer, instance: Slug) -> Response:
    """Return one source."""
    async with edge.reading() as connection:
        source = await sources.find(connection, f"/{producer}/{instance}")
    if source is None:
        raise NothingHere
    return shown(request, answer_of(source), version=source.version)


@router.put("/{producer}/{instance}")
async def put_source(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(office()))],
    producer: Producer,
    instance: Slug,
    body: SourceBody,
    condition: Condition,
) -> SourceAnswer:
    """Announce a source or change what it speaks for."""
    async with edge.transaction() as work:
        source = await announce_source(work, actor, body.announced(f"/{producer}/{instance}"), condition=condition)
    settled(response, work, condition=condition, version=source.version)
    return answer_of(source)
