"""The form of a project and that of a funding, and what the registry takes of them."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.portal.neighbours.signed_calls import Record
from services.portal.web import choices
from services.portal.web.workspace.agreements_view import names_of
from services.portal.web.workspace.desk import Desk
from services.portal.web.workspace.form_view import FormField, FormView, Options
from services.portal.web.workspace.projects.words import AMOUNT, KINDS, amount_of, cents_of
from shared.contracts.vocabulary import Line, Slug, Text
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

PROJECTS = "/arbeitsbereich/projekte"
KEPT = ("state", "sites", "transfers")
"""What the form doesn't show and so keeps."""


class ProjectForm(BaseModel):
    """A project as it is typed."""

    project_id: UUID
    label: Line
    kind: Literal["kinderstube", "sprachschule", "lernstube", "reading", "health", "parents", "surroundings", "other"]
    description: Text = ""
    networks: list[Slug] = Field(default=[], max_length=100)
    goals: list[str] = Field(default=[], max_length=100)
    lead: UUID | None = None
    scientific_partner: Line | None = None
    evaluation: Text = ""
    starts_on: date | None = None
    ends_on: date | None = None
    prizes: str = Field(default="", max_length=4_000)
    version: int = Field(default=0, ge=0)

    def body(self, before: Record | None) -> dict[str, Any]:
        """Return what the registry takes; raises ValueError for a prize without a year."""
        said = self.model_dump(mode="json", exclude={"project_id", "version", "goals", "prizes"})
        goals = [dict(zip(("network", "goal"), each.split("/", 1), strict=True)) for each in self.goals if "/" in each]
        kept = {name: before[name] for name in KEPT} if before else {}
        return {
            **said,
            **kept,
            "goals": goals,
            "prizes": [_prize(line) for line in self.prizes.splitlines() if line.strip()],
        }


class FundingForm(BaseModel):
    """A funding as it is typed."""

    source: Line
    amount: str | None = Field(default=None, pattern=AMOUNT)
    starts_on: date | None = None
    ends_on: date | None = None
    withdrawn: bool = False
    version: int = Field(default=0, ge=0)

    def body(self) -> dict[str, Any]:
        """Return what the registry takes."""
        said = self.model_dump(mode="json", exclude={"amount", "version"})
        return {**said, "amount_cents": None if self.amount is None else cents_of(self.amount)}


def typed_project(project: Record) -> Form[Any]:
    """Return the form with a project in it."""
    as_texts = ("label", "kind", "description", "lead", "scientific_partner", "evaluation", "starts_on", "ends_on")
    return empty_form(
        project_id=project["id"],
        networks=project["networks"],
        goals=[f"{each['network']}/{each['goal']}" for each in project["goals"]],
        prizes="\n".join(f"{each['year']} {each['label']}" for each in project["prizes"]),
        version=str(project["version"]),
        **{name: project[name] or "" for name in as_texts},
    )


def typed_funding(funding: Record) -> Form[Any]:
    """Return the form with a funding in it."""
    texts = {name: funding[name] or "" for name in ("source", "starts_on", "ends_on")}
    ticked = {"withdrawn": "true"} if funding["withdrawn"] else {}
    return empty_form(amount=amount_of(funding["amount_cents"]), version=str(funding["version"]), **texts, **ticked)


async def project_view(desk: Desk, project: Record | None) -> FormView:
    """Return the form of a project as it is drawn; a coordination chooses among its own quarters."""
    reach = await desk.choices()
    own = [each for each in reach.quarters if desk.actor.is_office or desk.actor.coordinates(each.id)]
    leads = await _leads(desk, project, choices.organisations(reach.organisations))
    above = [(mark("Projekte"), PROJECTS)] + ([(project["label"], f"{PROJECTS}/{project['id']}")] if project else [])
    return FormView(
        title=mark("Projekt ändern") if project else mark("Neues Projekt"),
        above=above,
        fields=(
            FormField("label", mark("Name")),
            FormField("kind", mark("Worum geht es?"), "select", options=KINDS),
            FormField("description", mark("Beschreibung"), "textarea", is_required=False),
            FormField("networks", mark("In welchen Quartieren?"), "checkboxes", options=choices.quarters(own), is_required=not desk.actor.is_office, hint=mark("Leer: in der ganzen Stadt.") if desk.actor.is_office else ""),
            FormField("goals", mark("Welchen Zielen dient es?"), "checkboxes", options=await _goals(desk, project, {each.id for each in own}), is_required=False),
            FormField("lead", mark("Wer leitet es?"), "select", options=leads, is_required=False),
            FormField("scientific_partner", mark("Wissenschaftliche Begleitung"), is_required=False),
            FormField("evaluation", mark("Auswertung"), "textarea", is_required=False),
            FormField("starts_on", mark("Beginn"), "date", is_required=False),
            FormField("ends_on", mark("Ende"), "date", is_required=False),
            FormField("prizes", mark("Preise"), "textarea", is_required=False, rows=3, hint=mark("Einer in jeder Zeile, mit dem Jahr zuerst: 2019 Deutscher Präventionspreis.")),
            FormField("project_id", "", "hidden"),
            FormField("version", "", "hidden"),
        ),
    )  # fmt: skip


def funding_view(project: Record, *, is_new: bool) -> FormView:
    """Return the form of a funding as it is drawn."""
    return FormView(
        title=mark("Neue Förderung") if is_new else mark("Förderung ändern"),
        above=((mark("Projekte"), PROJECTS), (project["label"], f"{PROJECTS}/{project['id']}")),
        fields=(
            FormField("source", mark("Wer fördert?")),
            FormField("amount", mark("Betrag in Euro"), is_required=False, hint=mark("Zum Beispiel: 12.500 oder 800,50.")),
            FormField("starts_on", mark("Beginn"), "date", is_required=False),
            FormField("ends_on", mark("Letzter bezahlter Tag"), "date", is_required=False, hint=mark("Ein halbes Jahr davor erinnert die Plattform.")),
            FormField("withdrawn", mark("Die Zusage wurde zurückgezogen"), "tick", is_required=False),
            FormField("version", "", "hidden"),
        ),
        field_of={"amount_cents": "amount"},
    )  # fmt: skip


async def _leads(desk: Desk, project: Record | None, known: Options) -> Options:
    """Return who may lead, with whoever leads now."""
    lead = project["lead"] if project else None
    if lead is None or lead in dict(known):
        return known
    return [*known, (lead, (await names_of(desk, [lead])).get(lead, translated("jetzige Leitung")))]


async def _goals(desk: Desk, project: Record | None, networks: set[str]) -> Options:
    """Return the goals of one's quarters, with those that the project serves elsewhere."""
    served = {(each["network"], each["goal"]) for each in project["goals"]} if project else set()
    return [
        (f"{each['id']}/{goal['id']}", f"{each['short_label']}: {goal['text']}")
        for each in await (await desk.registry()).every("/networks")
        for goal in each["goals"] or ()
        if each["id"] in networks or (each["id"], goal["id"]) in served
    ]


def _prize(line: str) -> dict[str, Any]:
    year, _, label = line.strip().partition(" ")
    if not (year.isascii() and year.isdigit() and label.strip()):
        raise ValueError(line)
    return {"year": int(year), "label": label.strip()}
