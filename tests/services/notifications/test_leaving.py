"""Leaving, looking, taking along and being forgotten: each in one call, by the link in a mail."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx

from services.notifications.storage.addresses import lookup_of
from services.notifications.use_cases.erase import erase_again
from services.notifications.use_cases.export import export
from services.notifications.use_cases.purge import purge
from services.notifications.use_cases.unsubscribe import take_back
from tests.services.notifications.city import PORTAL, City, published


async def test_leaving_ends_the_mails_at_once(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    left = await city.post("/unsubscriptions", {"token": subscriber.token})
    again = await city.post("/unsubscriptions", {"token": subscriber.token})
    offer = published(network)
    await city.tell_offer(offer)
    assert left.json() == again.json()
    assert [one["state"] for one in left.json()["subscriptions"]] == ["ended"]
    assert await city.settled(offer.id) == []


async def test_leaving_reaches_mails_that_wait_already(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    city.post_box.answers_to_recipient[subscriber.address] = ["451 4.3.0 later"]
    offer = published(network)
    await city.tell_offer(offer)
    await city.post("/unsubscriptions", {"token": subscriber.token})
    assert set(await city.settled(offer.id)) <= {"outdated"}
    received = [mail.message["Subject"] for mail in await subscriber.mails()]
    assert received == ["Sie bekommen keine Nachrichten mehr"]


async def test_one_of_two_subscriptions_can_be_left(city: City) -> None:
    left_network, kept_network = await city.network(), await city.network()
    subscriber = await city.subscriber(left_network)
    await subscriber.subscribe(kept_network)
    found = (await city.post("/subscriptions/lookup", {"token": subscriber.token})).json()["subscriptions"]
    only = next(one["id"] for one in found if one["networks"] == [left_network])
    await city.post("/unsubscriptions", {"token": subscriber.token, "subscription": only})
    [told] = await subscriber.mails()
    assert told.message["Subject"] == "Ein Abonnement ist beendet"
    kept = published(kept_network)
    await city.tell_offer(kept)
    assert await city.settled(kept.id) == ["accepted"]


async def test_a_week_after_the_last_subscription_the_address_is_emptied_and_the_proof_stays(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    await city.post("/unsubscriptions", {"token": subscriber.token})
    emptied = []
    for days in (6, 8):
        async with city.at(datetime.now(UTC) + timedelta(days=days)) as later:
            await purge(later, ledger_days=400)
            everything = await export(later.connection, city.equipment.keys, person=subscriber.person)
            emptied.append((everything["address"], everything["subscriptions"][0]["confirmed_at"] is not None))
    assert emptied == [(subscriber.address, True), (None, True)]


async def test_leaving_by_a_forwarded_notice_is_told_to_the_owner_who_takes_it_back(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    left = await city.post("/unsubscriptions", {"token": subscriber.leaving_token})
    [told] = await subscriber.mails()
    beginning = f"{PORTAL}/abo/zurueck/"
    link = next(line for line in told.text().splitlines() if line.startswith(beginning))
    undone = await city.post("/returns", {"token": link.removeprefix(beginning)})
    offer = published(network)
    await city.tell_offer(offer)
    assert [one["state"] for one in left.json()["subscriptions"]] == ["ended"]
    assert [one["state"] for one in undone.json()["subscriptions"]] == ["active"]
    assert await city.settled(offer.id) == ["accepted"]


async def test_leaving_twice_is_told_once(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    for _ in range(2):
        await city.post("/unsubscriptions", {"token": subscriber.leaving_token})
    sql = "SELECT count(*) AS told FROM deliveries WHERE person = :person AND kind = 'farewell'"
    [row] = await city.rows(sql, person=subscriber.person)
    assert row["told"] == 1


async def test_after_a_week_nothing_is_taken_back(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    await city.post("/unsubscriptions", {"token": subscriber.token})
    async with city.at(datetime.now(UTC) + timedelta(days=6)) as in_time:
        assert await take_back(in_time, subscriber.person) == 1
    async with city.at(datetime.now(UTC) + timedelta(days=8)) as late:
        assert await take_back(late, subscriber.person) == 0


async def test_the_proof_is_deleted_after_three_full_years(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    await city.post("/unsubscriptions", {"token": subscriber.token})
    person = city.equipment.keys.links.person_of(subscriber.token)
    year = datetime.now(UTC).year
    async with city.at(datetime(year + 3, 12, 31, tzinfo=UTC)) as too_early:
        await purge(too_early, ledger_days=400)
        assert await lookup_of(too_early.connection, person) is not None
    async with city.at(datetime(year + 4, 1, 1, tzinfo=UTC)) as late:
        await purge(late, ledger_days=400)
        assert await lookup_of(late.connection, person) is None


async def test_the_preference_page_shows_wishes_but_no_address(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, birth_month="2026-01", themes=["sprache"], languages=["TR"])
    answer = await city.post("/subscriptions/lookup", {"token": subscriber.token})
    [shown] = answer.json()["subscriptions"]
    assert (shown["networks"], shown["birth_month"], shown["themes"]) == ([network], "2026-01", ["sprache"])
    assert shown["languages"] == ["tr"]
    assert "@" not in answer.text


async def test_an_export_has_everything(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    offer = published(network)
    await city.tell_offer(offer)
    await city.settled(offer.id)
    exported = (await city.post("/exports", {"token": subscriber.token})).json()
    assert exported["address"] == subscriber.address
    assert [mail["kind"] for mail in exported["mails"]] == ["new-offer", "confirmation"]
    assert exported["subscriptions"][0]["networks"] == [network]


async def test_an_erasure_leaves_nothing_behind(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    offer = published(network)
    await city.tell_offer(offer)
    await city.settled(offer.id)
    lookup = city.equipment.keys.vault.lookup(subscriber.address)
    erased = await city.post("/erasures", {"token": subscriber.token})
    again = await city.post("/erasures", {"token": subscriber.token})
    exported = (await city.post("/exports", {"token": subscriber.token})).json()
    assert (erased.status_code, again.status_code) == (httpx.codes.NO_CONTENT, httpx.codes.NO_CONTENT)
    assert (exported["address"], exported["subscriptions"], exported["mails"]) == (None, [], [])
    assert [line.lookup for line in await asyncio.to_thread(city.equipment.journal.read)].count(lookup) == 1


async def test_the_journal_erases_again_who_came_back_with_a_backup(city: City) -> None:
    subscriber = await city.subscriber(await city.network())
    await city.post("/erasures", {"token": subscriber.token})
    erasures = await asyncio.to_thread(city.equipment.journal.read)
    lookup = city.equipment.keys.vault.lookup(subscriber.address)
    mine = [erasure for erasure in erasures if erasure.lookup == lookup]
    sealed = city.equipment.keys.vault.seal(subscriber.address)
    backup = "INSERT INTO addresses (lookup, sealed, key_id, created_at) VALUES ($1, $2, $3, $4)"
    async with city.at(datetime.now(UTC)) as restored:
        row = (lookup, sealed.sealed, sealed.key_id, mine[0].at - timedelta(days=1))
        await restored.connection.exec_driver_sql(backup, row)
        assert await erase_again(restored, mine) == 1
        assert await erase_again(restored, mine) == 0
    async with city.at(datetime.now(UTC)) as subscribed_anew:
        row = (lookup, sealed.sealed, sealed.key_id, mine[0].at + timedelta(days=1))
        await subscribed_anew.connection.exec_driver_sql(backup, row)
        assert await erase_again(subscribed_anew, mine) == 0


async def test_no_address_and_no_link_stands_in_any_table(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    offer = published(network)
    await city.tell_offer(offer)
    await city.settled(offer.id)
    content = await _every_table(city)
    name = subscriber.address.partition("@")[0]
    assert network.encode() in content
    assert name.encode() not in content
    assert name.encode().hex().encode() not in content
    # The portal's own address ends so too.
    assert b"familie.example" not in content.replace(b"infamilie.example", b"")
    assert subscriber.token.encode() not in content


async def _every_table(city: City) -> bytes:
    """Return what COPY writes of all tables: text columns as they are, bytes as hexadecimal digits."""
    connection = await asyncpg.connect(city.notifications.database.owner_url)
    parts: list[bytes] = []

    async def keep(part: bytes) -> None:
        parts.append(part)

    schemas = ["public", "projection_a", "projection_b"]
    tables = await connection.fetch("SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY($1)", schemas)
    for schema, table in tables:
        await connection.copy_from_table(table, schema_name=schema, output=keep)
    await connection.close()
    return b"".join(parts)
