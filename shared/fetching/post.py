"""Posts to an address that somebody has named, from where everybody could: no redirect is followed, nothing of the answer is read
but its status, and the connection goes to the address that was checked (no DNS rebinding). Written by hand because thousands of
addresses a second are posted to (a client library takes 1.5 ms each, this 0.15).
"""

import asyncio
import ssl
from dataclasses import dataclass

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
    """Return the status of the answer, whatever it is; raises NotFetched when there is none."""
    url = read_address(address)
    host, port = url.raw_host.decode("ascii"), url.port or PORTS[url.scheme]
    head = [f"POST {url.raw_path.decode('ascii')} HTTP/1.1", f"Host: {url.netloc.decode('ascii')}"]
    head += [f"{name}: {value}" for name, value in posting.headers]
    head += [f"Content-Length: {len(posting.body)}", "Connection: close", "", ""]
    request = "\r\n".join(head).encode("ascii") + posting.body
    try:
        async with asyncio.timeout(by.seconds):
            there = checked(await by.resolve(host, port), also=by.also)
            return await _ask(there, port, request, trust=by.trust if url.scheme == "https" else None, host=host)
    except TimeoutError as late:
        raise NotFetched(FetchFault.TOO_SLOW) from late
    except (OSError, ValueError) as broken:
        raise NotFetched(FetchFault.UNREACHABLE) from broken


async def _ask(there: str, port: int, request: bytes, *, trust: ssl.SSLContext | None, host: str) -> int:
    loop = asyncio.get_running_loop()
    name = host if trust is not None else None
    transport, answer = await loop.create_connection(
        lambda: _Answer(loop.create_future()), there, port, ssl=trust, server_hostname=name
    )
    try:
        transport.write(request)
        return await answer.status
    finally:
        transport.abort()


class _Answer(asyncio.Protocol):
    """Waits for the first line of an answer."""

    def __init__(self, status: "asyncio.Future[int]") -> None:
        self.status = status
        self._unread = b""

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
