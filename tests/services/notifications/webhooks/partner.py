"""A partner's program: takes postings on a real port and answers what it is told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

FINE = "204 No Content"


@dataclass(frozen=True)
class Posted:
    """What came: the headers by their names in small letters, and the body."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Partner:
    """`answers` are used up one by one before the normal answer; an empty one is silence."""

    url: str = ""
    posted: list[Posted] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def came(self, count: int = 1, *, seconds: float = 10) -> list[Posted]:
        """Wait for postings and return all of them."""
        async with asyncio.timeout(seconds), self._arrived:
            await self._arrived.wait_for(lambda: len(self.posted) >= count)
            return list(self.posted)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head)}
        body = await reader.readexactly(int(headers["content-length"]))
        answer = self.answers.pop(0) if self.answers else FINE
        async with self._arrived:
            self.posted.append(Posted(headers, body))
            self._arrived.notify_all()
        if answer:
            writer.write(f"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n".encode())
        else:
            with suppress(ConnectionError):
                await reader.read()
        writer.close()


@asynccontextmanager
async def open_partner() -> AsyncIterator[Partner]:
    """Yield a partner that listens."""
    partner = Partner()
    server = await asyncio.start_server(partner._serve, "127.0.0.1", 0)
    partner.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/offers?from=infamilie"
    try:
        yield partner
    finally:
        server.close()
