"""What comes with the answers: the root, open doors for other sites, and 304 for whoever has it already."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from uuid import UUID, uuid4, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from services.offers.api.last_change import LastChange
from services.offers.domain.hsds.identifiers import NAMESPACE, stable_id
from services.offers.storage.search.standing import Standing
from tests.services.offers.city import City
from tests.services.offers.hsds.calm import calm
from tests.services.offers.hsds.conftest import Rich

PATHS = ("/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms", "/hsds/profile")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


async def test_the_root_tells_version_profile_and_description_and_they_are_there(city: City) -> None:
    root = (await city.get("/")).json()
    linked = [await city.get(root[key].removeprefix(city.offers.url)) for key in ("profile", "openapi_url")]
    assert root["version"] == "3.1"
    assert [one.status_code for one in linked] == [200, 200]


async def test_the_description_names_every_path_of_hsds(city: City) -> None:
    described = (await city.get("/openapi.json")).json()["paths"]
    assert {
        "/services",
        "/services/{id}",
        "/organizations",
        "/service_at_locations/{id}",
        "/taxonomy_terms",
    } <= described.keys()


@pytest.mark.parametrize("path", ["/", *PATHS, f"/services/{uuid4()}", "/services?page=0"])
async def test_pages_of_other_sites_may_read_answers_and_refusals(city: City, path: str) -> None:
    answer = await city.offers.http.get(path, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_browsers_that_ask_before_asking_are_let_in(city: City) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    answer = await city.offers.http.options("/services", headers=headers)
    assert (answer.status_code, answer.headers["access-control-allow-methods"]) == (204, "GET")


async def test_other_paths_stay_closed_to_pages_of_other_sites(city: City) -> None:
    answer = await city.offers.http.get("/offers", headers={"Origin": "https://example.org"})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", [*PATHS, "/services?format=ndjson", "/services?full=true"])
async def test_who_has_an_answer_gets_304_by_its_tag(rich: Rich, city: City, path: str) -> None:
    await calm(city)
    first = await city.offers.http.get(path)
    again = await city.offers.http.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


async def test_a_change_makes_another_tag(rich: Rich, city: City) -> None:
    before = (await city.get("/services", format="ndjson")).headers["etag"]
    await rich.quarter.published(title="Neu")
    after = await city.offers.http.get("/services?format=ndjson", headers={"If-None-Match": before})
    assert (after.status_code, "Neu" in after.text) == (200, True)


async def test_who_has_it_since_then_gets_304_once_the_second_is_over(rich: Rich, city: City) -> None:
    last: LastChange = city.offers.app.state.last_change
    live = city.offers.app.state.search.live
    await calm(city)
    long_ago = datetime.now(UTC) - timedelta(minutes=1)
    last.until(Standing(0, 0, 0, ""), long_ago)
    last.until(await live.standing(), long_ago)
    first = await city.get("/services")
    since = {"If-Modified-Since": first.headers["last-modified"]}
    again = await city.offers.http.get("/services", headers=since)
    await rich.quarter.published(title="Noch neuer")
    after = await city.offers.http.get("/services", headers=since)
    assert (again.status_code, after.status_code) == (304, 200)


@pytest.mark.parametrize("since", ["no date at all", format_datetime(NOON - timedelta(days=9000), usegmt=True)])
async def test_a_date_that_is_none_or_long_past_brings_the_whole_answer(rich: Rich, city: City, since: str) -> None:
    assert (await city.offers.http.get("/services", headers={"If-Modified-Since": since})).status_code == 200


def test_two_changes_within_a_second_are_told_apart() -> None:
    last, one, other = LastChange(), Standing(1, 0, 0, "a"), Standing(2, 0, 0, "a")
    first = last.until(one, NOON.replace(microsecond=200_000))
    second = last.until(other, NOON.replace(microsecond=700_000))
    assert (first, second) == (NOON + timedelta(seconds=1), NOON + timedelta(seconds=1))
    assert first > NOON.replace(microsecond=700_000), "within the second nobody is told that nothing has changed"
    assert last.until(other, NOON + timedelta(hours=1)) == second


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=4))
def test_ids_are_uuids_of_version_5(names: list[str]) -> None:
    assert UUID(stable_id(*names)) == uuid5(NAMESPACE, "/".join(names))


async def test_a_list_that_is_remembered_is_given_to_each_as_he_asks(rich: Rich, city: City) -> None:
    last: LastChange = city.offers.app.state.last_change
    live = city.offers.app.state.search.live
    await calm(city)
    last.until(Standing(0, 0, 0, ""), datetime.now(UTC) - timedelta(minutes=1))
    last.until(await live.standing(), datetime.now(UTC) - timedelta(minutes=1))
    first, again = await city.get("/services", per_page=7), await city.get("/services", per_page=7)
    since = {"If-Modified-Since": again.headers["last-modified"]}
    unchanged = await city.offers.http.get("/services?per_page=7", headers=since)
    other_tag = await city.offers.http.get("/services?per_page=7", headers={**since, "If-None-Match": '"another"'})
    assert (first.content, unchanged.status_code, other_tag.status_code) == (again.content, 304, 200)


async def test_the_description_tells_the_envelope_and_the_lines(city: City) -> None:
    described = (await city.get("/openapi.json")).json()
    answers = described["paths"]["/services"]["get"]["responses"]["200"]["content"]
    assert answers["application/json"]["schema"]["$ref"].endswith("/HsdsPage")
    assert "application/x-ndjson" in answers
    assert set(described["components"]["schemas"]["HsdsPage"]["required"]) == set(
        (await city.get("/taxonomies")).json()
    )


@contextmanager
def counted(city: City) -> Iterator[list[str]]:
    """The statements that count offers meanwhile: an answer that is made needs one."""
    statements: list[str] = []

    def note(_c: object, _d: object, statement: str, *_: object) -> None:
        if "count(*)" in statement and "FROM offers" in statement:
            statements.append(statement)

    engine = city.offers.running.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("asked", "is_remembered"),
    [("", True), ("?per_page=7", True), ("?page=2", False), ("?full=true", False), ("?day=TU", False)],
)
async def test_what_a_copy_walks_through_is_not_kept(rich: Rich, city: City, asked: str, is_remembered: bool) -> None:
    await calm(city)
    last: LastChange = city.offers.app.state.last_change
    last.until(Standing(0, 0, 0, ""), datetime.now(UTC) - timedelta(minutes=1))
    last.until(await city.offers.app.state.search.live.standing(), datetime.now(UTC) - timedelta(minutes=1))
    await city.offers.http.get(f"/services{asked}")
    with counted(city) as statements:
        await city.offers.http.get(f"/services{asked}")
    assert (len(statements) == 0) is is_remembered
