"""The words of notices: the office's for all, a quarter's for itself, shown with what they change."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import AfterValidator, BaseModel, Field

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.wishes import Body
from services.notifications.domain.mail import MailKind
from services.notifications.domain.wording import CHANGEABLE, Address, Wording, has_only_known_places
from services.notifications.equipment import Equipment
from services.notifications.storage import wordings
from shared.contracts.vocabulary import Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Edge
from shared.web.languages import BY_TAG
from shared.web.problems import mark

OFFICE = any_of(office())
QUARTER = any_of(office(), coordinator_of("network"))
EVERYWHERE = None
UNKNOWN_PLACES = mark("In geschweiften Klammern dürfen nur {network} und {title} stehen.")

router = APIRouter(tags=["wordings"])


def _with_known_places(subject: str | None) -> str | None:
    if subject is not None and not has_only_known_places(subject):
        raise ValueError(UNKNOWN_PLACES)
    return subject


class WordingBody(Body):
    """Words of one's own; what is left out is inherited. The subject may have `{network}` and `{title}`."""

    subject: Annotated[str | None, Field(min_length=1, max_length=150), AfterValidator(_with_known_places)] = None
    opening: str | None = Field(default=None, min_length=1, max_length=200)
    closing: str | None = Field(default=None, min_length=1, max_length=600)

    def wording(self) -> Wording:
        """Return it in the domain's words."""
        return Wording(subject=self.subject, opening=self.opening, closing=self.closing)


class ChangeView(BaseModel):
    """What would be said, and what is said instead."""

    inherited: str | None
    own: str | None


class VersionView(BaseModel):
    """A version of somebody's own words."""

    version: int
    changed_at: datetime
    words: dict[str, str | None]


class WordingView(BaseModel):
    """The words that hold, what of them differs from the inherited ones, and the versions of one's own."""

    kind: MailKind
    language: str
    words: dict[str, str | None]
    changes: dict[str, ChangeView]
    versions: list[VersionView]


class ListedWording(BaseModel):
    """A mail of the list: the words that hold, and which of them differ from the inherited ones."""

    kind: MailKind
    language: str
    words: dict[str, str | None]
    changed: list[str]


class ListedWordings(BaseModel):
    """All mails whose words may be chosen, in all languages."""

    items: list[ListedWording]


async def _changeable(kind: MailKind, language: str) -> tuple[str, str]:
    if kind not in CHANGEABLE or language not in BY_TAG:
        raise NotVisible
    return kind.value, language


Place = Annotated[tuple[str, str], Depends(_changeable)]
ByOffice = Annotated[Actor, Depends(require(OFFICE))]
ByQuarter = Annotated[Actor, Depends(require(QUARTER))]


@router.get("/wordings")
async def list_office(actor: ByOffice, edge: ServiceEdge, equipment: ServiceEquipment) -> ListedWordings:
    """Return all mails with the office's words."""
    return await _listed(edge, equipment, EVERYWHERE)


@router.get("/networks/{network}/wordings")
async def list_quarter(
    network: Slug, actor: ByQuarter, edge: ServiceEdge, equipment: ServiceEquipment
) -> ListedWordings:
    """Return all mails with a quarter's words."""
    return await _listed(edge, equipment, network)


@router.get("/wordings/{kind}/{language}")
async def show_office(place: Place, actor: ByOffice, edge: ServiceEdge, equipment: ServiceEquipment) -> WordingView:
    """Return the office's words."""
    return await _shown(edge, equipment, (EVERYWHERE, *place))


@router.put("/wordings/{kind}/{language}")
async def change_office(
    place: Place, body: WordingBody, actor: ByOffice, edge: ServiceEdge, equipment: ServiceEquipment
) -> WordingView:
    """Choose words for all quarters that have none of their own."""
    return await _changed(edge, equipment, (EVERYWHERE, *place), body, actor)


@router.get("/networks/{network}/wordings/{kind}/{language}")
async def show_quarter(
    network: Slug, place: Place, actor: ByQuarter, edge: ServiceEdge, equipment: ServiceEquipment
) -> WordingView:
    """Return a quarter's words and what they change of the office's."""
    return await _shown(edge, equipment, (network, *place))


@router.put("/networks/{network}/wordings/{kind}/{language}")
async def change_quarter(
    network: Slug, place: Place, body: WordingBody, *, actor: ByQuarter, edge: ServiceEdge, equipment: ServiceEquipment
) -> WordingView:
    """Choose words for one quarter."""
    return await _changed(edge, equipment, (network, *place), body, actor)


async def _listed(edge: Edge, equipment: Equipment, network: str | None) -> ListedWordings:
    async with edge.reading() as connection:
        known = await wordings.newest(connection)
    return ListedWordings(
        items=[
            _listed_one(equipment, known, (network, kind.value, language))
            for language in BY_TAG
            for kind in MailKind
            if kind in CHANGEABLE
        ]
    )


def _listed_one(equipment: Equipment, known: Mapping[Address, Wording], address: Address) -> ListedWording:
    _, kind, language = address
    inherited, own = _inherited(equipment, known, address), known.get(address, Wording())
    words, changed = asdict(own.over(inherited)), sorted(own.differs_from(inherited))
    return ListedWording(kind=MailKind(kind), language=language, words=words, changed=changed)


def _inherited(equipment: Equipment, known: Mapping[Address, Wording], address: Address) -> Wording:
    network, kind, language = address
    standard = equipment.letters.standard(MailKind(kind), BY_TAG[language])
    return standard if network is EVERYWHERE else known.get((EVERYWHERE, kind, language), Wording()).over(standard)


async def _shown(edge: Edge, equipment: Equipment, address: Address) -> WordingView:
    _, kind, language = address
    async with edge.reading() as connection:
        known = await wordings.newest(connection)
        kept = await wordings.versions(connection, address)
    inherited = _inherited(equipment, known, address)
    own = known.get(address, Wording())
    changes = own.differs_from(inherited)
    return WordingView(
        kind=MailKind(kind),
        language=language,
        words=asdict(own.over(inherited)),
        changes={name: ChangeView(inherited=theirs, own=ours) for name, (theirs, ours) in changes.items()},
        versions=[
            VersionView(version=each.version, changed_at=each.changed_at, words=asdict(each.wording)) for each in kept
        ],
    )


async def _changed(edge: Edge, equipment: Equipment, address: Address, body: WordingBody, actor: Actor) -> WordingView:
    assert actor.account is not None
    async with edge.transaction() as work:
        await wordings.add(work.connection, address, body.wording(), at=work.now, account=actor.account)
        await record(
            work.connection,
            account=actor.account,
            action="change-wording",
            subject=("wording", "/".join(part or "office" for part in address)),
            at=work.now,
            after=body.model_dump(),
        )
    async with edge.reading() as connection:
        equipment.letters.use(await wordings.newest(connection))
    return await _shown(edge, equipment, address)
