"""Everything an offer can say, in two views; and editors who know the short forms only."""

from typing import Any
from uuid import uuid4

import pytest

from tests.services.offers.city import City, Quarter, if_match

FULL: dict[str, Any] = {
    "kind": "course",
    "text_language": "de",
    "texts": [{"language": "tr", "title": "Bebek grubu", "description": "", "state": "machine"}],
    "target_groups": ["eltern"],
    "places": [
        {
            "name": "Kita",
            "address": "Weg 1",
            "latitude": 51.5,
            "longitude": 7.5,
            "anchor_site": str(uuid4()),
            "opening_hours": [{"weekday": 2, "opens": "10:00:00", "closes": "11:30:00"}],
        },
        {
            "name": "Bücherei",
            "address": None,
            "latitude": None,
            "longitude": None,
            "anchor_site": None,
            "opening_hours": [],
        },
    ],
    "schedule": {
        "recurrences": [
            {
                "first_day": "2027-03-02",
                "starts_at": "10:00:00",
                "ends_at": "11:30:00",
                "rule": "FREQ=WEEKLY;BYDAY=TU",
                "without": ["2027-03-09"],
                "additionally": [],
                "pauses_in_school_holidays": True,
            }
        ],
        "courses": [],
    },
    "cost": {"kind": "range", "from_cents": 100, "to_cents": 500, "explanation": "je nach Einkommen"},
    "registration": {
        "is_needed": True,
        "way": "im Büro",
        "url": "https://example.org/a",
        "sign_up_until": "2027-02-01",
    },
    "room": {"capacity": 10, "free": 2, "waiting": 3},
    "accessibility": ["lift", "step_free"],
    "childcare": True,
    "contact": {
        "function": "Familienbüro",
        "switchboard": "0231 500",
        "mailbox": "buero@example.org",
        "is_public": False,
    },
    "bridges": [{"end": "from", "phase": "p0-2", "offer": None}],
    "project": str(uuid4()),
    "goals": ["Eltern kennen einander"],
    "funding": {"source": "Land NRW", "ends_on": "2027-12-31"},
    "internal_note": "Leitung wechselt im März",
}


async def test_everything_that_was_said_in_full_can_be_read_again(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft(**FULL)
    read = (await city.get(f"/offers/{offer}", by=quarter.partner)).json()
    assert {name: read[name] for name in FULL} == FULL
    assert (read["place"]["name"], read["cost_cents"]) == ("Kita", None)


async def test_the_public_sees_neither_funding_nor_notes_nor_a_number_that_is_not_public(
    quarter: Quarter, city: City
) -> None:
    offer = await quarter.published(**FULL)
    read = (await city.get(f"/offers/{offer}")).json()
    hidden = {"funding", "internal_note", "publish_at", "sent_back_because"}
    assert not hidden & read.keys()
    assert read["contact"] == {"function": "Familienbüro", "switchboard": None, "mailbox": None}


async def test_an_institutions_public_number_is_shown(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(contact={**FULL["contact"], "is_public": True})
    contact = (await city.get(f"/offers/{offer}")).json()["contact"]
    assert (contact["switchboard"], contact["mailbox"]) == ("0231 500", "buero@example.org")


async def test_an_editor_who_knows_the_short_forms_only_keeps_the_rest(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft(**FULL)
    place = {**FULL["places"][0], "name": "Neue Kita"}
    del place["opening_hours"]
    await quarter.put(offer, by=quarter.partner, condition=if_match(1), title="Neu", place=place, cost_cents=None)
    read = (await city.get(f"/offers/{offer}", by=quarter.partner)).json()
    expected = {**FULL, "places": [{**FULL["places"][0], "name": "Neue Kita"}, FULL["places"][1]]}
    assert {name: read[name] for name in FULL} == expected


async def test_an_editor_who_says_a_price_in_short_replaces_the_range(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft(**FULL)
    changed = await quarter.put(offer, by=quarter.partner, condition=if_match(1), cost_cents=300)
    assert changed.json()["cost"] == {"kind": "amount", "from_cents": 300, "to_cents": None, "explanation": None}


async def test_a_field_that_is_emptied_is_empty(quarter: Quarter) -> None:
    offer = await quarter.draft(**FULL)
    changed = await quarter.put(offer, by=quarter.partner, condition=if_match(1), funding=None, places=[])
    assert (changed.json()["funding"], changed.json()["place"]) == (None, None)


async def test_the_dates_of_an_offer_leave_out_holidays_and_exceptions(quarter: Quarter, city: City) -> None:
    single = {"starts_at": "2027-03-06T10:00:00+01:00", "ends_at": "2027-03-06T11:00:00+01:00"}
    offer = await quarter.published(**FULL, dates=[single])
    window = {"since": "2027-03-01T00:00:00+01:00", "until": "2027-04-08T00:00:00+02:00"}
    found = (await city.get(f"/offers/{offer}/dates", **window)).json()
    assert [date["starts_at"] for date in found["dates"]] == [
        "2027-03-02T09:00:00Z",
        "2027-03-06T09:00:00Z",
        "2027-03-16T09:00:00Z",
        "2027-04-06T08:00:00Z",
    ]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=DAILY;COUNT=99999", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYHOUR=1,2", "x"],
)
async def test_a_bad_or_explosive_rule_is_refused(quarter: Quarter, rule: str) -> None:
    recurrence = {**FULL["schedule"]["recurrences"][0], "rule": rule}
    refused = await quarter.put(uuid4(), by=quarter.partner, schedule={"recurrences": [recurrence]})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"].startswith("#/schedule")


@pytest.mark.parametrize("is_public", [True, False])
async def test_lists_and_the_search_show_an_offer_as_it_reads_by_itself(
    quarter: Quarter, city: City, is_public: bool
) -> None:
    contact = {**FULL["contact"], "is_public": is_public}
    dates = [{"starts_at": "2027-05-01T08:00:00Z", "ends_at": "2027-05-01T10:00:00Z"}]
    offer = await quarter.published(**{**FULL, "contact": contact}, dates=dates)
    await quarter.published(title="Nur das Nötigste")

    by_itself = (await city.get(f"/offers/{offer}")).json()
    listed = (await city.get("/offers", network=quarter.network)).json()["items"]
    found = (await city.get("/offers/search", network=quarter.network, q="Krabbelgruppe")).json()["items"]

    assert [each for each in listed if each["id"] == str(offer)] == [by_itself]
    assert [each["offer"] for each in found] == [by_itself]


async def test_a_draft_reads_in_its_editors_list_like_a_published_one(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft(**FULL)
    listed = (await city.get("/offers", by=quarter.coordinator, network=quarter.network, status="draft")).json()
    await quarter.post(offer, "publish", by=quarter.coordinator, version=1)
    read = (await city.get(f"/offers/{offer}")).json()

    changes = {
        "status": "draft",
        "version": 1,
        "confirmed_on": None,
        "notice_version": listed["items"][0]["notice_version"],
    }
    assert listed["items"] == [{**read, **changes}]
