"""The anchor sites of a quarter: the known and trusted places that offers start from."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.portal.domain.accessibility import ACCESSIBILITY
from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web import choices
from services.portal.web.addresses import Network
from services.portal.web.workspace.agreements_view import names_of
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import FormField, FormView, Options, form_page, read, refused_page
from services.portal.web.workspace.labels import name_of
from services.portal.web.workspace.navigation import quarter_path
from services.portal.web.workspace.places.typed_hours import HOURS, HoursUnreadable, hours_of, typed_hours
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Sheet, sheet_page
from shared.contracts.vocabulary import Key, Latitude, Line, Longitude, Slug
from shared.hosting.running import new_uuid7
from shared.identity.refusals import NotVisible
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/ankerorte", include_in_schema=False)

COLUMNS = (Column("name", mark("Ort")), Column("art", mark("Art")), Column("anschrift", mark("Anschrift")), Column("traeger", mark("Träger")), Column("raeume", mark("Räume")))  # fmt: skip
SITE_TYPES: Final = (
    ("familienzentrum", mark("Familienzentrum")),
    ("kita", mark("Kita")),
    ("grundschule", mark("Grundschule")),
    ("familienbuero", mark("Familienbüro")),
    ("stadtteilzentrum", mark("Stadtteilzentrum")),
    ("bibliothek", mark("Bibliothek")),
    ("sonstige", mark("anderer Ort")),
)
ROOM_PARTS: Final = 3


def _with_point(text: object) -> object:
    return text.replace(",", ".") if isinstance(text, str) else text


class RoomUnreadable(ValueError):
    """A line is no room; its text is for whoever typed it."""


class Site(BaseModel):
    """An anchor site as it is typed."""

    label: Line
    site_type: Key
    area: Slug
    address: Line | None = None
    latitude: Annotated[Latitude | None, BeforeValidator(_with_point)] = None
    longitude: Annotated[Longitude | None, BeforeValidator(_with_point)] = None
    operator: UUID | None = None
    hours: str = Field(default="", max_length=4_000)
    accessibility: list[Key] = Field(default=[], max_length=20)
    rooms: str = Field(default="", max_length=6_000)
    version: int = Field(default=0, ge=0)

    def body(self, network: str) -> dict[str, Any]:
        """Return what the registry takes; raises HoursUnreadable or RoomUnreadable."""
        said = self.model_dump(mode="json", exclude={"hours", "rooms", "version", "accessibility"})
        lines = enumerate(self.rooms.splitlines(), start=1)
        rooms = [_room(line, number) for number, line in lines if line.strip()]
        return {
            **said,
            "network": network,
            "opening_hours": hours_of(self.hours),
            "accessibility": self.accessibility or None,
            "rooms": rooms or None,
        }


@router.get("")
async def anchor_sites(network: Network, desk: KeepersDesk, asked: AskedSheet) -> Response:
    """Show them."""
    sites = await (await desk.registry()).every("/anchor-sites", network=network)
    names = await names_of(desk, [each["operator"] for each in sites if each["operator"]])
    here = quarter_path(network, "ankerorte")
    rows = [
        {
            "name": Cell(each["label"], href=f"{here}/{each['id']}"),
            "art": Cell(translated(name_of(SITE_TYPES, each["site_type"]))),
            "anschrift": Cell(each["address"] or ""),
            "traeger": Cell(names.get(each["operator"] or "", "")),
            "raeume": Cell(", ".join(room["name"] for room in each["rooms"] or ())),
        }
        for each in sites
    ]
    return await sheet_page(
        desk,
        Sheet(f"ankerorte-{network}", COLUMNS, rows),
        asked,
        title=translated("Ankerorte"),
        intro=translated("Orte, die Familien kennen und denen sie vertrauen. Von hier gehen Angebote aus."),
        actions=((translated("Neuer Ankerort"), f"{here}/neu"),),
        empty=(
            translated("Noch kein Ankerort"),
            translated("Tragen Sie den ersten ein."),
            f"{here}/neu",
            translated("Neuer Ankerort"),
        ),
    )


@router.get("/neu")
async def new_site(network: Network, desk: KeepersDesk) -> Response:
    """Lead to an id of its own, so that a form sent twice is one site."""
    return desk.lead_to(f"/quartier/{network}/ankerorte/{new_uuid7()}")


@router.get("/{site_id}")
async def show_site(network: Network, site_id: UUID, desk: KeepersDesk) -> Response:
    """Show the form, empty for a new site."""
    site = await _known(desk, network, site_id)
    return await form_page(desk, await _view(desk, network, site), _typed(site) if site else empty_form())


@router.post("/{site_id}")
async def save_site(network: Network, site_id: UUID, desk: KeepersDesk) -> Response:
    """Describe a site."""
    form, site = await read(desk, Site), await _known(desk, network, site_id)
    view = await _view(desk, network, site)
    if form.values is None:
        return await form_page(desk, view, form, status=422)
    registry, path = await desk.registry(), f"/anchor-sites/{site_id}"
    try:
        if form.values.version == 0:
            await registry.make(path, form.values.body(network))
        else:
            await registry.change(path, form.values.body(network), version=form.values.version)
    except HoursUnreadable as line:
        return await form_page(desk, view, form.with_error("hours", str(line)), status=422)
    except RoomUnreadable as line:
        return await form_page(desk, view, form.with_error("rooms", str(line)), status=422)
    except Refused as refusal:
        return await refused_page(desk, view, form, refusal, now=dict(_typed(site).typed) if site else None)
    return desk.lead_to(f"/quartier/{network}/ankerorte", erledigt=translated("Gespeichert."))


async def _known(desk: Desk, network: str, site_id: UUID) -> Record | None:
    """Return the site, None where there is none yet; raises NotVisible for another quarter's."""
    site = await (await desk.registry()).find(f"/anchor-sites/{site_id}")
    if site is not None and site["network"] != network:
        raise NotVisible
    return site


