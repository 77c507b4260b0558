"""What is kept no longer than it is needed, on a clock that the test owns, and keys that can be changed."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from pydantic import SecretStr

from services.notifications.storage.addresses import sealed_address
from services.notifications.storage.vault import AddressVault
from services.notifications.use_cases.purge import purge
from services.notifications.use_cases.reseal_addresses import reseal_addresses
from shared.messaging.edge import Work
from tests.services.notifications.city import City, published

DAY = timedelta(days=1)


async def count(work: Work, sql: str, value: object) -> int:
    found = (await work.connection.exec_driver_sql(sql, (value,))).scalar_one()
    return int(found)


async def test_after_28_days_nobody_knows_whose_a_mail_was_but_it_still_counts(city: City) -> None:
    network = await city.network()
    await city.subscriber(network)
    offer = published(network)
    await city.tell_offer(offer)
    await city.settled(offer.id)
    now = datetime.now(UTC)
    known = "SELECT count(*) FROM deliveries WHERE offer = $1 AND person IS NOT NULL"
    async with city.at(now + 27 * DAY) as early:
        await purge(early, ledger_days=400)
        assert await count(early, known, offer.id) == 1
    async with city.at(now + 29 * DAY) as late:
        await purge(late, ledger_days=400)
        assert await count(late, known, offer.id) == 0
        assert await count(late, "SELECT count(*) FROM deliveries WHERE offer = $1", offer.id) == 1
    async with city.at(now + 401 * DAY) as at_last:
        await purge(at_last, ledger_days=400)
        assert await count(at_last, "SELECT count(*) FROM deliveries WHERE offer = $1", offer.id) == 0


async def test_a_subscription_whose_mails_come_back_for_ninety_days_ends(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    person = city.equipment.keys.links.person_of(subscriber.token)
    await city.change("UPDATE addresses SET suppressed_at = now() WHERE person = :person", person=person)
    active = "SELECT count(*) FROM subscriptions WHERE person = $1 AND state = 'active'"
    async with city.at(datetime.now(UTC) + 89 * DAY) as early:
        await purge(early, ledger_days=400)
        assert await count(early, active, person) == 1
    async with city.at(datetime.now(UTC) + 91 * DAY) as late:
        await purge(late, ledger_days=400)
        assert await count(late, active, person) == 0


async def test_addresses_move_to_a_new_key_and_the_old_one_can_go(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    person = city.equipment.keys.links.person_of(subscriber.token)
    settings = city.equipment.settings
    old, new, name = settings.address_key, SecretStr("a key for next year"), uuid4().hex[:8]
    both = AddressVault(lookup_key=settings.secret_key, keys={"1": old, name: new}, present=name)
    only_new = AddressVault(lookup_key=settings.secret_key, keys={name: new}, present=name)
    async with city.at(datetime.now(UTC)) as work:
        assert await reseal_addresses(work, both) > 0
        assert await reseal_addresses(work, both) == 0
        sealed = await sealed_address(work.connection, person)
        assert sealed is not None
        assert only_new.open(sealed) == subscriber.address


async def test_without_the_former_key_an_address_stays_as_it_is(city: City) -> None:
    await city.subscriber(await city.network())
    only_new = AddressVault(
        lookup_key=city.equipment.settings.secret_key, keys={"2": SecretStr("a key for next year")}, present="2"
    )
    async with city.at(datetime.now(UTC)) as work:
        assert await reseal_addresses(work, only_new) == 0
