"""Whatever is told again, from the first event on, nobody gets a mail a second time; and what is long past is told to nobody."""

import asyncio
from datetime import UTC, datetime, timedelta

from services.notifications.use_cases.pass_time import let_moment_come
from shared.calendar_day import months_later
from shared.contracts.offers import OfferPaused, OfferStatus
from shared.contracts.offers.notices import NoticeKind, OfferNotice
from shared.messaging.slots import demand_rebuild
from tests.services.notifications.city import City, ages, changed, published, withdrawn

THIS_MONTH = datetime.now(UTC).date().replace(day=1)


def born(months_ago: int) -> str:
    return f"{months_later(THIS_MONTH, -months_ago):%Y-%m}"


async def everything(city: City) -> int:
    return int((await city.rows("SELECT count(*) AS rows FROM deliveries"))[0]["rows"])


async def rebuild(city: City) -> None:
    """Have every event since the first one heard again, beside the live projection, and wait for the swap."""
    [before] = await city.rows("SELECT live FROM projection_slot")
    async with city.notifications.running.engine.begin() as connection:
        await demand_rebuild(connection)
    async with asyncio.timeout(20):
        while True:
            [now] = await city.rows("SELECT live FROM projection_slot")
            if now != before:
                return
            await asyncio.sleep(0.05)


async def test_a_replay_of_the_whole_log_sends_no_mail(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    weekly = await city.subscriber(network, pace="weekly")
    offer = published(network)
    await city.tell_offer(offer)
    await city.tell_offer(changed(offer, schedule_text="montags", notice_version=2), version=2)
    said = {"status": OfferStatus.PAUSED, "notice_version": 3, "notice": OfferNotice(kind=NoticeKind.PAUSED)}
    await city.tell_offer(OfferPaused(**{**offer.model_dump(), **said}), version=3)
    await city.tell_offer(withdrawn(offer), version=4)
    await city.settled(offer.id)
    await let_moment_come(city.notifications.running.edge)
    before = (await everything(city), await subscriber.ledger(), await weekly.ledger())
    await rebuild(city)
    await let_moment_come(city.notifications.running.edge)
    assert (await everything(city), await subscriber.ledger(), await weekly.ledger()) == before


async def test_what_is_older_than_three_days_is_told_to_nobody(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    old, young = published(network), published(network)
    await city.tell_offer(old, at=datetime.now(UTC) - timedelta(hours=73))
    await city.tell_offer(young, at=datetime.now(UTC) - timedelta(hours=71))
    assert await city.settled(young.id) == ["accepted"]
    assert [row["offer"] for row in await subscriber.ledger()] == [young.id]


async def test_an_offer_from_twelve_months_on_reaches_who_turns_twelve_next_month_and_not_who_is_thirty(
    city: City,
) -> None:
    network = await city.network()
    soon_twelve = await city.subscriber(network, birth_month=born(11), languages=["tr"], text_language="tr")
    thirty = await city.subscriber(network, birth_month=born(30), languages=["tr"], text_language="tr")
    offer = published(network, ages=ages(12, 24), languages=("tr",))
    await city.tell_offer(offer)
    [mail] = await soon_twelve.mails()
    assert await city.settled(offer.id) == ["accepted"]
    assert "Hörde, 11 ay, Türkçe" in mail.text()
    assert await thirty.ledger() == []
