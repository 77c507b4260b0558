"""A quarter's own words of mails, over those of the office."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.web.addresses import Network
from services.portal.web.workspace.desk import KeepersDesk
from services.portal.web.workspace.sheet import AskedSheet
from services.portal.web.workspace.wordings import pages
from services.portal.web.workspace.wordings.place import Kind, Tag, owner_of, place_of

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/mailtexte", include_in_schema=False)


@router.get("")
async def quarter_wordings(
    network: Network,
    desk: KeepersDesk,
    asked: AskedSheet,
    language: Annotated[str, Query(alias="sprache", max_length=20)] = "",
) -> Response:
    """Show all mails."""
    return await pages.wordings_page(desk, await owner_of(desk, network), asked, language=language)


@router.get("/{kind}/{language}")
async def quarter_wording(network: Network, kind: Kind, language: Tag, desk: KeepersDesk) -> Response:
    """Show the words of a mail."""
    return await pages.wording_page(desk, place_of(await owner_of(desk, network), kind, language))


@router.post("/{kind}/{language}")
async def save_quarter_wording(network: Network, kind: Kind, language: Tag, desk: KeepersDesk) -> Response:
    """Choose words, or try them."""
    return await pages.save(desk, place_of(await owner_of(desk, network), kind, language))


@router.post("/{kind}/{language}/standard")
async def return_quarter_wording(network: Network, kind: Kind, language: Tag, desk: KeepersDesk) -> Response:
    """Go back to the office's words."""
    return await pages.return_to_inherited(desk, place_of(await owner_of(desk, network), kind, language))


@router.post("/{kind}/{language}/fassung")
async def take_quarter_version(network: Network, kind: Kind, language: Tag, desk: KeepersDesk) -> Response:
    """Take an earlier version again."""
    return await pages.return_to_version(desk, place_of(await owner_of(desk, network), kind, language))


@router.post("/{kind}/{language}/probemail")
async def send_quarter_test(network: Network, kind: Kind, language: Tag, desk: KeepersDesk) -> Response:
    """Send a test mail."""
    return await pages.send_test(desk, place_of(await owner_of(desk, network), kind, language))
