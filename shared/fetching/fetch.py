"""Fetches a document over HTTP from where everybody could fetch it.

A name is looked up once, all its addresses are checked, and the connection goes to the checked one: a second answer of the name's
owner (DNS rebinding) is never asked for. Each redirect is a new address and checked like the first. Size and time are bounded, and
packed answers are refused: nothing is unpacked, so nothing can grow (zip bombs).
"""

import asyncio
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

import httpx

from shared.fetching.public_addresses import Network, Resolve, checked, look_up
from shared.fetching.refusals import FetchFault, NotFetched

MOST_REDIRECTS: Final = 3
LONGEST_ADDRESS: Final = 2_000
PORTS: Final = {"http": 80, "https": 443}
_MOVED: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, kw_only=True)
class Fetching:
    """How things are fetched: what else counts as public (`also`), and the limits."""

    trust: ssl.SSLContext
    also: Sequence[Network] = ()
    most_bytes: int = 8 << 20
    seconds: float = 20.0
    resolve: Resolve = look_up


@dataclass(frozen=True)
class Fetched:
    """A document, and the address from which it came in the end."""

    url: str
    body: bytes


async def fetch(address: str, *, by: Fetching, accept: str) -> Fetched:
    """Return what lies at an address; raises NotFetched."""
    try:
        async with asyncio.timeout(by.seconds):
            return await _follow(read_address(address), by=by, accept=accept)
    except TimeoutError as late:
        raise NotFetched(FetchFault.TOO_SLOW) from late


async def _follow(url: httpx.URL, *, by: Fetching, accept: str) -> Fetched:
    # No proxy of the environment: it would connect to what we have not checked.
    async with httpx.AsyncClient(verify=by.trust, trust_env=False, timeout=by.seconds) as client:
        for _ in range(MOST_REDIRECTS + 1):
            answer = await _ask(client, url, by=by, accept=accept)
            if isinstance(answer, bytes):
                return Fetched(str(url), answer)
            if url.scheme == "https" and answer.scheme != "https":
                break
            url = answer
    raise NotFetched(FetchFault.REDIRECTED)


async def _ask(client: httpx.AsyncClient, url: httpx.URL, *, by: Fetching, accept: str) -> bytes | httpx.URL:
    """Return the document, or the address to which it has moved."""
    host = url.raw_host.decode("ascii")
    checked_address = checked(await by.resolve(host, url.port or PORTS[url.scheme]), also=by.also)
    headers = {"Host": url.netloc.decode("ascii"), "Accept": accept, "Accept-Encoding": "identity"}
    there = url.copy_with(host=checked_address)
    try:
        # The certificate is that of the name, though the connection goes to the address.
        async with client.stream("GET", there, headers=headers, extensions={"sni_hostname": host}) as answer:
            if answer.status_code in _MOVED and "location" in answer.headers:
                return read_address(str(url.join(answer.headers["location"])))
            return await _body(answer, most_bytes=by.most_bytes)
    except httpx.TimeoutException as late:
        raise NotFetched(FetchFault.TOO_SLOW) from late
    except (httpx.HTTPError, httpx.InvalidURL) as broken:
        raise NotFetched(FetchFault.UNREACHABLE) from broken


async def _body(answer: httpx.Response, *, most_bytes: int) -> bytes:
    if answer.status_code != httpx.codes.OK:
        raise NotFetched(FetchFault.STATUS)
    if answer.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise NotFetched(FetchFault.ENCODED)
    parts: list[bytes] = []
    size = 0
    async for part in answer.aiter_raw():
        size += len(part)
        if size > most_bytes:
            raise NotFetched(FetchFault.TOO_LARGE)
        parts.append(part)
    return b"".join(parts)


async def check_address(address: str, *, by: Fetching) -> None:
    """Return if something may be fetched from an address now; only what `also` names may do without encryption. Raises NotFetched."""
    url = read_address(address)
    host = url.raw_host.decode("ascii")
    found = await by.resolve(host, url.port or PORTS[url.scheme])
    connected = ip_address(checked(found, also=by.also))
    if url.scheme != "https" and not any(connected in network for network in by.also):
        raise NotFetched(FetchFault.ADDRESS)


def read_address(address: str) -> httpx.URL:
    """Return the address, which must be one of the web without a user's name; raises NotFetched."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError) as unreadable:
        raise NotFetched(FetchFault.ADDRESS) from unreadable
    if url.scheme not in PORTS or not url.host or url.userinfo or len(address) > LONGEST_ADDRESS:
        raise NotFetched(FetchFault.ADDRESS)
    return url
