"""The log over HTTP for the platform's own services: gapless, in pages of bounded size, honest about another history."""

from uuid import UUID, uuid4

import pytest

from shared.contracts.offers import OfferDrafted, OfferStatus
from shared.messaging.feed import PAGE_BYTES, PAGE_EVENTS
from tests.shared.hosting.tellers import ANY_AGE, Reader, Tellers, events_in, public_reader, service_reader

each_feed = pytest.mark.parametrize("name", ["registry", "offers"])
# Three bytes each in UTF-8: a limit counted in characters would let three times as much pass.
LONG_TEXT = "€" * 10_000


async def tell(tellers: Tellers, count: int, *, description: str = "") -> int:
    """Write events into the catalogue's log; return the position before the first."""
    async with tellers.offers.running.edge.transaction() as work:
        for offer in (uuid4() for _ in range(count)):
            work.announce(f"offer/{offer}", version=1, data=drafted(offer, description), network="hoerde")
    return work.position - count


def drafted(offer: UUID, description: str) -> OfferDrafted:
    return OfferDrafted(
        id=offer,
        network="hoerde",
        organisation=UUID(int=1),
        title="Viel",
        description=description,
        ages=ANY_AGE,
        status=OfferStatus.DRAFT,
    )


@each_feed
@pytest.mark.parametrize("limit", [1, 4, 500])
async def test_the_feed_has_no_gaps(tellers: Tellers, name: str, limit: int) -> None:
    pages = await service_reader(tellers, tellers.service(name)).walk(limit=limit)
    positions = [int(event["sequence"]) for event in events_in(pages)]
    assert positions == list(range(1, pages[-1]["head"] + 1))
    assert all(page["next"] == int(page["events"][-1]["sequence"]) for page in pages)


@each_feed
async def test_only_the_platforms_services_read_the_whole_log(tellers: Tellers, name: str) -> None:
    http, headers = tellers.service(name).http, tellers.platform.headers
    asked = [{}, headers("somebody"), headers("partner"), headers("office"), headers("dashboard")]
    statuses = [(await Reader(http, "/events", header).ask()).status_code for header in asked]
    assert statuses == [401, 403, 403, 403, 200]


@each_feed
@pytest.mark.parametrize("is_public", [True, False])
async def test_another_event_at_the_position_is_another_history(tellers: Tellers, name: str, is_public: bool) -> None:
    service = tellers.service(name)
    reader = public_reader(service) if is_public else service_reader(tellers, service)
    first = (await service_reader(tellers, service).page(limit=1))["events"][0]
    head = (await reader.page(limit=1))["head"]
    same, other = await reader.ask(after=1, event=first["id"]), await reader.ask(after=1, event=str(uuid4()))
    beyond = await reader.ask(after=head + 1_000)
    assert [answer.status_code for answer in (same, other, beyond)] == [200, 409, 409]
    assert {answer.json()["type"] for answer in (other, beyond)} == {"urn:infamilie:problem:log-diverged"}


@each_feed
async def test_who_begins_at_nothing_has_no_other_history(tellers: Tellers, name: str) -> None:
    reader = service_reader(tellers, tellers.service(name))
    assert (await reader.ask(after=0, event=str(uuid4()))).status_code == 200


@each_feed
async def test_who_is_at_the_head_gets_an_empty_page(tellers: Tellers, name: str) -> None:
    reader = service_reader(tellers, tellers.service(name))
    head = (await reader.page(limit=1))["head"]
    page = await reader.page(after=head)
    assert (page["events"], page["next"], page["head"]) == ([], head, head)


async def test_a_page_has_at_most_500_events(tellers: Tellers) -> None:
    before = await tell(tellers, PAGE_EVENTS + 1)
    reader = service_reader(tellers, tellers.offers)
    pages = await reader.walk(after=before)
    assert [len(page["events"]) for page in pages] == [PAGE_EVENTS, 1]
    assert (await reader.ask(limit=PAGE_EVENTS + 1)).status_code == 422


async def test_a_page_has_at_most_two_mebibytes(tellers: Tellers) -> None:
    before = await tell(tellers, 100, description=LONG_TEXT)
    reader = service_reader(tellers, tellers.offers)
    pages = await reader.walk(after=before)
    sizes = [len((await reader.ask(after=after)).content) for after in (before, pages[0]["next"])]
    assert [PAGE_BYTES * 0.9 < size < PAGE_BYTES * 1.01 for size in sizes] == [True, False]
    assert sum(sizes) > PAGE_BYTES
    assert (len(events_in(pages)), len(pages)) == (100, 2)


async def test_what_is_told_while_somebody_reads_is_in_the_next_page(tellers: Tellers) -> None:
    reader = service_reader(tellers, tellers.offers)
    before = (await reader.page(limit=1))["head"]
    await tell(tellers, 2)
    pages = await reader.walk(after=before, limit=1)
    assert [int(event["sequence"]) for event in events_in(pages)] == [before + 1, before + 2]
