"""Drafting an agreement: who, what, promises line by line, days; from the library's templates or from nothing."""

from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.storage.quarters import all_phases
from services.portal.web.addresses import Network
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, refused_page, with_refusal
from services.portal.web.workspace.navigation import quarter_path
from shared.contracts.vocabulary import Key, Line, Text
from shared.hosting.running import new_uuid7
from shared.identity.refusals import NotVisible
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich", include_in_schema=False)

OBLIGATIONS = (1, 2, 3, 4, 5)


class Obligation(BaseModel):
    """One promise as a form has it."""

    party: UUID
    text: str
    due_on: date


class Draft(BaseModel):
    """The fields of an agreement."""

    agreement_id: UUID
    version: int = Field(default=0, ge=0)
    title: Line
    text: Text = ""
    parties: list[UUID] = Field(default=[], max_length=50)
    from_phase: Key | None = None
    to_phase: Key | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    review_on: date | None = None
    party1: UUID | None = None
    text1: str = Field(default="", max_length=500)
    due1: date | None = None
    party2: UUID | None = None
    text2: str = Field(default="", max_length=500)
    due2: date | None = None
    party3: UUID | None = None
    text3: str = Field(default="", max_length=500)
    due3: date | None = None
    party4: UUID | None = None
    text4: str = Field(default="", max_length=500)
    due4: date | None = None
    party5: UUID | None = None
    text5: str = Field(default="", max_length=500)
    due5: date | None = None

    def missing(self) -> dict[str, str]:
        """Return what a promise lacks, by field."""
        errors: dict[str, str] = {}
        for number in OBLIGATIONS:
            party, text, due = (getattr(self, f"{name}{number}") for name in ("party", "text", "due"))
            if any((party, text, due)) and not all((party, text, due)):
                errors[f"text{number}"] = mark("Eine Zusage braucht einen Partner, einen Satz und einen Tag.")
        return errors

    def body(self, network: str, before: Record | None) -> dict[str, Any]:
        """Return what the registry takes; promises keep their ids, those beyond the form's stay."""
        known = before["obligations"] if before else []
        kept = ("id", "party", "text", "due_on")
        further = [{name: each[name] for name in kept} for each in known[len(OBLIGATIONS) :]]
        transition = (before or {}).get("transition") or {}
        phases = {"from_phase": self.from_phase, "to_phase": self.to_phase}
        said = self.model_dump(mode="json", include={"title", "text", "parties", "valid_from", "valid_to", "review_on"})
        has_transition = any(phases.values()) or any(transition.values())
        return {
            **said,
            "network": network,
            "transition": {**transition, **phases} if has_transition else None,
            "obligations": [*self._obligations(known), *further],
            "template": (before or {}).get("template"),
        }

    def _obligations(self, known: list[Record]) -> list[dict[str, Any]]:
        return [
            {
                "id": known[number - 1]["id"] if number <= len(known) else str(new_uuid7()),
                "party": str(getattr(self, f"party{number}")),
                "text": getattr(self, f"text{number}"),
                "due_on": getattr(self, f"due{number}").isoformat(),
            }
            for number in OBLIGATIONS
            if getattr(self, f"text{number}")
        ]


@router.get("/quartier/{network}/vereinbarungen/neu")
async def new_agreement(
    network: Network, desk: KeepersDesk, template: Annotated[str, Query(alias="vorlage", max_length=60)] = ""
) -> Response:
    """Show an empty form, or one filled from a template."""
    templates = await (await desk.registry()).every("/agreement-templates", most=100)
    chosen = next((each for each in templates if each["key"] == template), None)
    today = desk.equipment.running.clock().date()
    form = empty_form(agreement_id=str(new_uuid7()), **(_from_template(chosen, today) if chosen else {}))
    return await _page(desk, network, form, templates=templates)


@router.post("/quartier/{network}/vereinbarungen/neu")
async def propose(network: Network, desk: KeepersDesk) -> Response:
    """Propose it to the parties."""
    return await _save(desk, network, before=None)


@router.get("/vereinbarungen/{agreement_id}/aendern")
async def change_page(agreement_id: UUID, desk: KeepersDesk) -> Response:
    """Show the form of an agreement."""
    told = await _kept(desk, agreement_id)
    return await _page(desk, told["network"], empty_form(**_typed(told)))


@router.post("/vereinbarungen/{agreement_id}/aendern")
async def change(agreement_id: UUID, desk: KeepersDesk) -> Response:
    """Change it: that is a new edition, which all parties sign anew."""
    told = await _kept(desk, agreement_id)
    return await _save(desk, told["network"], before=told)


async def _kept(desk: Desk, agreement_id: UUID) -> Record:
    """Return an agreement whose network this person keeps; somebody else's is not there."""
    told = await (await desk.registry()).read(f"/agreements/{agreement_id}")
    if not (desk.actor.is_office or desk.actor.coordinates(told["network"])):
        raise NotVisible
    return told


