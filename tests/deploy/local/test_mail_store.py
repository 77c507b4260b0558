"""The mailbox's folder and its index say the same, whatever becomes of the sender."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from deploy.local.mailbox.mail import Envelope
from deploy.local.mailbox.store import MailStore

CONTENT = b"Subject: Krabbelgruppe\r\n\r\nHallo\r\n"
ENVELOPE = Envelope(sender="angebote@example.org", recipients=("mutter@example.org",))


def mails_on(folder: Path) -> set[str]:
    """The ids of the mails whose files are there."""
    return {path.stem for path in folder.glob("*.eml")}


async def test_a_sender_that_goes_away_leaves_no_mail_beside_the_index(tmp_path: Path) -> None:
    store = MailStore(tmp_path, clock=lambda: datetime.now(UTC))

    keeping = asyncio.create_task(store.keep(CONTENT, ENVELOPE))
    await asyncio.sleep(0)
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping
    await store.keep(CONTENT, ENVELOPE)

    assert mails_on(tmp_path) == {mail.id for mail in store.newest(limit=10)}

    store.clear()
    assert not mails_on(tmp_path)
