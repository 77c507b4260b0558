"""Sources of figures over HTTP: where they come from, how their tables are laid out, and the import of a table."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile
from pydantic import Field

from services.registry.api.exchange.reports import FaultsAnswer, shown_faults
from services.registry.api.exchange.table_file import read_table
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body, WebAddress
from services.registry.api.writing import settled
from services.registry.domain.indicators.source import IndicatorSource, Layout
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage.indicators import sources
from services.registry.use_cases.indicators.define_indicator import describe_source
from services.registry.use_cases.indicators.import_values import ImportReport, import_values
from shared.contracts.vocabulary import Key, Line, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/indicators/sources", tags=["indicators"])

Office = Annotated[Actor, Depends(require(office()))]


class ColumnsBody(Body):
    """Which heading of the source's tables holds what; remembered for every later import."""

    area: Line
    year: Line | None = None
    fixed_year: int | None = Field(default=None, ge=1900, le=2200)
    indicator: Line | None = None
    value: Line | None = None
    indicators: dict[Line, Key] = Field(default={}, max_length=60)
    group: Line | None = None
    area_names: dict[Line, Slug] = Field(default={}, max_length=500)


class SourceBody(Body):
    """A source as it is written."""

    label: Line
    website: WebAddress | None = None
    columns: ColumnsBody

    def source(self, key: str) -> IndicatorSource:
        """Return the domain's source; raises ColumnsUnclear."""
        return IndicatorSource(key=key, label=self.label, website=self.website, columns=Layout(**dict(self.columns)))


class SourceAnswer(SourceBody):
    """A source as it stands."""

    key: Key
    version: int


class ImportAnswer(FaultsAnswer):
    """What a table brought, or would bring."""

    dry_run: bool
    rows: int
    new: int
    changed: int
    unchanged: int
    suppressed: int


def answer_of(source: IndicatorSource) -> SourceAnswer:
    """Return the source as the API shows it."""
    return SourceAnswer.model_validate(asdict(source))


def _report_of(report: ImportReport) -> ImportAnswer:
    figures = {name: value for name, value in asdict(report).items() if name != "faults"}
    return ImportAnswer(**figures, fault_count=len(report.faults), faults=shown_faults(report.faults))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[SourceAnswer])
async def list_sources(request: Request, edge: ServiceEdge, paging: PageOf) -> Response:
    """Return the sources by name."""
    async with edge.reading() as connection:
        rows = await sources.listed(connection, paging.window(str, str))
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.key), item=answer_of)
    )


@router.get("/{key}", dependencies=[Depends(require(PUBLIC))], response_model=SourceAnswer)
async def show_source(request: Request, edge: ServiceEdge, key: Key) -> Response:
    """Return one source."""
    async with edge.reading() as connection:
        found = await sources.find(connection, key)
    if found is None:
        raise NothingHere
    return shown(request, answer_of(found), version=found.version)


@router.put("/{key}")
async def put_source(
    *, response: Response, edge: ServiceEdge, actor: Office, key: Key, body: SourceBody, condition: Condition
) -> SourceAnswer:
    """Describe a source and its columns."""
    async with edge.transaction() as work:
        stands = await describe_source(work, actor, body.source(key), condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)


@router.post("/{key}/imports")
async def import_table(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Office,
    key: Key,
    file: UploadFile,
    dry_run: Annotated[bool, Form(description="Only tell what would happen")] = True,
) -> ImportAnswer:
    """Import a .csv or .xlsx table; without `dry_run=false` nothing is kept. What can't be taken is reported row by row."""
    rows = await read_table(file)
    async with edge.transaction() as work:
        report = await import_values(work, actor, key, rows, dry_run=dry_run)
    if work.position:
        response.headers["Event-Position"] = str(work.position)
    return _report_of(report)