async def _save(desk: Desk, network: str, *, before: Record | None) -> Response:
    form = await read(desk, Draft)
    for name, sentence in (form.values.missing() if form.values else {}).items():
        form = form.with_error(name, translated(sentence))
    values = form.values
    if values is None:
        return await _page(desk, network, form, status=422)
    registry, body = await desk.registry(), values.body(network, before)
    path = f"/agreements/{before['id'] if before else values.agreement_id}"
    try:
        saved = await (registry.change(path, body, version=values.version) if before else registry.make(path, body))
    except Refused as refusal:
        view = await _view(desk, network)
        if before is not None:
            return await refused_page(desk, view, form, refusal, now=_typed(await registry.read(path)))
        return await form_page(desk, view, with_refusal(form, refusal, view), status=422)
    return desk.lead_to(
        f"/vereinbarungen/{saved['id']}",
        erledigt=translated("Vorgeschlagen. Die Partner sehen sie unter „Was zu tun ist“."),
    )


async def _page(
    desk: Desk, network: str, form: Form[Any], *, status: int = 200, templates: list[Record] | None = None
) -> Response:
    return await form_page(
        desk,
        await _view(desk, network),
        form,
        status=status,
        template="workspace/quarter/agreement_form.html",
        templates=templates or [],
        network=network,
    )


async def _view(desk: Desk, network: str) -> FormView:
    members = await (await desk.registry()).every("/partners", network=network)
    partners = [(each["id"], each["label"]) for each in members]
    async with desk.edge.reading() as connection:
        phases = [(phase.key, phase.label) for phase in await all_phases(connection)]
    return FormView(
        title=mark("Vereinbarung"),
        above=((mark("Vereinbarungen"), quarter_path(network, "vereinbarungen")),),
        fields=(
            FormField("title", mark("Titel"), hint=mark("Zum Beispiel: Übergang von der Kita in die Grundschule.")),
            FormField("parties", mark("Wer vereinbart?"), "checkboxes", options=partners, hint=mark("Mindestens zwei.")),
            FormField("text", mark("Was wird vereinbart?"), "textarea", rows=8, is_required=False),
            FormField("from_phase", mark("Übergang von"), "select", options=phases, is_required=False),
            FormField("to_phase", mark("Übergang zu"), "select", options=phases, is_required=False),
            FormField("valid_from", mark("Gilt ab"), "date", is_required=False),
            FormField("valid_to", mark("Gilt bis"), "date", is_required=False),
            FormField("review_on", mark("Überprüfen am"), "date", is_required=False),
            *(field for number in OBLIGATIONS for field in _obligation_fields(number, partners)),
            FormField("agreement_id", "", "hidden"),
            FormField("version", "", "hidden"),
        ),
        submit=mark("Vorschlagen"),
        field_of={"transition": "from_phase", "obligations": "text1"},
    )  # fmt: skip


def _obligation_fields(number: int, partners: list[tuple[str, str]]) -> tuple[FormField, ...]:
    return (
        FormField(
            f"party{number}",
            translated("Zusage {number}: Wer?", number=number),
            "select",
            options=partners,
            is_required=False,
        ),
        FormField(f"text{number}", translated("Zusage {number}: Was?", number=number), is_required=False, longest=500),
        FormField(f"due{number}", translated("Zusage {number}: Bis wann?", number=number), "date", is_required=False),
    )


def _typed(told: Record) -> dict[str, Any]:
    transition = told["transition"] or {}
    names = ("title", "text", "valid_from", "valid_to", "review_on", "version")
    typed: dict[str, Any] = {name: str(told[name] or "") for name in names}
    typed |= {"agreement_id": told["id"], "parties": list(told["parties"])}
    typed |= {name: transition.get(name) or "" for name in ("from_phase", "to_phase")}
    for number, each in enumerate(told["obligations"][: len(OBLIGATIONS)], start=1):
        typed |= {f"party{number}": each["party"], f"text{number}": each["text"], f"due{number}": each["due_on"]}
    return typed


def _from_template(template: Record, today: date) -> dict[str, Any]:
    """Return the fields that a template fills; who owes what is chosen by people."""
    transition = template["transition"] or {}
    typed = {name: template[name] for name in ("title", "text")}
    typed |= {name: transition.get(name) or "" for name in ("from_phase", "to_phase")}
    for number, owed in enumerate(template["obligations"][: len(OBLIGATIONS)], start=1):
        due = today + timedelta(days=owed["due_after_days"])
        typed |= {f"text{number}": f"{owed['owed_by']}: {owed['text']}"[:500], f"due{number}": due.isoformat()}
    return typed
