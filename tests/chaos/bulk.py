"""Very many events at once, by the mechanism's own append: offers in a quarter in which nobody has subscribed."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from shared.contracts.offers import OfferChanged, OfferDrafted, OfferPublished, OfferState, OfferStatus
from shared.contracts.vocabulary import AgeInterval
from shared.database.engine import create_database_engine
from shared.messaging.event import NewEvent
from shared.messaging.log import append
from tests.chaos.base_data import ORGANISATION, QUIET_NETWORK
from tests.chaos.town import Town

IN_ONE_TRANSACTION = 10_000
LIFE = (OfferDrafted, OfferPublished, OfferChanged, OfferChanged)


async def append_many(town: Town, count: int, *, rng: random.Random) -> None:
    """Append events to the log of offers in big transactions."""
    for _ in range(0, count, IN_ONE_TRANSACTION):
        events = [event for _ in range(IN_ONE_TRANSACTION // len(LIFE)) for event in _life_of_an_offer(rng)]
        await append_events(town, events)


async def append_events(town: Town, events: Sequence[NewEvent]) -> int:
    """Append events to the log of offers in one transaction; return the last position."""
    engine = create_database_engine(town.installation.service_url("offers"), application="chaos", pool_size=1)
    async with engine.begin() as connection:
        position = await append(connection, events, source="/offers/city")
    await engine.dispose()
    return position


def offer_event(
    rng: random.Random,
    contract: type[OfferState],
    *,
    offer: UUID,
    version: int,
    title: str,
    network: str,
    notice: int = 0,
) -> NewEvent:
    """Return one event about an offer."""
    data = contract(
        id=offer,
        network=network,
        organisation=ORGANISATION,
        title=title,
        description="Ein Angebot unter sehr vielen, mit einer Beschreibung von gewöhnlicher Länge. " * 3,
        ages=AgeInterval(min_months=0, max_months=24),
        status=OfferStatus.DRAFT if contract is OfferDrafted else OfferStatus.PUBLISHED,
        notice_version=notice,
    )
    return NewEvent(
        id=UUID(int=rng.getrandbits(128), version=4),
        subject=f"offer/{offer}",
        subject_version=version,
        network=network,
        time=datetime.now(UTC),
        data=data,
    )


def _life_of_an_offer(rng: random.Random) -> list[NewEvent]:
    offer = UUID(int=rng.getrandbits(128), version=4)
    return [
        offer_event(rng, contract, offer=offer, version=version, title=f"Angebot {version}", network=QUIET_NETWORK)
        for version, contract in enumerate(LIFE, start=1)
    ]
