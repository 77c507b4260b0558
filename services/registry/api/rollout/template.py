"""The template of the roll-out over HTTP; the office's changes are new versions."""

from dataclasses import asdict

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.rollout.readers import READERS, Office
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.refusals import NothingHere
from services.registry.domain.rollout.standard import STANDARD
from services.registry.domain.rollout.template import Phase, RolloutTemplate
from services.registry.storage.rollout import templates
from services.registry.use_cases.rollout.define_template import define_template
from shared.contracts.vocabulary import Key, Line
from shared.hosting.running import ServiceEdge
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/rollout/template", tags=["roll-out"])
EVERYBODY_CONCERNED = [Depends(require(READERS))]


class PhaseBody(Body):
    """A phase; months count from the beginning of the plan, without `to_month` it follows the set-up."""

    key: Key
    label: Line
    from_month: int = Field(ge=0, le=240)
    to_month: int | None = Field(default=None, ge=1, le=240)
    evidence_asked: Line


class TemplateBody(Body):
    """The template as it is written."""

    phases: tuple[PhaseBody, ...] = Field(min_length=1, max_length=30)

    def template(self) -> RolloutTemplate:
        """Return the domain's template; raises NamedTwice, EndsBeforeStart or PhasesOutOfOrder."""
        return RolloutTemplate(phases=tuple(Phase(**dict(phase)) for phase in self.phases))


class TemplateAnswer(TemplateBody):
    """A version of the template; version 0 is the standard that a fresh system brings along."""

    version: int


def answer_of(template: RolloutTemplate) -> TemplateAnswer:
    """Return the template as the API shows it."""
    return TemplateAnswer.model_validate(asdict(template))


@router.get("", dependencies=EVERYBODY_CONCERNED, response_model=TemplateAnswer)
async def show_template(request: Request, edge: ServiceEdge) -> Response:
    """Return the version that new plans follow."""
    async with edge.reading() as connection:
        template = await templates.newest(connection) or STANDARD
    return shown(request, answer_of(template), version=template.version)


@router.get("/versions", dependencies=EVERYBODY_CONCERNED, response_model=Page[TemplateAnswer])
async def list_template_versions(request: Request, edge: ServiceEdge, paging: PageOf) -> Response:
    """Return all versions, the first one first."""
    async with edge.reading() as connection:
        rows = await templates.listed(connection, paging.window(int))
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.version,), item=answer_of))


@router.get("/versions/{version}", dependencies=EVERYBODY_CONCERNED, response_model=TemplateAnswer)
async def show_template_version(request: Request, edge: ServiceEdge, version: int) -> Response:
    """Return one version."""
    async with edge.reading() as connection:
        template = await templates.find(connection, version)
    if template is None:
        raise NothingHere
    return shown(request, answer_of(template), version=template.version)


@router.put("")
async def put_template(
    *, response: Response, edge: ServiceEdge, actor: Office, body: TemplateBody, condition: Condition
) -> TemplateAnswer:
    """Write a new version; running plans keep theirs until they adopt it."""
    async with edge.transaction() as work:
        template = await define_template(work, actor, body.template(), condition=condition)
    settled(response, work, condition=condition, version=template.version)
    return answer_of(template)
