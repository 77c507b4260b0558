"""Partner organisations over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body, FunctionalMail, PhoneNumber, PostalCode, WebAddress
from services.registry.api.writing import settled
from services.registry.domain.duplicates.record import Identifier
from services.registry.domain.partner import Partner, PartnerKind, PostalAddress
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage import partners
from services.registry.use_cases.define_partner import define_partner
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Key, Line, Slug, Text
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/partners", tags=["partners"])


class AddressBody(Body):
    """Where letters reach the organisation, as far as it is known."""

    street: Line | None = None
    postal_code: PostalCode | None = None
    city: Line | None = None

    def address(self) -> PostalAddress | None:
        """Return the domain's address, None when nothing of it is known."""
        return PostalAddress(**dict(self)) if any(dict(self).values()) else None


class IdentifierBody(Body):
    """The number that a register gave; `scheme` names the register."""

    scheme: Key
    value: Line


class PartnerBody(Body):
    """An organisation as it is written."""

    label: Line
    kind: PartnerKind
    partner_type: Key
    parent: UUID | None = None
    description: Text = ""
    website: WebAddress | None = None
    address: AddressBody | None = None
    phone: PhoneNumber | None = Field(default=None, description="The switchboard, never a person's own number")
    mail: FunctionalMail | None = Field(default=None, description="A functional mailbox, never a person's own")
    identifiers: tuple[IdentifierBody, ...] | None = Field(default=None, max_length=10)

    def partner(self, partner_id: UUID) -> Partner:
        """Return the domain's partner; raises ParentCircle or NamedTwice."""
        fields = {
            **dict(self),
            "address": None if self.address is None else self.address.address(),
            "identifiers": tuple(Identifier(**dict(one)) for one in self.identifiers or ()) or None,
        }
        return Partner(id=partner_id, **fields)


class PartnerAnswer(PartnerBody):
    """An organisation as it stands."""

    id: UUID
    version: int


def answer_of(partner: Partner) -> PartnerAnswer:
    """Return the partner as the API shows it."""
    return PartnerAnswer.model_validate(partner, from_attributes=True)


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[PartnerAnswer])
async def list_partners(
    *,
    request: Request,
    running: RunningService,
    paging: PageOf,
    network: Annotated[Slug | None, Query(description="Only members of this network")] = None,
    q: Annotated[Line | None, Query(description="Only names that contain this")] = None,
    parent: Annotated[UUID | None, Query(description="Only those whose Träger this is")] = None,
) -> Response:
    """Return the partners by name."""
    window, today = paging.window(str, UUID), local_day(running.clock())
    async with running.edge.reading() as connection:
        rows = await partners.listed(connection, window, today=today, network=network, words=q, parent=parent)
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.id), item=answer_of)
    )


@router.get("/{partner_id}", dependencies=[Depends(require(PUBLIC))], response_model=PartnerAnswer)
async def show_partner(request: Request, running: RunningService, partner_id: UUID) -> Response:
    """Return one partner; one that was merged answers 308 and where the other is (RFC 9110, section 15.4.9)."""
    async with running.edge.reading() as connection:
        found = await partners.find_with_alias(connection, partner_id)
    if found is None:
        raise NothingHere
    partner, merged_into = found
    if merged_into is not None:
        moved = {"id": str(partner_id), "merged_into": str(merged_into)}
        return JSONResponse(moved, status_code=308, headers={"Location": f"/partners/{merged_into}"})
    return shown(request, answer_of(partner), version=partner.version)


@router.put("/{partner_id}")
async def put_partner(
    *,
    response: Response,
    running: RunningService,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("partner_id"))))],
    partner_id: UUID,
    body: PartnerBody,
    condition: Condition,
) -> PartnerAnswer:
    """Bring a partner in (office, any coordinator) or change it (office, the partner itself)."""
    async with running.edge.transaction() as work:
        partner = await define_partner(work, actor, body.partner(partner_id), condition=condition)
    settled(response, work, condition=condition, version=partner.version)
    return answer_of(partner)
