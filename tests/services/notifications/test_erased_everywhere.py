"""After an erasure neither address, nor link, nor the person's id stands anywhere: dump, broker, logs; byte by byte, in every spelling."""

import asyncio
import logging
from asyncio.subprocess import PIPE
from base64 import b64encode

import pytest
import redis.asyncio as redis

from deploy.local.postgres_files import installed_programs
from deploy.local.valkey import OPERATOR, EmbeddedValkey
from tests.services.notifications.city import City, Subscriber, published


async def test_the_bytes_of_an_erased_address_are_nowhere(
    city: City, valkey_server: EmbeddedValkey, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    network = await city.network()
    subscriber, other = await city.subscriber(network), await city.subscriber(network)
    city.post_box.answers_to_recipient[subscriber.address] = [f"450 4.2.1 <{subscriber.address}> later"]
    offer = published(network)
    await city.tell_offer(offer)
    await city.settled(offer.id)
    person = city.equipment.keys.links.person_of(subscriber.token)
    before = await everything(city, valkey_server)
    await city.post("/erasures", {"token": subscriber.token})
    after = await everything(city, valkey_server) + logged(caplog)
    assert str(person).encode() in before
    assert str(city.equipment.keys.links.person_of(other.token)).encode() in after
    assert [name for name in spellings(city, subscriber) if name in after] == []


def logged(caplog: pytest.LogCaptureFixture) -> bytes:
    """Return what was logged, but for the words of the mail server of the tests."""
    lines = [f"{record.getMessage()} {record.__dict__}" for record in caplog.records if record.name != "mail.log"]
    return "\n".join(lines).encode()


def spellings(city: City, subscriber: Subscriber) -> list[bytes]:
    """Return the address as text, as hexadecimal digits and in base64; its index, its link, and the person's id."""
    address, lookup = subscriber.address.encode(), city.equipment.keys.vault.lookup(subscriber.address)
    person = city.equipment.keys.links.person_of(subscriber.token)
    plain = [address, address.partition(b"@")[0], lookup, subscriber.token.encode(), str(person).encode(), person.bytes]
    return [*plain, *(each.hex().encode() for each in plain), *(b64encode(each).rstrip(b"=") for each in plain)]


async def everything(city: City, valkey_server: EmbeddedValkey) -> bytes:
    """Return what pg_dump writes, uncompressed, and what the broker holds."""
    dump = await asyncio.create_subprocess_exec(
        str(installed_programs() / "pg_dump"), f"--dbname={city.notifications.database.owner_url}", stdout=PIPE
    )
    dumped, _ = await dump.communicate()
    assert dump.returncode == 0
    async with redis.Redis.from_url(valkey_server.url(OPERATOR)) as broker:
        kept = [await broker.dump(key) async for key in broker.scan_iter()]
    return dumped + b"".join(part for part in kept if part)
