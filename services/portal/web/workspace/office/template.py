"""The template of the roll-out: its phases and gates, changed as a new version that running plans may adopt."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.workspace.desk import Desk, OfficeDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, refused_page, with_refusal
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/fachstelle/vorlage", include_in_schema=False)

PARTS = 5


class Template(BaseModel):
    """The phases, one a line."""

    phases: str = Field(min_length=10, max_length=20_000)
    version: int = Field(ge=0)

    def body(self) -> dict[str, Any] | str:
        """Return what the registry takes, or what is wrong with a line."""
        lines = [line for line in self.phases.splitlines() if line.strip()]
        phases = []
        for number, line in enumerate(lines, start=1):
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != PARTS or not parts[2].isdigit() or not (parts[3].isdigit() or parts[3] in {"", "–", "-"}):
                return translated(
                    "Zeile {number} ist nicht lesbar. Bitte so: kennung | Name | 0 | 2 | Nachweis", number=number
                )
            to_month = int(parts[3]) if parts[3].isdigit() else None
            phases.append({"key": parts[0], "label": parts[1], "from_month": int(parts[2]), "to_month": to_month, "evidence_asked": parts[4]})  # fmt: skip
        return {"phases": phases}


VIEW = FormView(
    title=mark("Vorlage des Aufbaus"),
    intro=mark("Neue Quartiere folgen dieser Vorlage. Wer schon begonnen hat, behält seine Fassung und kann die neue übernehmen."),
    fields=(
        FormField("phases", mark("Phasen und Tore"), "textarea", rows=14, hint=mark("Eine Phase in jeder Zeile: Kennung | Name | Beginn im Monat | Ende im Monat (– nach dem Start) | Nachweis am Tor.")),
        FormField("version", "", "hidden"),
    ),
    submit=mark("Als neue Fassung speichern"),
)  # fmt: skip


@router.get("")
async def show_template(desk: OfficeDesk) -> Response:
    """Show the template that new plans follow."""
    return await form_page(desk, VIEW, _form(await _template(desk)), template=PAGE, standings=await _standings(desk))


@router.post("")
async def save_template(desk: OfficeDesk) -> Response:
    """Write a new version."""
    form = await read(desk, Template)
    body = form.values.body() if form.values is not None else None
    if isinstance(body, str):
        form = form.with_error("phases", body)
    if form.values is None or not isinstance(body, dict):
        return await form_page(desk, VIEW, form, status=422, template=PAGE, standings=await _standings(desk))
    registry = await desk.registry()
    try:
        if form.values.version == 0:
            await registry.make("/rollout/template", body)
        else:
            await registry.change("/rollout/template", body, version=form.values.version)
    except Refused as refusal:
        now = dict(_form(await _template(desk)).typed)
        context: dict[str, Any] = {"template": PAGE, "standings": await _standings(desk)}
        if refusal.fields:
            return await form_page(desk, VIEW, with_refusal(form, refusal, VIEW), status=422, **context)
        return await refused_page(desk, VIEW, form, refusal, now=now, **context)
    return desk.lead_to(
        "/fachstelle/vorlage", erledigt=translated("Gespeichert. Neue Quartiere folgen dieser Fassung.")
    )


PAGE = "workspace/office/template.html"


async def _template(desk: Desk) -> Record:
    return await (await desk.registry()).read("/rollout/template")


async def _standings(desk: Desk) -> list[Record]:
    return [each for each in await (await desk.registry()).every("/rollout/plans") if each["newer_template"]]


def _form(template: Record) -> Form[Any]:
    lines = [
        " | ".join((each["key"], each["label"], str(each["from_month"]), "–" if each["to_month"] is None else str(each["to_month"]), each["evidence_asked"]))
        for each in template["phases"]
    ]  # fmt: skip
    return empty_form(phases="\n".join(lines), version=str(template["version"]))
