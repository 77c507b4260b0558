"""Every public read of the catalogue says which state it shows and since when, and whoever has it is told so in a line."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from services.offers.api.last_change import LastChange
from services.offers.storage.search.standing import Standing
from shared.identity.gate import routes_with_access
from tests.services.offers.chain.waiting import all_renewed
from tests.services.offers.city import City, Quarter, if_match
from tests.shared.hosting.every_service import idle_app

# What has no state of the catalogue: how the process is, what it can do, and the log, whose pages are never asked for twice.
NO_READS = {"/", "/livez", "/readyz", "/metrics", "/checkpoints", "/openapi.json", "/asyncapi.json", "/public/events"}
QUERIES = {"/offers/search/suggestions": "?q=kra", "/offers/{offer_id}/dates": "?since=2026-01-01T00:00:00Z"}


def public_reads() -> Iterator[str]:
    for route, rule in routes_with_access(idle_app("offers", Path("unused"))):
        if "GET" in (route.methods or ()) and "public" in str(rule) and route.path not in NO_READS:
            yield route.path or ""


READS = sorted(set(public_reads()))


@pytest.fixture(scope="module")
async def offer(city: City) -> UUID:
    """A published offer; whatever follows from it has followed."""
    quarter = await city.quarter()
    published = await quarter.published(places=[{"name": "Kita", "address": "Weg 1, 44135 Dortmund"}])
    await all_renewed(city)
    return published


async def path_of(city: City, route: str, offer: UUID) -> str:
    """The route with names of things that are there."""
    network = (await city.get(f"/offers/{offer}")).json()["network"]
    path = route.replace("{offer_id}", str(offer)).replace("{network}", network)
    if path.endswith("/{id}"):
        folder = path.removesuffix("/{id}")
        found = (await city.get(folder)).json()["contents"]
        path = f"{folder}/{offer if folder == '/services' else found[0]['id']}"
    return path + QUERIES.get(route, "")


async def long_unchanged(city: City) -> None:
    """The second of the last change is over."""
    last: LastChange = city.offers.app.state.last_change
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    last.until(Standing(0, 0, 0, ""), long_ago)
    last.until(await city.offers.app.state.search.live.standing(), long_ago)


def test_the_sweep_knows_the_reads() -> None:
    assert {"/offers", "/offers/{offer_id}", "/offers/calendar.ics", "/offers/search", "/services"} <= set(READS)


@pytest.mark.parametrize("route", READS)
async def test_a_read_can_be_asked_whether_it_has_changed(offer: UUID, city: City, route: str) -> None:
    path = await path_of(city, route, offer)
    await long_unchanged(city)
    first = await city.offers.http.get(path)
    tag, since = first.headers["etag"], first.headers["last-modified"]
    by_tag = await city.offers.http.get(path, headers={"If-None-Match": tag})
    by_time = await city.offers.http.get(path, headers={"If-Modified-Since": since})
    other = await city.offers.http.get(path, headers={"If-None-Match": '"another"', "If-Modified-Since": since})
    earlier = await city.offers.http.get(path, headers={"If-Modified-Since": "Mon, 05 Jan 2026 08:00:00 GMT"})
    assert [each.status_code for each in (first, by_tag, by_time, other, earlier)] == [200, 304, 304, 200, 200]
    assert [each.content for each in (by_tag, by_time)] == [b"", b""]
    assert {each.headers["etag"] for each in (by_tag, by_time, other)} == {tag}


async def test_whoever_asks_only_whether_it_has_changed_is_told_from_memory_too(quarter: Quarter, city: City) -> None:
    await quarter.published()
    await all_renewed(city)
    await long_unchanged(city)
    path = f"/offers/feed.atom?network={quarter.network}"
    tag = (await city.offers.http.get(path)).headers["etag"]
    await quarter.published(title="Noch eins")
    changed = await city.offers.http.get(path, headers={"If-None-Match": tag})
    again = await city.offers.http.get(path, headers={"If-None-Match": changed.headers["etag"]})
    assert (changed.status_code, again.status_code) == (200, 304)
    assert changed.text.count("<entry") == 2
    assert again.content == b""


async def test_a_change_within_the_same_second_is_never_passed_over(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    await long_unchanged(city)
    before = (await city.get(f"/offers/{offer}")).headers["last-modified"]
    await quarter.put(offer, by=quarter.partner, condition=if_match(2), title="Neu")
    after = await city.offers.http.get(f"/offers/{offer}", headers={"If-Modified-Since": before})
    assert (after.status_code, after.json()["title"], after.headers.get("last-modified")) == (200, "Neu", None)
