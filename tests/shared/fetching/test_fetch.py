"""Documents are fetched from public addresses only, however the way there is told."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Sequence
from ipaddress import ip_address, ip_network

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from shared.fetching.fetch import Fetched, Fetching, fetch
from shared.fetching.public_addresses import checked, is_public
from shared.fetching.refusals import FETCH_PROBLEMS, FetchFault, NotFetched
from shared.testing.serving import bound_socket, serving
from shared.web.problems import problem_of

LOOPBACK = (ip_network("127.0.0.0/8"),)
MANY = 200_000


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield b"x" * 10_000
        await asyncio.sleep(0)


async def _never(_: Request) -> Response:
    await asyncio.Event().wait()
    raise AssertionError


ANSWERS: dict[str, Callable[[Request], Response]] = {
    "/host": lambda request: Response(request.headers["host"]),
    "/accepted": lambda request: Response(request.headers["accept-encoding"]),
    "/packed": lambda _: Response(gzip.compress(b"x" * 1000), headers={"Content-Encoding": "gzip"}),
    "/endless": lambda _: StreamingResponse(_endless()),
    "/moved": lambda _: RedirectResponse("/host", 302),
    "/round": lambda _: RedirectResponse("/round", 302),
    "/inside": lambda _: RedirectResponse("http://10.0.0.1/latest/meta-data", 302),
    "/file": lambda _: RedirectResponse("file:///etc/passwd", 302),
}
ROUTES = [*(Route(path, answer) for path, answer in ANSWERS.items()), Route("/never", _never)]


@pytest.fixture(scope="module")
async def url() -> AsyncIterator[str]:
    async with serving(Starlette(routes=ROUTES), bound_socket()) as address:
        yield address


@pytest.fixture(scope="module")
def by() -> Fetching:
    return Fetching(trust=httpx.create_ssl_context(), also=LOOPBACK, most_bytes=MANY, seconds=5)


async def fault(address: str, by: Fetching) -> FetchFault:
    with pytest.raises(NotFetched) as refused:
        await fetch(address, by=by, accept="text/plain")
    return refused.value.fault


async def test_what_lies_at_an_address_is_fetched_over_a_redirect(url: str, by: Fetching) -> None:
    got = await fetch(f"{url}/moved", by=by, accept="text/plain")
    assert got == Fetched(f"{url}/host", url.removeprefix("http://").encode())


async def test_nothing_packed_is_asked_for_or_taken(url: str, by: Fetching) -> None:
    assert (await fetch(f"{url}/accepted", by=by, accept="text/plain")).body == b"identity"
    assert await fault(f"{url}/packed", by) is FetchFault.ENCODED


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("endless", FetchFault.TOO_LARGE),
        ("round", FetchFault.REDIRECTED),
        ("inside", FetchFault.NOT_PUBLIC),
        ("file", FetchFault.ADDRESS),
        ("nothing", FetchFault.STATUS),
    ],
)
async def test_an_answer_that_does_harm_is_refused(url: str, by: Fetching, path: str, said: FetchFault) -> None:
    assert await fault(f"{url}/{path}", by) is said


async def test_who_never_answers_is_left(url: str, by: Fetching) -> None:
    hasty = Fetching(trust=by.trust, also=LOOPBACK, seconds=0.2)
    assert await fault(f"{url}/never", hasty) is FetchFault.TOO_SLOW


async def test_without_leave_our_own_machine_is_refused(url: str, by: Fetching) -> None:
    assert await fault(f"{url}/host", Fetching(trust=by.trust)) is FetchFault.NOT_PUBLIC


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/x",
        "file:///etc/passwd",
        "http://",
        "https://user:secret@example.org/",
        "no address",
        "http://[::1",
    ],
)
async def test_what_is_no_address_of_the_web_is_refused(address: str, by: Fetching) -> None:
    assert await fault(address, by) is FetchFault.ADDRESS


async def test_a_name_is_looked_up_once_and_the_connection_goes_to_the_address_that_was_checked(
    url: str, by: Fetching
) -> None:
    """The name's owner answers differently the second time: he is not asked a second time."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    async def resolve(host: str, port: int) -> Sequence[str]:
        return next(answers)

    port = httpx.URL(url).port
    named = Fetching(trust=by.trust, also=LOOPBACK, resolve=resolve)
    got = await fetch(f"http://rebinding.example:{port}/host", by=named, accept="text/plain")
    assert (got.body, list(answers)) == (f"rebinding.example:{port}".encode(), [["10.0.0.1"]])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",
        "224.0.0.1", "192.0.2.1", "::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff0e::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1",
    ],
)  # fmt: skip
def test_an_address_that_means_something_to_us_only_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_an_address_that_means_the_same_to_everybody_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_one_private_address_among_public_ones_spoils_a_name() -> None:
    assert checked(["93.184.216.34"]) == "93.184.216.34"
    with pytest.raises(NotFetched):
        checked(["93.184.216.34", "10.0.0.1"])


@pytest.mark.parametrize("each", FetchFault)
def test_each_fault_is_told_in_words(each: FetchFault) -> None:
    problem = problem_of(NotFetched(each), FETCH_PROBLEMS)
    assert problem.members["errors"][0]["detail"].endswith(".")
