"""The office's words of mails: for every quarter that has none of its own."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.web.workspace.desk import OfficeDesk
from services.portal.web.workspace.sheet import AskedSheet
from services.portal.web.workspace.wordings import pages
from services.portal.web.workspace.wordings.place import OFFICE, Kind, Tag, place_of

router = APIRouter(prefix="/arbeitsbereich/fachstelle/mailtexte", include_in_schema=False)


@router.get("")
async def office_wordings(
    desk: OfficeDesk, asked: AskedSheet, language: Annotated[str, Query(alias="sprache", max_length=20)] = ""
) -> Response:
    """Show all mails."""
    return await pages.wordings_page(desk, OFFICE, asked, language=language)


@router.get("/{kind}/{language}")
async def office_wording(kind: Kind, language: Tag, desk: OfficeDesk) -> Response:
    """Show the words of a mail."""
    return await pages.wording_page(desk, place_of(OFFICE, kind, language))


@router.post("/{kind}/{language}")
async def save_office_wording(kind: Kind, language: Tag, desk: OfficeDesk) -> Response:
    """Choose words, or try them."""
    return await pages.save(desk, place_of(OFFICE, kind, language))


@router.post("/{kind}/{language}/standard")
async def return_office_wording(kind: Kind, language: Tag, desk: OfficeDesk) -> Response:
    """Go back to the standard."""
    return await pages.return_to_inherited(desk, place_of(OFFICE, kind, language))


@router.post("/{kind}/{language}/fassung")
async def take_office_version(kind: Kind, language: Tag, desk: OfficeDesk) -> Response:
    """Take an earlier version again."""
    return await pages.return_to_version(desk, place_of(OFFICE, kind, language))


@router.post("/{kind}/{language}/probemail")
async def send_office_test(kind: Kind, language: Tag, desk: OfficeDesk) -> Response:
    """Send a test mail."""
    return await pages.send_test(desk, place_of(OFFICE, kind, language))
