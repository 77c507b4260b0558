"""The contact points of a quarter: a function's number, mailbox and hours, kept once and shown in many places."""

import asyncio
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.addresses import Network
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import FormField, FormView, Options, form_page, read, refused_page
from services.portal.web.workspace.navigation import quarter_path
from services.portal.web.workspace.places.typed_hours import HOURS, HoursUnreadable, hours_of, typed_hours
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Sheet, sheet_page
from shared.contracts.vocabulary import Line
from shared.hosting.running import new_uuid7
from shared.identity.refusals import NotVisible
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/kontakte", include_in_schema=False)

COLUMNS = (Column("name", mark("Stelle")), Column("telefon", mark("Telefon")), Column("postfach", mark("Postfach")), Column("orte", mark("Steht an so vielen Stellen")))  # fmt: skip
MOST_OFFERS = 100
TEXTS = ("label", "phone", "mail", "website", "address")


class Point(BaseModel):
    """A contact point as it is typed; each place where it is shown as `kind/id`."""

    label: Line
    phone: Line | None = None
    mail: Line | None = None
    website: Line | None = None
    address: Line | None = None
    hours: str = Field(default="", max_length=4_000)
    uses: list[str] = Field(default=[], max_length=200)
    version: int = Field(default=0, ge=0)

    def body(self, network: str, before: Record | None) -> dict[str, Any]:
        """Return what the registry takes; raises HoursUnreadable."""
        said = self.model_dump(include=set(TEXTS))
        uses = [dict(zip(("kind", "thing"), each.split("/", 1), strict=True)) for each in self.uses if "/" in each]
        organisation = before["organisation"] if before else None
        return {**said, "network": network, "organisation": organisation, "hours": hours_of(self.hours), "uses": uses}


@router.get("")
async def contact_points(network: Network, desk: KeepersDesk, asked: AskedSheet) -> Response:
    """Show them."""
    here = quarter_path(network, "kontakte")
    rows = [
        {
            "name": Cell(each["label"], href=f"{here}/{each['id']}"),
            "telefon": Cell(each["phone"] or ""),
            "postfach": Cell(each["mail"] or ""),
            "orte": Cell(str(len(each["uses"])), order=len(each["uses"])),
        }
        for each in await (await desk.registry()).every("/contact-points", network=network)
    ]
    return await sheet_page(
        desk,
        Sheet(f"kontakte-{network}", COLUMNS, rows),
        asked,
        title=translated("Kontaktstellen"),
        intro=translated(
            "Nummer, Postfach und Zeiten einer Stelle stehen nur hier. Was Sie ändern, ist überall geändert, wo sie gezeigt wird."
        ),
        actions=((translated("Neue Kontaktstelle"), f"{here}/neu"),),
        empty=(
            translated("Noch keine Kontaktstelle"),
            translated("Zum Beispiel: das Familienbüro."),
            f"{here}/neu",
            translated("Neue Kontaktstelle"),
        ),
    )


@router.get("/neu")
async def new_point(network: Network, desk: KeepersDesk) -> Response:
    """Lead to an id of its own, so that a form sent twice is one contact point."""
    return desk.lead_to(f"/quartier/{network}/kontakte/{new_uuid7()}")


@router.get("/{point_id}")
async def show_point(network: Network, point_id: UUID, desk: KeepersDesk) -> Response:
    """Show the form, empty for a new contact point."""
    point = await _known(desk, network, point_id)
    return await form_page(desk, await _view(desk, network, point), _typed(point) if point else empty_form())


@router.post("/{point_id}")
async def save_point(network: Network, point_id: UUID, desk: KeepersDesk) -> Response:
    """Say how a function is reached, and where that is shown."""
    form, point = await read(desk, Point), await _known(desk, network, point_id)
    view = await _view(desk, network, point)
    if form.values is None:
        return await form_page(desk, view, form, status=422)
    registry, path = await desk.registry(), f"/contact-points/{point_id}"
    try:
        body = form.values.body(network, point)
        if form.values.version == 0:
            await registry.make(path, body)
        else:
            await registry.change(path, body, version=form.values.version)
    except HoursUnreadable as line:
        return await form_page(desk, view, form.with_error("hours", str(line)), status=422)
    except Refused as refusal:
        return await refused_page(desk, view, form, refusal, now=dict(_typed(point).typed) if point else None)
    return desk.lead_to(f"/quartier/{network}/kontakte", erledigt=translated("Gespeichert."))


async def _known(desk: Desk, network: str, point_id: UUID) -> Record | None:
    """Return the contact point, None where there is none yet; raises NotVisible for another quarter's."""
    point = await (await desk.registry()).find(f"/contact-points/{point_id}")
    if point is not None and point["network"] != network:
        raise NotVisible
    return point


def _typed(point: Record) -> Form[Any]:
    uses = [f"{each['kind']}/{each['thing']}" for each in point["uses"]]
    texts = {name: point[name] or "" for name in TEXTS}
    return empty_form(**texts, hours=typed_hours(point["hours"]), uses=uses, version=str(point["version"]))


async def _view(desk: Desk, network: str, point: Record | None) -> FormView:
    return FormView(
        title=point["label"] if point else translated("Neue Kontaktstelle"),
        above=((mark("Kontaktstellen"), quarter_path(network, "kontakte")),),
        intro=mark("Eine Stelle, nie eine Person: bitte keine Durchwahl und kein Postfach von jemandem."),
        fields=(
            FormField("label", mark("Name der Stelle"), longest=200),
            FormField("phone", mark("Telefon"), is_required=False, longest=40),
            FormField("mail", mark("Postfach"), is_required=False, hint=mark("Zum Beispiel: familienbuero@stadt.de")),
            FormField("website", mark("Internetseite"), is_required=False, hint=mark("Beginnt mit https://"), longest=200),
            FormField("address", mark("Anschrift"), is_required=False, longest=200),
            HOURS,
            FormField("uses", mark("Wo sie gezeigt wird"), "checkboxes", options=await _places(desk, network, point), is_required=False),
            FormField("version", "", "hidden"),
        ),
    )  # fmt: skip


async def _places(desk: Desk, network: str, point: Record | None) -> Options:
    """Return where the quarter may show it, and where it is shown already."""
    registry, workshop = await desk.registry(), await desk.workshop()
    told, sites, bodies, groups, offers = await asyncio.gather(
        registry.read(f"/networks/{network}"),
        registry.every("/anchor-sites", network=network),
        registry.every("/bodies", most=100, network=network),
        registry.every("/working-groups", most=100, network=network),
        workshop.offers(network=network, statuses=["published"]),
    )
    places = {f"network/{network}": translated("Quartier {name}", name=told["short_label"])}
    for kind, name, things in (("anchor-site", translated("Ankerort"), sites), ("body", translated("Gremium"), bodies), ("working-group", translated("Gruppe"), groups)):  # fmt: skip
        places |= {f"{kind}/{each['id']}": f"{name}: {each['label']}" for each in things}
    places |= {f"offer/{each.id}": translated("Angebot: {title}", title=each.title) for each in offers[:MOST_OFFERS]}
    for use in point["uses"] if point else ():
        places.setdefault(f"{use['kind']}/{use['thing']}", translated("bisher schon gezeigt"))
    return list(places.items())
