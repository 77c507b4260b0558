"""Where mails are kept: one file each, on the disk before the sender hears "250"."""

import asyncio
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path

from deploy.local.mailbox.mail import Envelope, Mail, MailSummary, mail_id_at, read_mail, read_summary, stamped

Clock = Callable[[], datetime]


class MailStore:
    """A folder of .eml files and an index of their heads in memory, in the order of receipt."""

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._index: dict[str, MailSummary] = {}
        self._newest = datetime.min.replace(tzinfo=UTC)
        self._keeping = asyncio.Lock()
        self._arrival = asyncio.Condition()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._load()

    def __len__(self) -> int:
        return len(self._index)

    async def keep(self, content: bytes, envelope: Envelope) -> MailSummary:
        """Stores a mail durably; when this returns, a kill or a power cut can't lose it.

        A sender that goes away meanwhile doesn't end this halfway: a mail on the disk is always in the index too.
        """
        return await asyncio.shield(self._keep(stamped(content, envelope, received=self._clock())))

    async def _keep(self, whole: bytes) -> MailSummary:
        # One after the other, so that mails are seen in the order of their ids.
        async with self._keeping:
            mail_id = self._next_id()
            await asyncio.to_thread(self._write, whole, self._path(mail_id))
            self._index[mail_id] = summary = read_summary(mail_id, whole)
        async with self._arrival:
            self._arrival.notify_all()
        return summary

    def newest(self, *, limit: int, before: str | None = None, to: str | None = None) -> list[MailSummary]:
        """The newest mails first, older than `before`, only those for `to` when given."""
        newest_first = reversed(self._index.values())
        wanted = (one for one in newest_first if (before is None or one.id < before) and (to is None or one.is_for(to)))
        return list(islice(wanted, limit))

    def received_after(self, mail_id: str, *, limit: int, to: str | None = None) -> list[MailSummary]:
        """Mails in the order of receipt that came after the one named (all for an empty id)."""
        later = takewhile(lambda one: one.id > mail_id, reversed(self._index.values()))
        wanted = [one for one in later if to is None or one.is_for(to)]
        return wanted[::-1][:limit]

    async def wait_for_mail_after(self, mail_id: str, *, to: str | None, timeout_seconds: float) -> None:
        """Returns when such a mail is there, or when the time is over."""
        try:
            async with asyncio.timeout(timeout_seconds), self._arrival:
                await self._arrival.wait_for(lambda: bool(self.received_after(mail_id, limit=1, to=to)))
        except TimeoutError:
            return

    def read(self, mail_id: str) -> Mail | None:
        """One mail with its parts, None when there is none of that id."""
        if mail_id not in self._index:
            return None
        return read_mail(mail_id, self._path(mail_id).read_bytes())

    def clear(self) -> None:
        """Deletes all mails."""
        for mail_id in self._index:
            self._path(mail_id).unlink(missing_ok=True)
        self._index.clear()

    def _load(self) -> None:
        for leftover in self._folder.glob("*.unfinished"):
            leftover.unlink()
        for path in sorted(self._folder.glob("*.eml")):
            self._index[path.stem] = summary = read_summary(path.stem, path.read_bytes())
            self._newest = summary.received_at

    def _next_id(self) -> str:
        # Ids only grow, even when the clock is set back: whoever asks for "after this one" misses nothing.
        self._newest = max(self._clock(), self._newest + timedelta(microseconds=1))
        return mail_id_at(self._newest)

    def _write(self, content: bytes, path: Path) -> None:
        unfinished = self._folder / f"{secrets.token_hex(8)}.unfinished"
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _path(self, mail_id: str) -> Path:
        return self._folder / f"{mail_id}.eml"
