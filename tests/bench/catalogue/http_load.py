"""Asks over HTTP/1.1 as a proxy does: kept connections, one request after the other on each; costs the machine little."""

import asyncio
from collections.abc import Sequence
from time import monotonic

import httpx

CONNECTIONS = 32
_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


class Connection(asyncio.Protocol):
    """One connection; an answer ends where its content-length says."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._status = 0
        self._missing = 0
        self._answer: asyncio.Future[int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the socket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the one who waits."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("the service has closed the connection"))

    def data_received(self, data: bytes) -> None:
        """End the answer when it is whole; a long one is counted instead of kept."""
        if self._status == 0:
            self._received += data
            head = self._received.find(_END)
            if head < 0:
                return
            self._status = int(self._received[9:12])
            self._missing = head + len(_END) + _length_in(self._received[:head]) - len(self._received)
        else:
            self._missing -= len(data)
        if self._missing <= 0 and self._answer is not None:
            self._answer.set_result(self._status)

    async def ask(self, request: bytes) -> int:
        """Return the status of the answer."""
        assert self._transport is not None
        self._received, self._status = b"", 0
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.close()


def _length_in(head: bytes) -> int:
    lower = head.lower()
    at = lower.find(_LENGTH)
    return int(lower[at + len(_LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0


class Load:
    """Some connections to one service."""

    def __init__(self, url: str) -> None:
        self._url = httpx.URL(url)
        self._connections: list[Connection] = []

    async def __aenter__(self) -> "Load":
        loop = asyncio.get_running_loop()
        for _ in range(CONNECTIONS):
            _, made = await loop.create_connection(Connection, self._url.host, self._url.port or 80)
            self._connections.append(made)
        return self

    async def __aexit__(self, *_: object) -> None:
        for connection in self._connections:
            connection.close()

    async def at_a_pace(self, targets: Sequence[str], *, a_second: float) -> list[float]:
        """Return the seconds from when each request was due until its answer was there."""
        free: asyncio.Queue[Connection] = asyncio.Queue()
        for connection in self._connections:
            free.put_nowait(connection)
        seconds: list[float] = []

        async def ask(target: str, due: float) -> None:
            connection = await free.get()
            status = await connection.ask(_request(target))
            seconds.append(monotonic() - due)
            free.put_nowait(connection)
            assert status == 200, (target, status)

        began = monotonic()
        async with asyncio.TaskGroup() as group:
            for number, target in enumerate(targets):
                due = began + number / a_second
                await asyncio.sleep(max(0.0, due - monotonic()))
                group.create_task(ask(target, due))
        return seconds

    async def as_fast_as_it_goes(self, targets: Sequence[str], *, status: int = 200, etag: str | None = None) -> float:
        """Return how many answers a second there were."""
        waiting = iter(targets)

        async def ask(connection: Connection) -> None:
            for target in waiting:
                got = await connection.ask(_request(target, etag))
                assert got == status, (target, got)

        began = monotonic()
        async with asyncio.TaskGroup() as group:
            for connection in self._connections:
                group.create_task(ask(connection))
        return len(targets) / (monotonic() - began)


def _request(target: str, etag: str | None = None) -> bytes:
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    return f"GET {target} HTTP/1.1\r\nHost: catalogue\r\nAccept: application/json\r\n{condition}\r\n".encode()
