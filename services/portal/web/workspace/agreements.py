"""Agreements: reading, drafting, signing, reporting what was promised, putting into force, evaluating, renewing, ending."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.agreements_view import COLUMNS, names_of, parties_of, rows_of
from services.portal.web.workspace.desk import Desk, KeepersDesk, PartnersDesk, PersonsDesk
from services.portal.web.workspace.form_view import read
from services.portal.web.workspace.labels import AGREEMENT_STATES
from services.portal.web.workspace.sheet import AskedSheet, Filter, Sheet, sheet_page
from shared.web.pages.view import translated, translated_choices
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich", include_in_schema=False)

DAYS_AHEAD = 365
StepName = Literal["sign", "fulfil", "enter-into-force", "evaluate", "renew", "end"]
DONE: Final[Mapping[StepName, str]] = {
    "sign": mark("Unterschrieben."),
    "fulfil": mark("Als erledigt gemeldet."),
    "enter-into-force": mark("Die Vereinbarung ist in Kraft."),
    "evaluate": mark("Die Auswertung ist festgehalten."),
    "renew": mark("Erneut vorgeschlagen. Alle unterschreiben noch einmal."),
    "end": mark("Die Vereinbarung ist beendet."),
}
RESULTS = (
    ("achieved", mark("erreicht")),
    ("partly_achieved", mark("teilweise erreicht")),
    ("not_achieved", mark("nicht erreicht")),
)


class Step(BaseModel):
    """A step with what it needs; each needs only some of it."""

    step: StepName
    version: int = Field(ge=1)
    party: UUID | None = None
    obligation: UUID | None = None
    text: str = Field(default="", max_length=5_000)
    result: Literal["achieved", "partly_achieved", "not_achieved"] = "achieved"
    valid_to: str = Field(default="", max_length=10)
    review_on: str = Field(default="", max_length=10)

    @property
    def path(self) -> str:
        """Where the registry takes the step."""
        return f"obligations/{self.obligation}/fulfil" if self.step == "fulfil" else self.step

    def body(self) -> dict[str, Any] | None:
        """Return what the registry takes."""
        bodies: dict[str, dict[str, Any] | None] = {
            "sign": {"party": str(self.party)},
            "fulfil": {},
            "enter-into-force": None,
            "evaluate": {"text": self.text, "result": self.result},
            "renew": {"valid_to": self.valid_to or None, "review_on": self.review_on or None},
            "end": {"reason": self.text},
        }
        return bodies[self.step]


@router.get("/quartier/{network}/vereinbarungen")
async def of_quarter(
    network: Network,
    desk: KeepersDesk,
    asked: AskedSheet,
    state: Annotated[str, Query(alias="stand", max_length=20)] = "",
) -> Response:
    """Show a quarter's agreements."""
    chosen = state if state in AGREEMENT_STATES else None
    found = await (await desk.registry()).every("/agreements", network=network, state=chosen)
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    states = [("", mark("alle")), *((key, name) for key, (name, _) in AGREEMENT_STATES.items())]
    return await sheet_page(
        desk,
        Sheet(
            f"vereinbarungen-{network}",
            COLUMNS,
            await rows_of(desk, found),
            [Filter("stand", mark("Stand"), states, chosen or "")],
        ),
        asked,
        title=translated("Vereinbarungen in {name}", name=quarter.name),
        actions=((translated("Neue Vereinbarung"), f"/arbeitsbereich/quartier/{network}/vereinbarungen/neu"),),
        empty=(
            translated("Noch keine Vereinbarung"),
            translated(
                "Wer übergibt wem was, und bis wann? Halten Sie Übergänge fest, zum Beispiel von der Kita in die Grundschule."
            ),
            f"/arbeitsbereich/quartier/{network}/vereinbarungen/neu",
            translated("Neue Vereinbarung"),
        ),
    )


@router.get("/organisation/{partner_id}/vereinbarungen")
async def of_partner(partner_id: UUID, desk: PartnersDesk, asked: AskedSheet) -> Response:
    """Show what is due for an organisation, then all its agreements."""
    registry = await desk.registry()
    due = await registry.every(f"/partners/{partner_id}/due", most=100, days=DAYS_AHEAD)
    found = await registry.every("/agreements", party=str(partner_id))
    partner = await registry.read(f"/partners/{partner_id}")
    return await sheet_page(
        desk,
        Sheet("vereinbarungen", COLUMNS, await rows_of(desk, found)),
        asked,
        template="workspace/organisation/agreements.html",
        partner=partner,
        due=due,
        names=await names_of(desk, [each["party"] for each in due if each["party"]]),
    )


@router.get("/vereinbarungen/{agreement_id}")
async def show(agreement_id: UUID, desk: PersonsDesk) -> Response:
    """Show one agreement with the steps that this person can take."""
    return await _page(desk, await (await desk.registry()).read(f"/agreements/{agreement_id}"))


@router.post("/vereinbarungen/{agreement_id}")
async def take_step(agreement_id: UUID, desk: PersonsDesk) -> Response:
    """Take a step."""
    form, registry = await read(desk, Step), await desk.registry()
    if form.values is None:
        told = await registry.read(f"/agreements/{agreement_id}")
        return await _page(desk, told, said="; ".join(form.errors.values()), status=422)
    path = f"/agreements/{agreement_id}/{form.values.path}"
    try:
        await registry.do(path, form.values.body(), version=form.values.version)
    except Refused as refusal:
        told = await registry.read(f"/agreements/{agreement_id}")
        return await _page(desk, told, said=refusal.sentence, status=409)
    return desk.lead_to(f"/vereinbarungen/{agreement_id}", erledigt=translated(DONE[form.values.step]))


async def _page(desk: Desk, agreement: Record, *, said: str = "", status: int = 200) -> Response:
    names = await names_of(desk, agreement["parties"])
    name, badge = AGREEMENT_STATES[agreement["state"]]
    versions = await (await desk.registry()).every(f"/agreements/{agreement['id']}/versions", most=50)
    return await desk.page(
        "workspace/agreement.html",
        status=status,
        agreement=agreement,
        names=names,
        parties=parties_of(agreement, names, sorted(desk.actor.organisations)),
        state_name=translated(name),
        state_badge=badge,
        keeps=desk.actor.is_office or desk.actor.coordinates(agreement["network"]),
        results=translated_choices(RESULTS),
        versions=versions,
        said=said,
    )
