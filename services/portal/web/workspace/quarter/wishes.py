"""What families of a quarter miss, and who could give it."""

from collections.abc import Mapping
from typing import Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.domain.themes import THEMES
from services.portal.neighbours.refusals import Refused
from services.portal.storage.quarters import all_phases
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, with_refusal
from services.portal.web.workspace.navigation import quarter_path
from shared.contracts.vocabulary import Key
from shared.hosting.running import new_uuid7
from shared.web.forms import empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/wuensche", include_in_schema=False)

KINDS: Final = (
    ("resident", mark("Nachbarin oder Nachbar")),
    ("volunteer", mark("Ehrenamt")),
    ("company", mark("Unternehmen")),
)
GIFTS: Final = (("time", mark("Zeit")), ("rooms", mark("Räume")), ("money", mark("Geld")))
STATES: Final = {"open": mark("offen"), "matched": mark("vermittelt"), "closed": mark("abgeschlossen")}


class NewGiver(BaseModel):
    """Somebody who gives; a function, never a name."""

    giver_id: UUID
    kind: Literal["resident", "volunteer", "company"]
    gift: Literal["time", "rooms", "money"]
    theme: Key
    phases: list[Key] = Field(default=[], max_length=20)


class Step(BaseModel):
    """What becomes of a giver."""

    state: Literal["open", "matched", "closed"]
    matched_phase: Key | None = None
    version: int = Field(ge=1)


@router.get("")
async def wishes(network: Network, desk: KeepersDesk) -> Response:
    """Show what is missing, the most wished first, and the givers."""
    registry = await desk.registry()
    matches = (await registry.read("/givers/matches", network=network))["items"]
    givers = await registry.every("/givers", most=200, network=network)
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
        phases = {phase.key: translated(phase.label) for phase in await all_phases(connection)}
    return await desk.page(
        "workspace/quarter/wishes.html",
        quarter=quarter,
        matches=matches,
        givers=givers,
        phases=phases,
        themes=_told(THEMES),
        kinds=_told(dict(KINDS)),
        gifts=_told(dict(GIFTS)),
        states=_told(STATES),
    )


@router.get("/neu")
async def new_giver(network: Network, desk: KeepersDesk) -> Response:
    """Show the form."""
    return await form_page(desk, await _view(desk, network), empty_form(giver_id=str(new_uuid7())))


@router.post("/neu")
async def add_giver(network: Network, desk: KeepersDesk) -> Response:
    """Write down who could give what."""
    form, view = await read(desk, NewGiver), await _view(desk, network)
    if form.values is None:
        return await form_page(desk, view, form, status=422)
    body = {**form.values.model_dump(mode="json", exclude={"giver_id"}), "network": network}
    try:
        await (await desk.registry()).make(f"/givers/{form.values.giver_id}", body)
    except Refused as refusal:
        return await form_page(desk, view, with_refusal(form, refusal, view), status=422)
    return desk.lead_to(f"/quartier/{network}/wuensche", erledigt=translated("Eingetragen."))


@router.post("/{giver_id}")
async def step(network: Network, giver_id: UUID, desk: KeepersDesk) -> Response:
    """Match a giver with a hole, open it again, or close it."""
    form, registry = await read(desk, Step), await desk.registry()
    if form.values is None:
        return desk.lead_to(f"/quartier/{network}/wuensche")
    told: dict[str, Any] = await registry.read(f"/givers/{giver_id}")
    body = {name: value for name, value in told.items() if name not in {"id", "version"}}
    body |= {"state": form.values.state, "matched_phase": form.values.matched_phase}
    try:
        await registry.change(f"/givers/{giver_id}", body, version=form.values.version)
        done = translated("Jetzt {state}.", state=translated(STATES[form.values.state]))
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to(f"/quartier/{network}/wuensche", erledigt=done)


def _told(names: Mapping[str, str]) -> dict[str, str]:
    return {key: translated(name) for key, name in names.items()}


async def _view(desk: Desk, network: str) -> FormView:
    async with desk.edge.reading() as connection:
        phases = [(phase.key, phase.label) for phase in await all_phases(connection)]
    return FormView(
        title=mark("Jemand möchte etwas geben"),
        intro=mark("Bitte keine Namen: Schreiben Sie auf, was gegeben wird. Wer es ist, bleibt zwischen Ihnen."),
        above=((mark("Wünsche"), quarter_path(network, "wuensche")),),
        fields=(
            FormField("kind", mark("Wer?"), "radios", options=KINDS),
            FormField("gift", mark("Was?"), "radios", options=GIFTS),
            FormField("theme", mark("Wofür?"), "select", options=tuple(THEMES.items())),
            FormField("phases", mark("Für welche Lebensphasen?"), "checkboxes", options=phases, is_required=False, hint=mark("Leer: für alle.")),
            FormField("giver_id", "", "hidden"),
        ),
        submit=mark("Eintragen"),
    )  # fmt: skip
