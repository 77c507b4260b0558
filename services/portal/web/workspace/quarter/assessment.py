"""How a quarter sees itself by the ten success factors, once a year."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field, create_model
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, refused_page
from services.portal.web.workspace.navigation import quarter_path
from shared.calendar_day import local_day
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/selbsteinschaetzung", include_in_schema=False)

Year = Annotated[int, Path(ge=2000, le=2200)]
SCORES: Final = (("1", mark("1 – gar nicht")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", mark("5 – ganz")))
MOST_YEARS: Final = 5
# The registry's names of the success factors; one named otherwise stays German.
FACTORS: Final = (
    mark("Commitment der Stakeholder und Verantwortlichen (Verantwortungsgemeinschaft)"),
    mark("Ausrichtung nach Leitbildern und Zielen"),
    mark("ganzheitliche Sichtweise, interdisziplinäre Ausrichtung und Sozialraumorientierung"),
    mark("Sozialraumanalysen als Grundlage von Handlungskonzepten"),
    mark("Einbettung des Netzwerks in bestehende politische und administrative Strukturen"),
    mark("Fachlich qualifiziertes und motiviertes Personal"),
    mark("Ankerstandorte und vernetzte Dienstleistungen"),
    mark("eine auf Augenhöhe der beteiligten Partner*innen ausgerichtete Kommunikations- und Interaktionsstruktur"),
    mark("eine zentrale Steuerungseinheit mit transparenten Strukturen und Entscheidungswegen"),
    mark("Nachhaltigkeit auf der Basis einer vertrauensvollen Zusammenarbeit"),
)


@router.get("")
async def assessments(network: Network, desk: KeepersDesk) -> Response:
    """Show the latest years beside each other."""
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    told = (await (await desk.registry()).every(f"/rollout/assessments/{network}"))[-MOST_YEARS:]
    scores = {each["year"]: {said["factor"]: said["score"] for said in each["scores"]} for each in told}
    return await desk.page(
        "workspace/quarter/assessments.html",
        quarter=quarter,
        factors=await _factors(desk),
        scores=scores,
        this_year=local_day(desk.equipment.running.clock()).year,
    )


@router.get("/{year}")
async def show_assessment(network: Network, year: Year, desk: KeepersDesk) -> Response:
    """Show a year as a form, empty where nothing was said yet."""
    told = await _told(desk, network, year)
    return await form_page(desk, await _view(desk, network, year), _typed(told) if told else empty_form())


@router.post("/{year}")
async def assess(network: Network, year: Year, desk: KeepersDesk) -> Response:
    """Keep how the quarter sees itself; all ten factors."""
    factors = await _factors(desk)
    form, view = await read(desk, _model(factors)), await _view(desk, network, year)
    if form.values is None:
        return await form_page(desk, view, form, status=422)
    said = form.values.model_dump()
    version = said.pop("version")
    body = {"scores": [{"factor": factor, "score": score} for factor, score in said.items()]}
    registry, path = await desk.registry(), f"/rollout/assessments/{network}/{year}"
    try:
        if version == 0:
            await registry.make(path, body)
        else:
            await registry.change(path, body, version=version)
    except Refused as refusal:
        told = await _told(desk, network, year)
        return await refused_page(desk, view, form, refusal, now=dict(_typed(told).typed) if told else None)
    return desk.lead_to(f"/quartier/{network}/selbsteinschaetzung", erledigt=translated("Gespeichert."))


def _model(factors: dict[str, str]) -> type[BaseModel]:
    fields: dict[str, Any] = {factor: (int, Field(ge=1, le=5)) for factor in factors}
    return create_model("Scores", version=(int, Field(default=0, ge=0)), **fields)


async def _factors(desk: Desk) -> dict[str, str]:
    told = await (await desk.registry()).read("/rollout/success-factors")
    names = {each["key"]: each["label"] for each in told["factors"]}
    return {key: translated(name) for key, name in names.items()}


async def _told(desk: Desk, network: str, year: int) -> Record | None:
    return await (await desk.registry()).find(f"/rollout/assessments/{network}/{year}")


def _typed(told: Record) -> Form[Any]:
    scores = {each["factor"]: str(each["score"]) for each in told["scores"]}
    return empty_form(version=str(told["version"]), **scores)


async def _view(desk: Desk, network: str, year: int) -> FormView:
    factors = await _factors(desk)
    return FormView(
        title=translated("Selbsteinschätzung {year}", year=year),
        above=((mark("Selbsteinschätzung"), quarter_path(network, "selbsteinschaetzung")),),
        intro=mark("Wie weit ist jeder der zehn Gelingensfaktoren im Quartier erfüllt?"),
        fields=(
            *(FormField(key, label[:1].upper() + label[1:], "radios", options=SCORES) for key, label in factors.items()),
            FormField("version", "", "hidden"),
        ),
    )  # fmt: skip
