"""Posts to an address that somebody has named, from where everybody could: no redirect is followed, nothing of the answer is read
but its status, and the connection goes to the address that was checked (no DNS rebinding). Written by hand because thousands of
addresses a second are posted to (a client library takes 1.5 ms each, this 0.1).
"""

import asyncio
from dataclasses import dataclass
from typing import cast

import httpx

from shared.fetching.fetch import PORTS, Fetching, read_address
from shared.fetching.public_addresses import checked
from shared.fetching.refusals import FetchFault, NotFetched

LONGEST_STATUS_LINE = 4096


@dataclass(frozen=True, slots=True)
class Posting:
    """What is posted; header values are plain ASCII without line breaks."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


async def post(address: str, posting: Posting, *, by: Fetching) -> int:
    """Return the status of the answer, whatever it is; raises NotFetched when there is none in time."""
    url = read_address(address)
    answer = _Answer(_request(url, posting))
    del posting  # Thousands wait for their answers at once, each with what it holds.
    try:
        async with asyncio.timeout(by.seconds):
            return await _ask(url, answer, by=by)
    except TimeoutError as late:
        raise NotFetched(FetchFault.TOO_SLOW) from late
    except (OSError, ValueError) as broken:
        raise NotFetched(FetchFault.UNREACHABLE) from broken


def _request(url: httpx.URL, posting: Posting) -> bytes:
    head = [f"POST {url.raw_path.decode('ascii')} HTTP/1.1", f"Host: {url.netloc.decode('ascii')}"]
    head += [f"{name}: {value}" for name, value in posting.headers]
    head += [f"Content-Length: {len(posting.body)}", "Connection: close", "", ""]
    return "\r\n".join(head).encode("ascii") + posting.body


async def _ask(url: httpx.URL, answer: "_Answer", *, by: Fetching) -> int:
    host, port = url.raw_host.decode("ascii"), url.port or PORTS[url.scheme]
    is_encrypted = url.scheme == "https"
    there = checked(await by.resolve(host, port), also=by.also)
    transport, _ = await asyncio.get_running_loop().create_connection(
        lambda: answer,
        there,
        port,
        ssl=by.trust if is_encrypted else None,
        server_hostname=host if is_encrypted else None,
    )
    try:
        return await answer.status
    finally:
        transport.abort()


class _Answer(asyncio.Protocol):
    """Says what there is to say and waits for the first line of the answer."""

    __slots__ = ("_request", "_unread", "status")

    def __init__(self, request: bytes) -> None:
        self.status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._request = request
        self._unread = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast(asyncio.Transport, transport).write(self._request)
        self._request = b""

    def data_received(self, data: bytes) -> None:
        self._unread += data
        line, end, _ = self._unread.partition(b"\r\n")
        if self.status.done() or not (end or len(self._unread) > LONGEST_STATUS_LINE):
            return
        version, _, rest = line.partition(b" ")
        if version.startswith(b"HTTP/1.") and rest[:3].isdigit():
            self.status.set_result(int(rest[:3]))
        else:
            self.status.set_exception(ConnectionError("no answer of HTTP"))

    def connection_lost(self, _: Exception | None) -> None:
        if not self.status.done():
            self.status.set_exception(ConnectionError("closed without an answer"))
