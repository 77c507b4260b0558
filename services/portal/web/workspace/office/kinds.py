"""The kinds of offers and how often each is asked for; the words that mean the same to the search."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.web.workspace.desk import Desk, OfficeDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, pressed, read, refused_page
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Sheet, sheet_page
from shared.contracts.vocabulary import Key, Line
from shared.hosting.running import new_uuid7
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/fachstelle", include_in_schema=False)

KINDS, WORDS = "/arbeitsbereich/fachstelle/arten", "/arbeitsbereich/fachstelle/suchwoerter"
KIND_COLUMNS = (Column("name", mark("Art")), Column("nach", mark("Nachfrage nach Tagen")), Column("dann", mark("Koordination nach weiteren Tagen")))  # fmt: skip
WORD_COLUMNS = (Column("woerter", mark("Diese Wörter meinen dasselbe")), Column("zahl", mark("Anzahl")))


class Kind(BaseModel):
    """A kind of offers."""

    key: Key
    label: Line
    recheck_after_days: int = Field(ge=7, le=1000)
    escalate_after_days: int = Field(ge=1, le=365)
    version: int = Field(default=0, ge=0)


class Words(BaseModel):
    """A group of words."""

    terms: str = Field(min_length=3, max_length=4_000)
    version: int = Field(default=0, ge=0)


@router.get("/arten")
async def kinds(desk: OfficeDesk, asked: AskedSheet) -> Response:
    """Show the kinds."""
    rows = [
        {
            "name": Cell(kind["label"], href=f"{KINDS}/{kind['key']}"),
            "nach": Cell(str(kind["recheck_after_days"]), order=kind["recheck_after_days"]),
            "dann": Cell(str(kind["escalate_after_days"]), order=kind["escalate_after_days"]),
        }
        for kind in await _kinds(desk)
    ]
    return await sheet_page(
        desk,
        Sheet("angebotsarten", KIND_COLUMNS, rows),
        asked,
        title=translated("Angebotsarten"),
        intro=translated(
            "Je Art: nach wie vielen Tagen die Einrichtung gefragt wird, ob noch alles stimmt, und wann die Koordination davon erfährt."
        ),
        actions=((translated("Neue Art"), f"{KINDS}/neu"),),
        empty=(
            translated("Noch keine Art"),
            translated("Legen Sie die erste an."),
            f"{KINDS}/neu",
            translated("Neue Art"),
        ),
    )


@router.get("/arten/{key}")
async def show_kind(key: Key, desk: OfficeDesk) -> Response:
    """Show a kind as a form, `neu` an empty one."""
    kind = next((each for each in await _kinds(desk) if each["key"] == key), None)
    return await form_page(desk, _kind_view(kind), empty_form(**_typed(kind)))


@router.post("/arten/{key}")
async def save_kind(key: Key, desk: OfficeDesk) -> Response:
    """Define a kind or change it."""
    form = await read(desk, Kind)
    known = next((each for each in await _kinds(desk) if each["key"] == key), None)
    if form.values is None:
        return await form_page(desk, _kind_view(known), form, status=422)
    body = form.values.model_dump(exclude={"key", "version"})
    catalogue = await desk.catalogue()
    try:
        if known is None:
            await catalogue.make(f"/offer-kinds/{form.values.key}", body)
        else:
            await catalogue.change(f"/offer-kinds/{key}", body, version=form.values.version)
    except Refused as refusal:
        return await refused_page(desk, _kind_view(known), form, refusal, now=_typed(known) if known else None)
    return desk.lead_to("/fachstelle/arten", erledigt=translated("Gespeichert."))


@router.get("/suchwoerter")
async def words(desk: OfficeDesk, asked: AskedSheet) -> Response:
    """Show the groups of words."""
    groups = await (await desk.catalogue()).every("/search/synonyms")
    missed = await (await desk.catalogue()).every("/search/missed", most=20)
    rows = [{"woerter": Cell(", ".join(each["terms"]), href=f"{WORDS}/{each['id']}"), "zahl": Cell(str(len(each["terms"])), order=len(each["terms"]))} for each in groups]  # fmt: skip
    intro = translated("Sucht jemand eines der Wörter, findet die Suche auch die anderen.")
    if missed:
        latest = ", ".join(each["words"] for each in missed[:10])
        intro += " " + translated("Vergeblich gesucht wurde zuletzt: {words}.", words=latest)
    return await sheet_page(
        desk,
        Sheet("suchwoerter", WORD_COLUMNS, rows),
        asked,
        title=translated("Suchwörter"),
        intro=intro,
        actions=((translated("Neue Gruppe"), f"{WORDS}/neu"),),
        empty=(
            translated("Noch keine Gruppe"),
            translated("Zum Beispiel: Krabbelgruppe, Babytreff, Spielkreis."),
            f"{WORDS}/neu",
            translated("Neue Gruppe"),
        ),
    )


@router.get("/suchwoerter/{group_id}")
async def show_words(group_id: str, desk: OfficeDesk) -> Response:
    """Show a group as a form, `neu` an empty one."""
    group = await _group(desk, group_id)
    typed = {"terms": "\n".join(group["terms"]), "version": str(group["version"])} if group else {}
    return await _words_page(desk, group, empty_form(**typed))


@router.post("/suchwoerter/{group_id}")
async def save_words(group_id: str, desk: OfficeDesk) -> Response:
    """Make a group or change it."""
    form, group = await read(desk, Words), await _group(desk, group_id)
    if form.values is None:
        return await _words_page(desk, group, form, status=422)
    body = {"terms": [line.strip() for line in form.values.terms.splitlines() if line.strip()]}
    catalogue = await desk.catalogue()
    try:
        if group is None:
            await catalogue.make(f"/search/synonyms/{new_uuid7()}", body)
        else:
            await catalogue.change(f"/search/synonyms/{group['id']}", body, version=form.values.version)
    except Refused as refusal:
        now = {"terms": "\n".join(group["terms"]), "version": group["version"]} if group else None
        return await refused_page(desk, WORDS_VIEW, form, refusal, now=now, template=WORDS_PAGE, group=group)
    return desk.lead_to("/fachstelle/suchwoerter", erledigt=translated("Gespeichert. Die Suche weiß es gleich."))


@router.post("/suchwoerter/{group_id}/entfernen")
async def remove_words(group_id: UUID, desk: OfficeDesk) -> Response:
    """Remove a group."""
    version = await pressed(desk)
    try:
        await (await desk.catalogue()).remove(f"/search/synonyms/{group_id}", version=version)
        done = translated("Entfernt.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to("/fachstelle/suchwoerter", erledigt=done)


WORDS_PAGE = "workspace/office/words.html"
WORDS_VIEW = FormView(
    title=mark("Wörter, die dasselbe meinen"),
    above=((mark("Suchwörter"), WORDS),),
    fields=(FormField("terms", mark("Wörter"), "textarea", hint=mark("Eines in jeder Zeile, mindestens zwei."), rows=6), FormField("version", "", "hidden")),
)  # fmt: skip


async def _kinds(desk: Desk) -> list[dict[str, Any]]:
    return list((await (await desk.catalogue()).read("/offer-kinds"))["kinds"])


def _typed(kind: dict[str, Any] | None) -> dict[str, str]:
    names = ("key", "label", "recheck_after_days", "escalate_after_days", "version")
    return {name: str(kind[name]) for name in names} if kind else {}


def _kind_view(kind: dict[str, Any] | None) -> FormView:
    key = FormField(
        "key", mark("Kennung"), "hidden" if kind else "text", hint=mark("Kleine Buchstaben: kurs, offener_treff.")
    )
    return FormView(
        title=kind["label"] if kind else mark("Neue Angebotsart"),
        above=((mark("Angebotsarten"), KINDS),),
        fields=(
            FormField("label", mark("Name")),
            key,
            FormField("recheck_after_days", mark("Nachfragen nach so vielen Tagen"), "number"),
            FormField("escalate_after_days", mark("Koordination informieren nach so vielen weiteren Tagen"), "number"),
            FormField("version", "", "hidden"),
        ),
    )


async def _group(desk: Desk, group_id: str) -> dict[str, Any] | None:
    groups = await (await desk.catalogue()).every("/search/synonyms")
    return next((each for each in groups if each["id"] == group_id), None)


async def _words_page(desk: Desk, group: dict[str, Any] | None, form: Form[Any], *, status: int = 200) -> Response:
    return await form_page(desk, WORDS_VIEW, form, status=status, template=WORDS_PAGE, group=group)
