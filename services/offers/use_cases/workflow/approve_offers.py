"""Publishes several reviewed offers at once; all of them or none."""

from collections.abc import Mapping
from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offers
from services.offers.storage.neighbours import speakers
from services.offers.use_cases.telling import tell
from shared.calendar_day import local_day
from shared.contracts.offers import OfferPublished
from shared.identity.actor import Actor
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition

MOST_AT_ONCE = 50


async def approve_offers(work: Work, actor: Actor, *, expected: Mapping[UUID, int], voice: OwnVoice) -> list[Offer]:
    """Return the published offers; `expected` says in which version each was read. Raises as for a single one."""
    found = await offers.find_all(work.connection, expected, for_change=True)
    if len(found) < len(expected):
        raise NotVisible
    known = await speakers(work.connection)
    today = local_day(work.now)
    published = []
    for before in found:
        actor.may_change_network(before.content.network, hidden=before.is_hidden)
        WriteCondition(expected[before.id]).check(before.version)
        voice.insist(before.content.network, known, now=work.now)
        published.append(before.published(on=today))
    for before, offer in zip(found, published, strict=True):
        await offers.save(work.connection, offer, at=work.now)
        await tell(work, actor, offer, before=before, contract=OfferPublished, action="approve-offer")
    return published
