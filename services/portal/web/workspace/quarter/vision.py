"""A quarter's vision, principles and goals; a goal keeps its id when its words change, for offers and projects point to it."""

from itertools import count
from typing import Any, Final

from fastapi import APIRouter
from pydantic import BaseModel, Field, create_model
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.addresses import Network
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, refused_page
from services.portal.web.workspace.navigation import quarter_path
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/leitbild", include_in_schema=False)

GOAL: Final = "goal_"


class Vision(BaseModel):
    """What the quarter wants; the goals that stand already have fields of their own."""

    vision: str | None = Field(default=None, max_length=10_000)
    principles: str = Field(default="", max_length=6_000)
    further: str = Field(default="", max_length=10_000)
    version: int = Field(ge=1)


@router.get("")
async def show_vision(network: Network, desk: KeepersDesk) -> Response:
    """Show it as a form."""
    told = await _told(desk, network)
    return await form_page(desk, _view(told), _typed(told))


@router.post("")
async def save_vision(network: Network, desk: KeepersDesk) -> Response:
    """Change it."""
    told = await _told(desk, network)
    form, view = await read(desk, _model(told)), _view(told)
    if form.values is None:
        return await form_page(desk, view, form, status=422)
    said = form.values.model_dump()
    try:
        body = {**_kept(told), **_body(said, told)}
        await (await desk.registry()).change(f"/networks/{network}", body, version=said["version"])
    except Refused as refusal:
        return await refused_page(desk, view, form, refusal, now=dict(_typed(told).typed))
    return desk.lead_to(f"/quartier/{network}/leitbild", erledigt=translated("Gespeichert."))


async def _told(desk: Desk, network: str) -> Record:
    return await (await desk.registry()).read(f"/networks/{network}")


def _goals(told: Record) -> list[Record]:
    return list(told["goals"] or ())


def _model(told: Record) -> type[Vision]:
    fields: dict[str, Any] = {f"{GOAL}{number}": (str, "") for number in range(len(_goals(told)))}
    return create_model("VisionWithGoals", __base__=Vision, **fields)


def _kept(told: Record) -> Record:
    return {name: value for name, value in told.items() if name not in {"id", "version"}}


def _body(said: Record, told: Record) -> Record:
    """Return what the registry takes; a goal whose field is empty is given up."""
    known = _goals(told)
    goals = [
        {"id": goal["id"], "text": said[f"{GOAL}{number}"]}
        for number, goal in enumerate(known)
        if said[f"{GOAL}{number}"]
    ]
    used = {goal["id"] for goal in known}
    free = (f"ziel-{number}" for number in count(1) if f"ziel-{number}" not in used)
    goals += [{"id": next(free), "text": text} for text in _lines(said["further"])]
    return {"vision": said["vision"], "principles": _lines(said["principles"]) or None, "goals": goals or None}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _typed(told: Record) -> Form[Any]:
    goals = {f"{GOAL}{number}": goal["text"] for number, goal in enumerate(_goals(told))}
    return empty_form(
        vision=told["vision"] or "",
        principles="\n".join(told["principles"] or ()),
        version=str(told["version"]),
        **goals,
    )


def _view(told: Record) -> FormView:
    goals = [
        FormField(f"{GOAL}{number}", translated("Ziel {number}", number=number + 1), is_required=False, longest=200)
        for number, _ in enumerate(_goals(told))
    ]
    return FormView(
        title=mark("Leitbild und Ziele"),
        above=((told["short_label"], quarter_path(told["id"])),),
        intro=mark("Wer das Wort eines Ziels ändert, ändert nichts daran, was ihm dient. Ein leeres Feld gibt das Ziel auf."),
        fields=(
            FormField("vision", mark("Leitbild"), "textarea", is_required=False, rows=5),
            FormField("principles", mark("Grundsätze"), "textarea", hint=mark("Einer in jeder Zeile."), is_required=False),
            *goals,
            FormField("further", mark("Weitere Ziele") if goals else mark("Ziele"), "textarea", hint=mark("Eines in jeder Zeile."), is_required=False),
            FormField("version", "", "hidden"),
        ),
        field_of={"goals": "further"},
    )  # fmt: skip
