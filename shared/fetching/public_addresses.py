"""Which addresses everybody could reach: who names another one would read through us what only we can reach (SSRF)."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from shared.fetching.refusals import FetchFault, NotFetched

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def look_up(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host as the system knows them, an address itself as it is; raises NotFetched."""
    with suppress(ValueError):
        return [str(ip_address(host))]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise NotFetched(FetchFault.UNREACHABLE) from unknown
    return [str(address[0]) for *_, address in found]


def is_public(address: Address) -> bool:
    """Tell whether the address means the same host to everybody; one that carries another address in itself does not."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def checked(found: Sequence[str], *, also: Sequence[Network] = ()) -> str:
    """Return the address to connect to; raises NotFetched if there is none, or one of them is neither public nor in `also`."""
    addresses = [ip_address(each.partition("%")[0]) for each in found]
    if not addresses:
        raise NotFetched(FetchFault.UNREACHABLE)
    if not all(is_public(each) or any(each in network for network in also) for each in addresses):
        raise NotFetched(FetchFault.NOT_PUBLIC)
    return str(addresses[0])
