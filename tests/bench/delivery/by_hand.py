"""The limit: the same mails to the same people by asyncpg, asyncio's streams and bytes alone, over as many pipelined connections.

A row for each mail in a table like the ledger, standing as sending before its DATA and as accepted after the answer, and no more mails
in flight than the platform's two hundred; each with its reader's own address, opened, and own link for leaving, and only to those who
are subscribed at that moment. No lease, no other decision, no reasons, no languages, no second attempt, no lanes; the first refusal
ends it.
"""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any

import asyncpg

from services.notifications.delivery.letters import Letters
from services.notifications.delivery.messages import Sender
from services.notifications.domain.links import Links
from services.notifications.storage.vault import SealedAddress
from shared.hosting.running import utc_now
from tests.bench.delivery.filling import SECRET_KEY, VAULT, address_of, mail_like_ours

CONNECTIONS = 6
CLAIMED = 250
BETWEEN_NOTES = 200 // CONNECTIONS
TOKEN = b"t" * 43
LINKS = Links(SECRET_KEY)
SENDER = Sender("INFamilie", "angebote@infamilie.example", "https://infamilie.example")
MAKE = """
CREATE TABLE by_hand (LIKE deliveries INCLUDING ALL) WITH (fillfactor = 50);
INSERT INTO by_hand (lane, kind, person, offer, notice_version, created_at)
SELECT 'notice', 'new-offer', person, gen_random_uuid(), 1, now() FROM subscriptions
WHERE state = 'active' AND networks @> '{hoerde}';
"""
CLAIM = """
WITH due AS (
    SELECT ctid AS place FROM by_hand WHERE settled_at IS NULL AND digest IS NULL AND lane = 'notice' AND state = 'created'
    ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
), taken AS (
    UPDATE by_hand SET state = 'sending' WHERE ctid = ANY(ARRAY(SELECT place FROM due)) RETURNING id, person
)
SELECT taken.id, person, lookup, sealed, key_id FROM taken JOIN addresses USING (person) JOIN subscriptions USING (person)
WHERE subscriptions.state = 'active'
"""
NOTE = "UPDATE by_hand SET state = 'accepted', accepted_at = now(), settled_at = now() WHERE id = ANY($1::uuid[])"


async def mails_a_second(port: int, owner_url: str) -> float:
    """Send everybody a mail; return how many were accepted in a second."""
    pattern = Letters(SENDER).write(mail_like_ours(), now=utc_now())
    before, _, after = pattern.partition(address_of(0).encode())
    async with asyncpg.create_pool(owner_url, min_size=CONNECTIONS, max_size=CONNECTIONS) as pool:
        began = monotonic()
        await pool.execute(MAKE)
        async with asyncio.TaskGroup() as group:
            lines = [group.create_task(_one_connection(port, pool, (before, after))) for _ in range(CONNECTIONS)]
        seconds = monotonic() - began
        await pool.execute("DROP TABLE by_hand")
    return sum(line.result() for line in lines) / seconds


async def _one_connection(port: int, pool: Any, pattern: tuple[bytes, bytes]) -> int:
    """Claim and send until nothing is left; return how many mails it were."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reader.readline()
    writer.write(b"EHLO bench.example\r\n")
    while (await reader.readline())[3:4] == b"-":
        pass
    sent = 0
    while rows := await pool.fetch(CLAIM, CLAIMED):
        for first in range(0, len(rows), BETWEEN_NOTES):
            some = rows[first : first + BETWEEN_NOTES]
            await _send(reader, writer, some, pattern)
            await pool.execute(NOTE, [row["id"] for row in some])
        sent += len(rows)
    writer.close()
    return sent


async def _send(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, rows: Sequence[Any], pattern: tuple[bytes, bytes]
) -> None:
    before, after = pattern
    addresses = [VAULT.open(SealedAddress(row["lookup"], row["sealed"], row["key_id"])).encode() for row in rows]
    writer.write(_envelope(addresses[0]))
    for number, row in enumerate(rows):
        for _ in range(3):
            await reader.readline()
        personal = after.replace(TOKEN, LINKS.leaving(row["person"]).encode())
        following = _envelope(addresses[number + 1]) if number + 1 < len(rows) else b""
        writer.write(b"".join((before, addresses[number], personal, b".\r\n", following)))
        accepted = await reader.readline()
        assert accepted.startswith(b"250"), accepted


def _envelope(address: bytes) -> bytes:
    return b"MAIL FROM:<angebote@infamilie.example>\r\nRCPT TO:<%b>\r\nDATA\r\n" % address
