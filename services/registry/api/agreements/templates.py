"""The library of templates."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.registry.api.agreements.access import Reader
from services.registry.api.agreements.schemas import TransitionBody
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.agreements.template import AgreementTemplate, TemplateObligation
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage.agreements import templates
from services.registry.use_cases.agreements.define_template import define_template
from shared.contracts.registry.agreements import Clause
from shared.contracts.vocabulary import Key, Line, Text
from shared.hosting.running import ServiceEdge
from shared.identity.access import office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/agreement-templates", tags=["agreements"])


class TemplateObligationBody(Body):
    """What a party usually owes."""

    owed_by: Line
    text: Clause
    due_after_days: int = Field(ge=0, le=3_650)


class TemplateBody(Body):
    """A template as it is written."""

    label: Line
    title: Line
    text: Text
    transition: TransitionBody
    obligations: tuple[TemplateObligationBody, ...] = Field(default=(), max_length=50)
    review_after_months: int = Field(default=12, ge=1, le=120)
    retired: bool = False

    def template(self, key: str) -> AgreementTemplate:
        """Return the domain's template; raises NothingSecured."""
        said = dict(self)
        said["transition"] = self.transition.transition()
        said["obligations"] = tuple(TemplateObligation(**dict(owed)) for owed in self.obligations)
        return AgreementTemplate(key=key, **said)


class TemplateAnswer(TemplateBody):
    """A template as it stands."""

    key: Key
    version: int


def answer_of(template: AgreementTemplate) -> TemplateAnswer:
    """Return the template as the API shows it."""
    return TemplateAnswer.model_validate(template, from_attributes=True)


@router.get("", response_model=Page[TemplateAnswer])
async def list_templates(
    request: Request,
    edge: ServiceEdge,
    _actor: Reader,
    paging: PageOf,
    retired: Annotated[bool, Query(description="The retired ones instead of those that are offered")] = False,
) -> Response:
    """Return the templates by name."""
    async with edge.reading() as connection:
        rows = await templates.listed(connection, paging.window(str, str), retired=retired)
    page = page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.key), item=answer_of)
    return listed(request, page)


@router.get("/{key}", response_model=TemplateAnswer)
async def show_template(request: Request, edge: ServiceEdge, _actor: Reader, key: Key) -> Response:
    """Return one template."""
    async with edge.reading() as connection:
        template = await templates.find(connection, key)
    if template is None:
        raise NothingHere
    return shown(request, answer_of(template), version=template.version)


@router.put("/{key}")
async def put_template(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(office()))],
    key: Key,
    body: TemplateBody,
    condition: Condition,
) -> TemplateAnswer:
    """Put a template into the library or change it."""
    async with edge.transaction() as work:
        template = await define_template(work, actor, body.template(key), condition=condition)
    settled(response, work, condition=condition, version=template.version)
    return answer_of(template)
