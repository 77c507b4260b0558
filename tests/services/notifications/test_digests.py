"""Who wants mails rarely gets one with everything that is still true, and none when nothing is."""

from datetime import UTC, datetime, timedelta

from services.notifications.domain.pace import Pace, next_digest
from services.notifications.use_cases.pass_time import let_moment_come
from shared.contracts.offers import OfferPaused, OfferStatus
from shared.contracts.offers.notices import NoticeKind, OfferNotice
from tests.services.notifications.city import PORTAL, City, changed, published, withdrawn


async def test_a_digest_tells_everything_of_its_time_in_one_mail(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, pace="daily")
    offers = [published(network, title=title) for title in ("Turnen", "Singen")]
    for offer in offers:
        await city.tell_offer(offer)
    waiting = await subscriber.ledger()
    await subscriber.digest_comes()
    assert await subscriber.digests() == ["accepted"]
    [mail] = await subscriber.mails()
    await let_moment_come(city.notifications.running.edge)
    assert mail.message["Subject"] == "2 Neuigkeiten für Sie"
    assert [f"{PORTAL}/angebot/{offer.id}" in mail.text() for offer in offers] == [True, True]
    assert f"{PORTAL}/abo/{subscriber.leaving_token}" in mail.message["List-Unsubscribe"]
    assert "weil: Hörde" in mail.text()
    assert sorted(row["state"] for row in waiting) == ["bundled", "bundled", "created"]
    assert {row["state"] for row in await subscriber.ledger()} == {"accepted"}


async def test_a_digest_is_due_at_half_past_eight(city: City) -> None:
    network = await city.network()
    before = datetime.now(UTC)
    paces = {pace: await city.subscriber(network, pace=pace) for pace in ("daily", "weekly")}
    await city.tell_offer(published(network))
    for pace, subscriber in paces.items():
        [head] = [row for row in await subscriber.ledger() if row["kind"] == "digest"]
        assert head["due_at"] in {next_digest(moment, Pace(pace)) for moment in (before, datetime.now(UTC))}


async def test_a_digest_without_anything_true_is_not_sent(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, pace="weekly")
    offer = published(network)
    await city.tell_offer(offer)
    await city.tell_offer(withdrawn(offer), version=2)
    await subscriber.digest_comes()
    assert await subscriber.digests() == ["outdated"]
    assert {row["state"] for row in await subscriber.ledger()} == {"outdated"}
    assert city.post_box.received[subscriber.address] == []


async def test_of_an_offer_that_changed_meanwhile_only_the_newest_state_is_told(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, pace="daily")
    offer = published(network, title="Turnen", schedule_text="montags")
    await city.tell_offer(offer)
    notice = OfferNotice(kind=NoticeKind.CHANGED, sides=("schedule_text",))
    await city.tell_offer(changed(offer, schedule_text="dienstags", notice_version=2, notice=notice), version=2)
    await subscriber.digest_comes()
    await subscriber.digests()
    [mail] = await subscriber.mails()
    assert "dienstags" in mail.text()
    assert "montags" not in mail.text()


async def test_what_spares_a_way_does_not_wait_for_the_digest(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, pace="weekly")
    offer = published(network, title="Turnen")
    await city.tell_offer(offer)
    said = {"status": OfferStatus.PAUSED, "notice_version": 2, "notice": OfferNotice(kind=NoticeKind.PAUSED)}
    await city.tell_offer(OfferPaused(**{**offer.model_dump(), **said}), version=2)
    [mail] = await subscriber.mails()
    assert mail.message["Subject"] == "Findet zurzeit nicht statt in Hörde: Turnen"


async def test_who_has_left_gets_no_digest(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, pace="daily")
    await city.tell_offer(published(network))
    await city.post("/unsubscriptions", {"token": subscriber.token})
    await subscriber.digest_comes()
    assert await subscriber.digests() == ["outdated"]


async def test_the_quickest_of_several_subscriptions_decides(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, pace="weekly")
    await subscriber.subscribe(network, pace="at-once")
    offer = published(network)
    await city.tell_offer(offer)
    assert await city.settled(offer.id) == ["accepted"]


async def test_an_item_is_never_committed_after_its_digest_has_left(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, pace="daily")
    await city.tell_offer(published(network))
    [head] = [row for row in await subscriber.ledger() if row["kind"] == "digest"]
    assert head["due_at"] - head["created_at"] > timedelta(minutes=2)
