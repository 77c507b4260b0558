"""The words of notices: the office's for all, a quarter's for itself, shown with what they change; preview and test mail."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends
from pydantic import AfterValidator, BaseModel, Field

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.schemas import AddressBody
from services.notifications.api.wishes import Body
from services.notifications.delivery.letters import Letters
from services.notifications.delivery.post_office import connection_of
from services.notifications.delivery.smtp.conversation import Letter
from services.notifications.delivery.smtp.outcome import Outcome
from services.notifications.delivery.smtp.server import ServerAway
from services.notifications.domain.interest import Ages, Described
from services.notifications.domain.mail import Mail, MailKind, Reason
from services.notifications.domain.offer import Offer
from services.notifications.domain.wording import CHANGEABLE, Address, Wording, has_only_known_places
from services.notifications.equipment import Equipment
from services.notifications.storage import wordings
from services.notifications.storage.projections import network_labels
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
EXAMPLE = UUID(int=0)
EXAMPLE_TITLE, EXAMPLE_PLACE, EXAMPLE_HOURS = "Beispielgruppe", "Familienzentrum", "dienstags, 10 bis 12 Uhr"

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


class PreviewView(BaseModel):
    """A mail as a reader gets it, about an offer made up for the purpose."""

    subject: str
    text: str
    page: str


async def _changeable(kind: MailKind, language: str) -> tuple[str, str]:
    if kind not in CHANGEABLE or language not in BY_TAG:
        raise NotVisible
    return kind.value, language


Place = Annotated[tuple[str, str], Depends(_changeable)]
ByOffice = Annotated[Actor, Depends(require(OFFICE))]
ByQuarter = Annotated[Actor, Depends(require(QUARTER))]


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


@router.post("/networks/{network}/wordings/{kind}/{language}/preview")
async def preview(
    network: Slug, place: Place, body: WordingBody, *, actor: ByQuarter, edge: ServiceEdge, equipment: ServiceEquipment
) -> PreviewView:
    """Return a mail as it would be with these words; nothing is kept or sent."""
    letters, mail = await _sample(edge, equipment, (network, *place), body.wording(), to="leser@beispiel.example")
    content = letters.content(mail)
    return PreviewView(subject=content.subject, text=content.text, page=content.page)


@router.post("/networks/{network}/wordings/{kind}/{language}/test-mails", status_code=202)
async def send_test(
    network: Slug, place: Place, body: AddressBody, *, actor: ByQuarter, edge: ServiceEdge, equipment: ServiceEquipment
) -> dict[str, str]:
    """Send a mail with the words that hold to an address; it stands in no ledger."""
    equipment.source_limit.count(f"test-mails:{actor.account}", now=edge.clock())
    letters, mail = await _sample(edge, equipment, (network, *place), Wording(), to=body.address)
    connection = connection_of(equipment.settings)
    content = letters.write(mail, now=edge.clock())
    try:
        verdict = await connection.hand_over(Letter(equipment.settings.mail_from, body.address, content))
    except ServerAway:
        return {"result": Outcome.LATER}
    finally:
        await connection.close()
    return {"result": verdict.outcome}


async def _shown(edge: Edge, equipment: Equipment, address: Address) -> WordingView:
    network, kind, language = address
    async with edge.reading() as connection:
        known = await wordings.newest(connection)
        kept = await wordings.versions(connection, address)
    standard = equipment.letters.standard(MailKind(kind), BY_TAG[language])
    office_words = known.get((EVERYWHERE, kind, language), Wording()).over(standard)
    inherited = standard if network is EVERYWHERE else office_words
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


async def _sample(
    edge: Edge, equipment: Equipment, address: Address, draft: Wording, *, to: str
) -> tuple[Letters, Mail]:
    """Return letters that know a draft, and a mail about an invented offer."""
    network, kind, language = address
    assert network is not None
    async with edge.reading() as connection:
        known = dict(await wordings.newest(connection))
        label = (await network_labels(connection, [network])).get(network, network)
    letters = equipment.letters.with_words({**known, address: draft.over(known.get(address, Wording()))})
    offer = Offer(
        id=EXAMPLE,
        title=EXAMPLE_TITLE,
        network_label=label,
        described=Described(network=network, ages=Ages()),
        status="published",
        notice_version=1,
        place_name=EXAMPLE_PLACE,
        schedule_text=EXAMPLE_HOURS,
    )
    mail = Mail(
        id=uuid4(),
        kind=MailKind(kind),
        attempt=1,
        created_at=edge.clock(),
        address=to,
        token="0" * 43,
        text_language=language,
        networks=(network,),
        offer=offer,
        reason=Reason(network_label=label, age_months=14),
    )
    return letters, mail
