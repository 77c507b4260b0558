"""Grants over HTTP. Who is meant is told as an account or as issuer and subject; only the account is kept."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import AwareDatetime, model_validator

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.grant import Grant, Role
from services.registry.domain.refusals import NothingHere
from services.registry.storage import grants
from services.registry.use_cases.give_grant import give_grant
from services.registry.use_cases.withdraw_grant import withdraw_grant
from shared.contracts.vocabulary import AccountId, Line, Slug
from shared.hosting.answers import answer
from shared.hosting.running import RunningService
from shared.identity.access import office
from shared.identity.accounts import account_id
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.identity.settings import IdentitySettings
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition, ExpectedVersion

router = APIRouter(prefix="/grants", tags=["grants"])

Office = Annotated[Actor, Depends(require(office()))]


class GrantFields(Body):
    """What a grant allows, and how long."""

    role: Role
    network: Slug | None = None
    organisation: UUID | None = None
    valid_from: AwareDatetime
    valid_until: AwareDatetime | None = None


class GrantBody(GrantFields):
    """A grant as it is written: for an account, or for whom the identity provider knows by this subject."""

    account: AccountId | None = None
    issuer: Line | None = None
    subject: Line | None = None

    @model_validator(mode="after")
    def _names_one_account(self) -> Self:
        is_pair = self.issuer is not None and self.subject is not None
        is_nothing = self.issuer is None and self.subject is None
        if not (is_nothing if self.account is not None else is_pair):
            raise ValueError("Bitte nennen Sie entweder das Konto (account) oder issuer und subject.")
        return self

    def grant(self, grant_id: UUID, *, identity: IdentitySettings) -> Grant:
        """Return the domain's grant, in which the person is gone; raises ScopeMissing, ScopeUnexpected or EndsBeforeStart."""
        fields = {name: value for name, value in self if name not in {"account", "issuer", "subject"}}
        return Grant(id=grant_id, account=self._account_id(identity.account_key.get_secret_value()), **fields)

    def _account_id(self, key: str) -> str:
        if self.account is not None:
            return self.account
        assert self.issuer is not None
        assert self.subject is not None
        return account_id(key, issuer=self.issuer, subject=self.subject)


class GrantAnswer(GrantFields):
    """A grant as it stands."""

    id: UUID
    account: AccountId
    withdrawn: bool
    version: int


def answer_of(grant: Grant) -> GrantAnswer:
    """Return the grant as the API shows it."""
    return GrantAnswer.model_validate(grant, from_attributes=True)


@router.get("", dependencies=[Depends(require(office()))], response_model=Page[GrantAnswer])
async def list_grants(
    request: Request,
    running: RunningService,
    paging: PageOf,
    account: Annotated[AccountId | None, Query()] = None,
    withdrawn: Annotated[bool, Query(description="The withdrawn ones instead of those that stand")] = False,
) -> Response:
    """Return the grants in the order of their ids."""
    async with running.edge.reading() as connection:
        rows = await grants.listed(connection, paging.window(UUID), account=account, withdrawn=withdrawn)
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.id,), item=answer_of))


@router.get("/{grant_id}", dependencies=[Depends(require(office()))], response_model=GrantAnswer)
async def show_grant(request: Request, running: RunningService, grant_id: UUID) -> Response:
    """Return one grant, also a withdrawn one."""
    async with running.edge.reading() as connection:
        grant = await grants.find(connection, grant_id)
    if grant is None:
        raise NothingHere
    return shown(request, answer_of(grant), version=grant.version)


@router.put("/{grant_id}")
async def put_grant(
    *, response: Response, running: RunningService, actor: Office, grant_id: UUID, body: GrantBody, condition: Condition
) -> GrantAnswer:
    """Give a grant or change it."""
    grant = body.grant(grant_id, identity=running.settings.identity)
    async with running.edge.transaction() as work:
        stands = await give_grant(work, actor, grant, condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)


@router.delete("/{grant_id}", status_code=204)
async def delete_grant(
    response: Response, running: RunningService, actor: Office, grant_id: UUID, expected: ExpectedVersion
) -> None:
    """Withdraw a grant; it is refused everywhere within five seconds."""
    async with running.edge.transaction() as work:
        grant = await withdraw_grant(work, actor, grant_id, expected=expected)
    answer(response, work, version=grant.version)
