"""Words of notices tried before they hold: a preview of a mail, and a test mail; nothing of it is kept."""

from uuid import UUID, uuid4

from fastapi import APIRouter
from pydantic import BaseModel

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.schemas import AddressBody
from services.notifications.api.wordings import EVERYWHERE, ByOffice, ByQuarter, Place, WordingBody
from services.notifications.delivery.at_once import send_at_once
from services.notifications.delivery.letters import Letters, Unwritable
from services.notifications.delivery.smtp.outcome import Outcome
from services.notifications.domain.interest import Ages, Described
from services.notifications.domain.mail import Mail, MailKind, Reason
from services.notifications.domain.offer import Offer
from services.notifications.domain.wording import Address, Wording
from services.notifications.equipment import Equipment
from services.notifications.storage import wordings
from services.notifications.storage.projections import network_labels
from shared.contracts.vocabulary import Slug
from shared.hosting.running import ServiceEdge
from shared.identity.actor import Actor
from shared.messaging.edge import Edge

EXAMPLE = UUID(int=0)
EXAMPLE_QUARTER, EXAMPLE_QUARTER_NAME = "beispielviertel", "Beispielviertel"
EXAMPLE_TITLE, EXAMPLE_PLACE, EXAMPLE_HOURS = "Beispielgruppe", "Familienzentrum", "dienstags, 10 bis 12 Uhr"

router = APIRouter(tags=["wordings"])


class PreviewView(BaseModel):
    """A mail as a reader gets it, about an offer made up for the purpose."""

    subject: str
    text: str
    page: str


@router.post("/wordings/{kind}/{language}/preview")
async def preview_office(
    place: Place, body: WordingBody, *, actor: ByOffice, edge: ServiceEdge, equipment: ServiceEquipment
) -> PreviewView:
    """Return a mail of an invented quarter as it would be with these words; nothing is kept or sent."""
    return await _preview(edge, equipment, (EVERYWHERE, *place), body.wording())


@router.post("/wordings/{kind}/{language}/test-mails", status_code=202)
async def send_office_test(
    place: Place, body: AddressBody, *, actor: ByOffice, edge: ServiceEdge, equipment: ServiceEquipment
) -> dict[str, str]:
    """Send a mail of an invented quarter with the words that hold to an address; it stands in no ledger."""
    return await _send(edge, equipment, (EVERYWHERE, *place), to=body.address, actor=actor)


@router.post("/networks/{network}/wordings/{kind}/{language}/preview")
async def preview_quarter(
    network: Slug, place: Place, body: WordingBody, *, actor: ByQuarter, edge: ServiceEdge, equipment: ServiceEquipment
) -> PreviewView:
    """Return a mail as it would be with these words; nothing is kept or sent."""
    return await _preview(edge, equipment, (network, *place), body.wording())


@router.post("/networks/{network}/wordings/{kind}/{language}/test-mails", status_code=202)
async def send_quarter_test(
    network: Slug, place: Place, body: AddressBody, *, actor: ByQuarter, edge: ServiceEdge, equipment: ServiceEquipment
) -> dict[str, str]:
    """Send a mail with the words that hold to an address; it stands in no ledger."""
    return await _send(edge, equipment, (network, *place), to=body.address, actor=actor)


async def _preview(edge: Edge, equipment: Equipment, address: Address, draft: Wording) -> PreviewView:
    letters, mail = await _sample(edge, equipment, address, draft, to="leser@beispiel.example")
    content = letters.content(mail)
    return PreviewView(subject=content.subject, text=content.text, page=content.page)


async def _send(edge: Edge, equipment: Equipment, address: Address, *, to: str, actor: Actor) -> dict[str, str]:
    equipment.source_limit.count(f"test-mails:{actor.account}", now=edge.clock())
    letters, mail = await _sample(edge, equipment, address, None, to=to)
    try:
        content = letters.write(mail, now=edge.clock())
    except Unwritable:
        return {"result": Outcome.REFUSED}
    return {"result": await send_at_once(equipment.settings, content, to=to)}


async def _sample(
    edge: Edge, equipment: Equipment, address: Address, draft: Wording | None, *, to: str
) -> tuple[Letters, Mail]:
    """Return letters that have a draft in the place of the words that hold, and a mail about an invented offer."""
    network, kind, language = address
    slug, label = network or EXAMPLE_QUARTER, EXAMPLE_QUARTER_NAME
    async with edge.reading() as connection:
        known = dict(await wordings.newest(connection))
        if network is not None:
            label = (await network_labels(connection, [network])).get(network, network)
    letters = equipment.letters.with_words(known if draft is None else {**known, address: draft})
    offer = Offer(
        id=EXAMPLE,
        title=EXAMPLE_TITLE,
        network_label=label,
        described=Described(network=slug, ages=Ages()),
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
        networks=(slug,),
        offer=offer,
        reason=Reason(network_label=label, age_months=14),
    )
    return letters, mail
