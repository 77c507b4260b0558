"""Takes dates from a partner's calendar: from a file, or from an address in the public internet.

Nothing is written until somebody has seen what would become of it and asks once more with `dry_run=false`.
"""

from collections import Counter
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, StringConstraints
from starlette.responses import Response

from services.offers.api.access import Editor, Voice
from services.offers.api.calendar_imports.problems import REASONS
from services.offers.api.calendar_imports.reading import read_calendar
from services.offers.domain.calendars.entry import Reason
from services.offers.domain.calendars.plan import Outcome, Row
from services.offers.domain.speaking import OwnVoice
from services.offers.settings import OffersSettings
from services.offers.use_cases.calendars.import_calendar import WantedDates, import_calendar
from shared.contracts.vocabulary import Line
from shared.fetching.fetch import Fetching, fetch
from shared.hosting.answers import answer
from shared.hosting.running import Running, RunningService
from shared.hosting.trust import trusted
from shared.identity.actor import Actor
from shared.web.etag import ExpectedVersion

router = APIRouter(prefix="/offers/{offer_id}/calendar-imports", tags=["dates"])
FROM_FILE = "Datei"
MOST_BYTES = 2 << 20


class CalendarAsked(BaseModel):
    """What the calendar is called, by which it is known again, and whether anything is written."""

    model_config = ConfigDict(extra="forbid")

    source: Line | None = None
    dry_run: bool = True


class CalendarByAddress(CalendarAsked):
    """Where the calendar is; it is called by this address, without what stands behind `?`, unless it has another name."""

    url: Annotated[str, StringConstraints(min_length=8, max_length=2_000, pattern=r"^[^\x00-\x20\x7f]+$")]


class EventView(BaseModel):
    """What becomes of an event: single dates, or a rule."""

    summary: str
    outcome: Outcome
    dates: int
    by_rule: bool
    reason: Reason | None
    explanation: str | None


class CalendarImportView(BaseModel):
    """The report; `version` is the offer's now."""

    source: str
    written: bool
    version: int
    counts: dict[Outcome, int]
    events: list[EventView]


@router.post("")
async def import_file(
    offer_id: UUID,
    *,
    asked: Annotated[CalendarAsked, Query()],
    actor: Editor,
    expected: ExpectedVersion,
    running: RunningService,
    voice: Voice,
    request: Request,
    response: Response,
) -> CalendarImportView:
    """Import a file: the body is the calendar itself."""
    name = asked.source or FROM_FILE
    body = await request.body()
    wanted = await _wanted(body, offer_id=offer_id, expected=expected, source=name, written=not asked.dry_run)
    return await _import(running, actor, wanted, voice=voice, response=response)


@router.post("/by-address")
async def import_by_address(
    offer_id: UUID,
    *,
    asked: CalendarByAddress,
    actor: Editor,
    expected: ExpectedVersion,
    running: RunningService,
    voice: Voice,
    response: Response,
) -> CalendarImportView:
    """Import what lies at an address; `webcal` is the web too."""
    fetched = await fetch(_of_the_web(asked.url), by=_fetching(running), accept="text/calendar, */*;q=0.1")
    name = asked.source or asked.url.partition("?")[0]
    wanted = await _wanted(fetched.body, offer_id=offer_id, expected=expected, source=name, written=not asked.dry_run)
    return await _import(running, actor, wanted, voice=voice, response=response)


async def _wanted(body: bytes, *, offer_id: UUID, expected: int, source: str, written: bool) -> WantedDates:
    read = await read_calendar(body)
    entries = list(read.entries.values())
    return WantedDates(
        offer=offer_id, expected=expected, source=source, entries=entries, refused=read.refused, written=written
    )


async def _import(
    running: Running, actor: Actor, wanted: WantedDates, *, voice: OwnVoice, response: Response
) -> CalendarImportView:
    async with running.edge.transaction() as work:
        offer, plan = await import_calendar(work, actor, wanted, voice=voice)
    answer(response, work, version=offer.version)
    return CalendarImportView(
        source=wanted.source,
        written=wanted.written,
        version=offer.version,
        counts=dict(Counter(row.outcome for row in plan.rows)),
        events=[_view(row) for row in plan.rows],
    )


def _view(row: Row) -> EventView:
    return EventView(
        summary=row.summary,
        outcome=row.outcome,
        dates=row.dates,
        by_rule=row.by_rule,
        reason=row.reason,
        explanation=REASONS[row.reason] if row.reason is not None else None,
    )


def _of_the_web(address: str) -> str:
    scheme, separator, rest = address.partition("://")
    return f"https{separator}{rest}" if scheme.lower() in {"webcal", "webcals"} else address


def _fetching(running: Running) -> Fetching:
    settings = running.settings
    also = settings.import_also_from if isinstance(settings, OffersSettings) else ()
    return Fetching(trust=trusted(), also=also, most_bytes=MOST_BYTES)
