"""Offers in the words of schema.org, as the answer says them."""

import json
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from shared.calendar_day import BERLIN
from tests.services.offers.city import City, Quarter
from tests.services.offers.feeds.test_calendars import SINGLE, TOMORROW, TUESDAYS


async def document(city: City, quarter: Quarter, **said: Any) -> dict[str, Any]:
    offer = await quarter.published(**said)
    answer = await city.get(f"/offers/{offer}.jsonld")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/ld+json")
    told: dict[str, Any] = answer.json()
    assert told["@context"] == "https://schema.org"
    assert told["url"].endswith(f"/offers/{offer}")
    return told


async def test_an_offer_with_one_date_is_an_event(quarter: Quarter, city: City) -> None:
    told = await document(city, quarter, dates=[SINGLE], places=[{"name": "Kita", "latitude": 51.5, "longitude": 7.5}])
    assert (told["@type"], told["name"]) == ("Event", "Krabbelgruppe")
    assert datetime.fromisoformat(told["startDate"]) == TOMORROW
    assert datetime.fromisoformat(told["endDate"]) == TOMORROW + timedelta(hours=1)
    assert told["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 51.5, "longitude": 7.5}
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["isAccessibleForFree"] is True
    assert told["audience"]["suggestedAge"] == {
        "@type": "QuantitativeValue",
        "unitCode": "MON",
        "minValue": 6,
        "maxValue": 17,
    }


async def test_an_offer_by_a_rule_is_a_series_with_its_schedule_and_its_coming_dates(
    quarter: Quarter, city: City
) -> None:
    told = await document(city, quarter, schedule={"recurrences": [TUESDAYS]})
    (schedule,) = told["eventSchedule"]
    assert told["@type"] == "EventSeries"
    assert (schedule["repeatFrequency"], schedule["byDay"]) == ("P1W", ["https://schema.org/Tuesday"])
    assert (schedule["startTime"], schedule["endDate"]) == ("10:00:00", "2099-01-01")
    assert "2026-01-13T10:00:00+01:00" in schedule["exceptDate"]
    begins = [datetime.fromisoformat(event["startDate"]) for event in told["subEvent"]]
    assert {begin.weekday() for begin in begins} == {1}
    assert begins == sorted(begins)
    assert begins[0] > datetime.now(BERLIN) - timedelta(hours=2)


async def test_what_schedules_cannot_say_is_told_by_its_dates(quarter: Quarter, city: City) -> None:
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    told = await document(
        city, quarter, schedule={"recurrences": [{**TUESDAYS, "rule": rule, "pauses_in_school_holidays": False}]}
    )
    assert "eventSchedule" not in told
    begins = [datetime.fromisoformat(event["startDate"]) for event in told["subEvent"]]
    assert len(begins) >= 5
    assert [begin.date() for begin in begins] == last_workdays(begins[0].date(), len(begins))
    assert begins[0] > datetime.now(BERLIN) - timedelta(hours=2)


def last_workdays(first: date, months: int) -> list[date]:
    """The last day from Monday to Friday of so many months, from that of a day on."""
    numbers = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + months)
    ends = [date(number // 12, number % 12 + 1, monthrange(number // 12, number % 12 + 1)[1]) for number in numbers]
    return [end - timedelta(days=max(0, end.weekday() - 4)) for end in ends]


async def test_an_offer_without_dates_is_a_service(quarter: Quarter, city: City) -> None:
    hours = [{"weekday": 2, "opens": "10:00", "closes": "11:30"}]
    told = await document(city, quarter, kind="advice", places=[{"name": "Amt", "opening_hours": hours}])
    (channel,) = told["availableChannel"]
    assert (told["@type"], told["serviceType"]) == ("Service", "advice")
    assert channel["serviceLocation"]["openingHoursSpecification"][0]["dayOfWeek"] == "https://schema.org/Tuesday"


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ({"kind": "free"}, {"@type": "Offer", "price": "0"}),
        ({"kind": "amount", "from_cents": 305}, {"@type": "Offer", "price": "3.05"}),
        (
            {"kind": "range", "from_cents": 100, "to_cents": 500},
            {"@type": "AggregateOffer", "lowPrice": "1.00", "highPrice": "5.00"},
        ),
    ],
)
async def test_a_price_is_told(quarter: Quarter, city: City, cost: dict[str, Any], expected: dict[str, str]) -> None:
    told = await document(city, quarter, dates=[SINGLE], cost=cost, room={"capacity": 8, "free": 0})
    assert told["offers"] == {**expected, "priceCurrency": "EUR", "availability": "https://schema.org/SoldOut"}


async def test_no_text_can_end_the_script_element(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(title="Wir & ihr > alle", description="1 < 2 && 2 > 1")
    answer = await city.get(f"/offers/{offer}.jsonld")
    assert [sign for sign in "<>&" if sign in answer.text] == []
    assert json.loads(answer.text)["name"] == "Wir & ihr > alle"


async def test_an_offer_that_has_ended_is_a_cancelled_event(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(dates=[SINGLE])
    await quarter.post(offer, "withdraw", by=quarter.partner, version=2)
    assert (await city.get(f"/offers/{offer}.jsonld")).json()["eventStatus"] == "https://schema.org/EventCancelled"


async def test_a_draft_has_no_linked_data(quarter: Quarter, city: City) -> None:
    draft = await quarter.draft(dates=[SINGLE])
    assert (await city.get(f"/offers/{draft}.jsonld", by=quarter.partner)).status_code == 404


async def test_neither_notes_nor_fundings_nor_hidden_numbers_are_told(quarter: Quarter, city: City) -> None:
    contact = {"function": "Büro", "switchboard": "0231 555", "is_public": False}
    offer = await quarter.published(
        dates=[SINGLE], internal_note="GEHEIM", funding={"source": "GELDGEBER"}, contact=contact
    )
    told = [
        (await city.get(path)).text
        for path in (f"/offers/{offer}.jsonld", f"/offers/{offer}.ics", f"/offers/feed.atom?network={quarter.network}")
    ]
    assert [word for word in ("GEHEIM", "GELDGEBER", "0231 555") if any(word in text for text in told)] == []
