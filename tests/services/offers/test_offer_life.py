"""An offer's way from draft to end, over HTTP."""

from uuid import uuid4

from tests.services.offers.city import City, Quarter, if_match


async def test_a_new_offer_is_a_draft_in_version_one(quarter: Quarter) -> None:
    made = await quarter.put(uuid4(), by=quarter.partner)
    assert made.status_code == 201
    assert made.headers["ETag"] == '"1"'
    assert int(made.headers["Event-Position"]) > 0
    assert (made.json()["status"], made.json()["notice_version"], made.json()["version"]) == ("draft", 0, 1)


async def test_creating_twice_is_refused_with_the_present_version(quarter: Quarter) -> None:
    offer = await quarter.draft()
    again = await quarter.put(offer, by=quarter.coordinator)
    assert again.status_code == 412
    assert again.headers["ETag"] == '"1"'


async def test_everything_that_was_said_can_be_read_again(quarter: Quarter, city: City) -> None:
    said = {
        "title": "Eltern-Café „Hörde“ & Umgebung, < 3 Jahre",
        "description": "Zeile eins\nZeile zwei",
        "ages": {"min_months": -9, "max_months": None},
        "themes": ["sprache", "ernaehrung"],
        "languages": ["de", "ar"],
        "place": {"name": "Kita", "address": "Weg 1", "latitude": 51.5, "longitude": 7.5, "anchor_site": str(uuid4())},
        "schedule_text": "dienstags",
        "dates": [{"starts_at": "2026-12-01T10:00:00+01:00", "ends_at": "2026-12-01T11:00:00+01:00"}],
        "cost_cents": None,
        "bridge": True,
    }
    offer = await quarter.draft(**said)
    read = (await city.get(f"/offers/{offer}", by=quarter.coordinator)).json()
    in_utc = [{"starts_at": "2026-12-01T09:00:00Z", "ends_at": "2026-12-01T10:00:00Z"}]
    assert {name: read[name] for name in said} == {**said, "dates": in_utc}


async def test_changing_the_time_of_a_published_offer_grows_the_notice_version(quarter: Quarter) -> None:
    offer = await quarter.published()
    changed = await quarter.put(offer, by=quarter.partner, condition=if_match(2), schedule_text="montags")
    assert changed.status_code == 200
    assert (changed.json()["version"], changed.json()["notice_version"]) == (3, 2)


async def test_changing_the_wording_of_a_published_offer_keeps_the_notice_version(quarter: Quarter) -> None:
    offer = await quarter.published()
    changed = await quarter.put(offer, by=quarter.partner, condition=if_match(2), title="Babygruppe")
    assert (changed.json()["version"], changed.json()["notice_version"]) == (3, 1)


async def test_an_equal_content_changes_and_tells_nothing(quarter: Quarter) -> None:
    offer = await quarter.draft(themes=["sprache"])
    same = await quarter.put(offer, by=quarter.coordinator, condition=if_match(1), themes=["sprache", "sprache"])
    assert same.status_code == 200
    assert same.headers["ETag"] == '"1"'
    assert "Event-Position" not in same.headers


async def test_a_change_of_an_older_version_is_refused(quarter: Quarter) -> None:
    offer = await quarter.published()
    late = await quarter.put(offer, by=quarter.coordinator, condition=if_match(1), title="Zu spät")
    stands = (await quarter.city.get(f"/offers/{offer}", by=quarter.coordinator)).json()
    assert (late.status_code, late.headers["ETag"]) == (412, '"2"')
    assert late.json()["current"] == {"etag": '"2"', "representation": stands}
    assert (late.json()["sent"]["etag"], late.json()["sent"]["representation"]["title"]) == ('"1"', "Zu spät")


async def test_a_step_that_comes_too_late_shows_the_offer_even_a_draft_to_its_editors(quarter: Quarter) -> None:
    offer = await quarter.draft()
    late = await quarter.post(offer, "publish", by=quarter.partner, version=9)
    hidden = await quarter.post(offer, "publish", by=(await quarter.city.quarter()).coordinator, version=9)
    assert (late.status_code, late.json()["current"]["representation"]["status"]) == (412, "draft")
    assert (hidden.status_code, "current" in hidden.json()) == (404, False)


async def test_a_change_without_condition_is_refused(quarter: Quarter) -> None:
    offer = await quarter.draft()
    assert (await quarter.put(offer, by=quarter.coordinator, condition={})).status_code == 428


async def test_an_offer_stays_in_its_network(quarter: Quarter, other_quarter: Quarter) -> None:
    offer = await quarter.draft()
    moved = await quarter.put(offer, by="office", condition=if_match(1), network=other_quarter.network)
    assert moved.status_code == 409
    assert moved.json()["type"].endswith("network-is-fixed")


async def test_withdrawing_ends_a_published_offer(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    ended = await quarter.post(offer, "withdraw", by=quarter.partner, version=2)
    assert (ended.status_code, ended.json()["status"]) == (200, "ended")
    assert (await city.get(f"/offers/{offer}")).json()["status"] == "ended"


async def test_a_draft_cannot_be_withdrawn(quarter: Quarter) -> None:
    offer = await quarter.draft()
    refused = await quarter.post(offer, "withdraw", by=quarter.partner, version=1)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:infamilie:problem:offer-is-not-published")


async def test_a_published_offer_cannot_be_published_again(quarter: Quarter) -> None:
    offer = await quarter.published()
    refused = await quarter.post(offer, "publish", by=quarter.coordinator, version=2)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:infamilie:problem:offer-is-published")


async def test_an_ended_offer_stays_as_it_was(quarter: Quarter) -> None:
    offer = await quarter.published()
    await quarter.post(offer, "withdraw", by=quarter.coordinator, version=2)
    changed = await quarter.put(offer, by=quarter.coordinator, condition=if_match(3), title="Doch noch")
    published = await quarter.post(offer, "publish", by=quarter.coordinator, version=3)
    assert (changed.status_code, published.status_code) == (409, 409)


async def test_an_unchanged_offer_is_answered_by_304(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    first = await city.get(f"/offers/{offer}")
    again = await city.offers.http.get(f"/offers/{offer}", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
