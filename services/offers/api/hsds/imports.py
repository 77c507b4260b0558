"""Takes records of other directories: from a file, or from an address in the public internet; they become drafts to be reviewed."""

import asyncio
from collections import Counter
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from services.offers.api.access import Editor, Voice
from services.offers.api.hsds.import_rows import ReadRow, read_rows
from services.offers.domain.hsds.incoming.document import Json, read_document
from services.offers.domain.hsds.incoming.steps import Outcome
from services.offers.domain.refusals import UnknownNetwork
from services.offers.domain.speaking import OwnVoice
from services.offers.settings import OffersSettings
from services.offers.storage.neighbours import knows_network
from services.offers.use_cases.hsds.fetch_source import fetch_source
from services.offers.use_cases.hsds.import_services import ImportDone, ImportedRow, WantedImport, import_services
from services.offers.use_cases.names import await_names
from shared.contracts.vocabulary import Line, Slug
from shared.fetching.fetch import Fetching
from shared.hosting.running import Running, RunningService
from shared.hosting.trust import trusted
from shared.identity.actor import Actor

router = APIRouter(prefix="/networks/{network}/hsds-imports", tags=["hsds"])

FROM_FILE = "Datei"
MOST_BYTES = 8 << 20
MOST_GONE = 200


class ImportAsked(BaseModel):
    """Under whose name the drafts are made, what the source is called, and whether anything is written."""

    model_config = ConfigDict(extra="forbid")

    organisation: UUID
    source: Line | None = None
    dry_run: bool = False


class ImportByAddress(ImportAsked):
    """Where the services are; the source is called by this address, without what stands behind `?`, unless it has another name."""

    url: Annotated[str, StringConstraints(min_length=8, max_length=2_000, pattern=r"^[^\x00-\x20\x7f]+$")]


class RowView(BaseModel):
    """What became of a record, what its reader should know, and what was wrong with it; `number` counts from 1."""

    number: int
    source_id: str
    name: str
    outcome: Outcome
    offer: UUID | None = None
    notes: list[str] = Field(default_factory=list)
    problems: list[dict[str, str]] = Field(default_factory=list)


class GoneView(BaseModel):
    """A record that came earlier and was not sent this time; nothing becomes of its offer by itself."""

    source_id: str
    offer: UUID


class ImportView(BaseModel):
    """The report: good records are written, even where others are refused."""

    source: str
    written: bool
    counts: dict[Outcome, int]
    rows: list[RowView]
    gone: list[GoneView]
    gone_count: int


@router.post("")
async def import_file(
    network: Slug,
    *,
    asked: Annotated[ImportAsked, Query()],
    actor: Editor,
    running: RunningService,
    voice: Voice,
    request: Request,
    response: Response,
) -> ImportView:
    """Import a file: the body is the HSDS document itself, JSON or lines."""
    services = (await asyncio.to_thread(read_document, await request.body())).services
    return await _import(
        running, actor, services, network=network, asked=asked, source=FROM_FILE, voice=voice, response=response
    )


@router.post("/by-address")
async def import_by_address(
    network: Slug, *, asked: ImportByAddress, actor: Editor, running: RunningService, voice: Voice, response: Response
) -> ImportView:
    """Import what lies at an address; of an envelope all pages."""
    found = await fetch_source(asked.url, by=_fetching(running))
    return await _import(
        running, actor, found.services, network=network, asked=asked, source=found.name, voice=voice, response=response
    )


async def _import(
    running: Running,
    actor: Actor,
    services: list[Json],
    *,
    network: str,
    asked: ImportAsked,
    source: str,
    voice: OwnVoice,
    response: Response,
) -> ImportView:
    rows = await read_rows(services, network=network, organisation=asked.organisation)
    good = [row.content for row in rows if row.content is not None]
    if good:
        await await_names(running.edge, good[0])
    else:
        await _insist_on_network(running, network)
    name = asked.source or source
    contents = {row.source_id: row.content for row in rows if not row.problems}
    wanted = WantedImport(network=network, source=name, contents=contents, dry_run=asked.dry_run)
    async with running.edge.transaction() as work:
        done = await import_services(work, actor, wanted, voice=voice)
    if work.position:
        response.headers["Event-Position"] = str(work.position)
    return _view(rows, done, wanted)


async def _insist_on_network(running: Running, network: str) -> None:
    async with running.edge.reading() as connection:
        if not await knows_network(connection, network):
            raise UnknownNetwork(network)


def _fetching(running: Running) -> Fetching:
    settings = running.settings
    also = settings.import_also_from if isinstance(settings, OffersSettings) else ()
    return Fetching(trust=trusted(), also=also, most_bytes=MOST_BYTES)


def _view(rows: list[ReadRow], done: ImportDone, wanted: WantedImport) -> ImportView:
    views = [_row(row, done.rows.get(row.source_id) if not row.problems else None) for row in rows]
    gone = [GoneView(source_id=each.source_id, offer=each.offer) for each in done.gone[:MOST_GONE]]
    return ImportView(
        source=wanted.source,
        written=not wanted.dry_run,
        counts=dict(Counter(view.outcome for view in views)),
        rows=views,
        gone=gone,
        gone_count=len(done.gone),
    )


def _row(row: ReadRow, became: ImportedRow | None) -> RowView:
    notes = list(row.notes)
    if became is not None and became.proposal_waits:
        notes.append("Ein früherer Vorschlag dieser Quelle wartet noch auf Antwort.")
    return RowView(
        number=row.number,
        source_id=row.source_id,
        name=row.name,
        outcome=became.outcome if became is not None else Outcome.REFUSED,
        offer=became.offer if became is not None else None,
        notes=notes,
        problems=row.problems,
    )
