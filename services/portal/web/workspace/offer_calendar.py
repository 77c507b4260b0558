"""Dates from the partner's own calendar, by file or by address: first what would become of each event, then the same once more for real."""

from typing import Any, Final

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import LONG_PATIENCE_SECONDS, Record
from services.portal.web.addresses import OfferId
from services.portal.web.workspace.desk import Desk, PersonsDesk
from services.portal.web.workspace.form_view import read
from services.portal.web.workspace.offer_pages import own_offer
from services.portal.web.workspace.uploads import Upload, uploaded
from shared.web.etag import etag_of
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/angebote/{offer_id}/kalender", include_in_schema=False)

OUTCOMES: Final = {
    "new": mark("kommt dazu"),
    "changed": mark("wird geändert"),
    "unchanged": mark("bleibt"),
    "removed": mark("fällt weg"),
    "refused": mark("kommt nicht mit"),
}


class Asked(BaseModel):
    """Where the calendar is, and whether its dates are taken over."""

    url: str = Field(default="", max_length=2_000)
    version: int = Field(default=0, ge=0)
    then: str = Field(default="", max_length=10)

    @property
    def is_real(self) -> bool:
        """Whether something is written."""
        return self.then == "apply"


@router.get("")
async def choose(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Show where to choose a file or give an address."""
    return await _page(desk, await own_offer(desk, offer_id))


@router.post("")
async def look_or_take(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Look a calendar through, or take its dates over."""
    form = await read(desk, Asked)
    offer, file = await own_offer(desk, offer_id), await uploaded(desk)
    if form.values is None or (not file.content and not form.values.url):
        nothing = translated("Bitte wählen Sie eine Datei, oder geben Sie die Adresse des Kalenders an.")
        return await _page(desk, offer, said=file.fault if file.name else nothing)
    try:
        report = await _sent(desk, offer, form.values, file)
    except Refused as refusal:
        return await _page(desk, offer, said=refusal.sentence, url=form.values.url)
    if report["written"]:
        return desk.lead_to(
            f"/angebote/{offer_id}", erledigt=translated("Übernommen: {found}.", found=_counted(report))
        )
    return await _page(desk, offer, report=report, url=form.values.url)


async def _sent(desk: Desk, offer: EditedOffer, asked: Asked, file: Upload) -> Record:
    catalogue = await desk.catalogue()
    path = f"/offers/{offer.id}/calendar-imports"
    sent: dict[str, Any] = {
        "headers": {"If-Match": etag_of(asked.version or offer.revision)},
        "timeout": LONG_PATIENCE_SECONDS,
    }
    is_dry = not asked.is_real
    if file.content:
        query = {"dry_run": str(is_dry).lower(), "source": file.name}
        answer = await catalogue.call("POST", path, params=query, content=file.content, **sent)
    else:
        answer = await catalogue.call("POST", f"{path}/by-address", json={"url": asked.url, "dry_run": is_dry}, **sent)
    return dict(answer.json())


def _counted(report: Record) -> str:
    found = [f"{number} {translated(OUTCOMES[outcome])}" for outcome, number in report["counts"].items() if number]
    return ", ".join(found) or translated("nichts hat sich geändert")


async def _page(
    desk: Desk, offer: EditedOffer, *, said: str = "", url: str = "", report: Record | None = None
) -> Response:
    return await desk.page(
        "workspace/offer_calendar.html",
        status=422 if said else 200,
        offer=offer,
        said=said,
        url=url,
        report=report,
        outcomes={key: translated(text) for key, text in OUTCOMES.items()},
    )
