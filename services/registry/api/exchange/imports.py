"""Imports of partners over HTTP: a draft and its report."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile
from pydantic import BaseModel

from services.registry.api.exchange.reports import FaultsAnswer, shown_faults
from services.registry.api.exchange.table_file import read_table
from services.registry.api.reading import PageOf, calculated, listed, shown
from services.registry.domain.exchange.partner_import import Import, ImportRow, ImportState, Outcome
from services.registry.domain.refusals import NothingHere
from services.registry.storage.exchange import imports, steps
from services.registry.storage.exchange.steps import Step
from services.registry.use_cases.exchange.draft_import import draft_import, insist_on_own_network
from shared.contracts.vocabulary import Slug
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of

router = APIRouter(prefix="/imports", tags=["imports"])

Importer = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]


class StepAnswer(BaseModel):
    """A step that was asked for with `Prefer: respond-async`: it is under way, or `refused` by a problem (RFC 9457)."""

    wanted: ImportState
    asked_at: datetime
    refused: dict[str, Any] | None


class ImportAnswer(FaultsAnswer):
    """An import as it stands, with the rows that it leaves out."""

    id: UUID
    kind: Literal["partners"] = "partners"
    network: str | None
    state: ImportState
    made_at: datetime
    row_count: int
    new_count: int
    changed_count: int
    unchanged_count: int
    version: int
    step: StepAnswer | None = None


class ImportRowAnswer(BaseModel):
    """What one row does."""

    number: int
    outcome: Outcome
    partner: UUID
    label: str


def answer_of(made: Import, step: Step | None = None) -> ImportAnswer:
    """Return the import as the API shows it."""
    told = None
    if step is not None:
        refused = None if step.refused is None else dict(step.refused)
        told = StepAnswer(wanted=step.wanted, asked_at=step.asked_at, refused=refused)
    return ImportAnswer(
        id=made.id,
        network=made.network,
        state=made.state,
        made_at=made.made_at,
        row_count=made.row_count,
        new_count=made.new_count,
        changed_count=made.changed_count,
        unchanged_count=made.unchanged_count,
        version=made.version,
        fault_count=len(made.faults),
        faults=shown_faults(made.faults),
        step=told,
    )


def _row_of(row: ImportRow) -> ImportRowAnswer:
    return ImportRowAnswer(number=row.number, outcome=row.outcome, partner=row.after.id, label=row.after.label)


@router.post("", status_code=201)
async def post_import(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Importer,
    kind: Annotated[Literal["partners"], Form()],
    file: UploadFile,
    network: Annotated[Slug | None, Form(description="Whose members the partners become")] = None,
) -> ImportAnswer:
    """Draft an import of a .csv or .xlsx table; nothing else happens yet. A coordinator names the own network."""
    assert kind == "partners"
    rows = await read_table(file)
    async with edge.transaction() as work:
        made = await draft_import(work, actor, rows, network=network)
    response.headers["Location"] = f"/imports/{made.id}"
    answer(response, work, version=made.version)
    return answer_of(made)


@router.get("/{import_id}", response_model=ImportAnswer)
async def show_import(request: Request, edge: ServiceEdge, actor: Importer, import_id: UUID) -> Response:
    """Return an import and its report."""
    made = await _visible(edge, actor, import_id)
    async with edge.reading() as connection:
        step = await steps.find(connection, import_id)
    told = answer_of(made, step)
    return shown(request, told, version=made.version) if step is None else calculated(request, told)


@router.get("/{import_id}/rows", response_model=Page[ImportRowAnswer])
async def list_rows(request: Request, edge: ServiceEdge, actor: Importer, paging: PageOf, import_id: UUID) -> Response:
    """Return what each good row does, in the order of the table."""
    await _visible(edge, actor, import_id)
    async with edge.reading() as connection:
        rows = await imports.rows_of(connection, import_id, paging.window(int))
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.number,), item=_row_of))


async def _visible(edge: ServiceEdge, actor: Actor, import_id: UUID) -> Import:
    async with edge.reading() as connection:
        made = await imports.find(connection, import_id)
    if made is None:
        raise NothingHere
    insist_on_own_network(actor, made.network)
    return made