def _typed(site: Record) -> Form[Any]:
    names = ("label", "site_type", "area", "address", "latitude", "longitude", "operator")
    texts = {name: "" if site[name] is None else str(site[name]) for name in names}
    rooms = [" | ".join((each["name"], str(each["seats"] or ""), ", ".join(each["equipment"]))) for each in site["rooms"] or ()]  # fmt: skip
    return empty_form(
        **texts,
        hours=typed_hours(site["opening_hours"]),
        accessibility=site["accessibility"] or [],
        rooms="\n".join(room.rstrip(" |") for room in rooms),
        version=str(site["version"]),
    )


def _room(line: str, number: int) -> dict[str, Any]:
    name, seats, equipment = (part.strip() for part in [*line.split("|", 2), "", ""][:ROOM_PARTS])
    if not name or (seats and not (seats.isascii() and seats.isdigit())):
        raise RoomUnreadable(
            translated("Zeile {number} ist nicht lesbar. Bitte so schreiben: Saal | 40 | Beamer, Küche", number=number)
        )
    things = [thing.strip() for thing in equipment.split(",") if thing.strip()]
    return {"name": name, "seats": int(seats) if seats else None, "equipment": things}


async def _view(desk: Desk, network: str, site: Record | None) -> FormView:
    types: Options = SITE_TYPES
    if site and site["site_type"] not in dict(types):
        types = (*SITE_TYPES, (site["site_type"], name_of(SITE_TYPES, site["site_type"])))
    return FormView(
        title=site["label"] if site else translated("Neuer Ankerort"),
        above=((mark("Ankerorte"), quarter_path(network, "ankerorte")),),
        fields=(
            FormField("label", mark("Name"), longest=200),
            FormField("site_type", mark("Art"), "select", options=types),
            FormField("area", mark("Aktionsraum"), "select", options=await _areas(desk, network, site)),
            FormField("address", mark("Anschrift"), is_required=False, longest=200),
            FormField("latitude", mark("Breitengrad"), is_required=False, hint=mark("Für die Karte, zum Beispiel: 51,4885")),
            FormField("longitude", mark("Längengrad"), is_required=False, hint=mark("Zum Beispiel: 7,5032")),
            FormField("operator", mark("Träger"), "select", options=await _operators(desk, site), is_required=False),
            HOURS,
            FormField("accessibility", mark("Was es dort gibt"), "checkboxes", options=tuple(ACCESSIBILITY.items()), is_required=False),
            FormField("rooms", mark("Räume, die andere nutzen können"), "textarea", is_required=False, hint=mark("Einer in jeder Zeile: Name | Plätze | Ausstattung, Ausstattung")),
            FormField("version", "", "hidden"),
        ),
        field_of={"opening_hours": "hours"},
    )  # fmt: skip


async def _areas(desk: Desk, network: str, site: Record | None) -> Options:
    registry = await desk.registry()
    own = set((await registry.read(f"/networks/{network}"))["areas"]) | ({site["area"]} if site else set())
    return [(each["id"], each["label"]) for each in await registry.every("/areas") if each["id"] in own]


async def _operators(desk: Desk, site: Record | None) -> Options:
    known = choices.organisations((await desk.choices()).organisations)
    operator = site["operator"] if site else None
    if operator is None or operator in dict(known):
        return known
    return [*known, (operator, (await names_of(desk, [operator])).get(operator, mark("jetziger Träger")))]
