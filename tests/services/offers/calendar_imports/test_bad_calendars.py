"""Calendars that are broken, hostile or of no use are refused clearly, and cost no more than others."""

import time
from typing import Any

import pytest

from tests.services.offers.calendar_imports.calendar_files import MONDAY, begins, bring, calendar, event, outcomes
from tests.services.offers.city import Quarter

MUCH_SECONDS = 10.0


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (event("1", "RRULE:FREQ=SECONDLY"), "rule-too-frequent"),
        (event("1", "RRULE:FREQ=MINUTELY;COUNT=999999999"), "rule-too-frequent"),
        (event("1", "RRULE:FREQ=DAILY;COUNT=999999999"), "rule"),
        (event("1", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "rule"),
        (event("1", "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYSECOND=1,2,3"), "rule"),
        (event("1", "RRULE:FREQ=FORTNIGHTLY"), "rule"),
        (event("1", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "rule"),
        (event("1", DTSTART=";VALUE=DATE:20270301", DTEND=";VALUE=DATE:20270302"), "all-day"),
        (event("1", DTSTART=":kaputt"), "unreadable"),
        (event("1", DTEND=":20200101T000000Z"), "no-end"),
        (event("1", DTEND=":21990101T000000Z"), "too-long"),
        (event("1", DTSTART=":20200101T100000Z", DTEND=":20200101T110000Z"), "over"),
        (event("1", DTSTART=":18000101T100000Z", DTEND=":18000101T110000Z"), "over"),
        (event("1", CLASS=":PRIVATE"), "private"),
        (event("", UID=":"), "no-id"),
        (event("1", SEQUENCE=":viele"), "unreadable"),
        (event("1", DESCRIPTION=":" + "x" * 200_000), "unreadable"),
        (event("1", *["BEGIN:VALARM"] * 5_000), "unreadable"),
        (event("1", f"RECURRENCE-ID:{MONDAY:%Y%m%dT%H%M%S}Z"), "unreadable"),
    ],
)
async def test_a_bad_event_is_refused_with_its_reason_and_the_others_come(
    quarter: Quarter, bad: str, reason: str
) -> None:
    offer = await quarter.draft()
    report = await bring(quarter, offer, calendar(bad, event("2")), version=1)
    assert sorted(outcomes(report)) == sorted([reason, "new"])
    assert await begins(quarter, offer) == [MONDAY]
    explained = [each["explanation"] for each in report.json()["events"] if each["reason"]]
    assert all(explained)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<!doctype html><html><body>Bitte anmelden</body></html>", (422, "no-calendar")),
        (b"", (422, "no-calendar")),
        (b"\xff\xfe\x00\x01", (422, "no-calendar")),
        (calendar(*(event(str(number)) for number in range(1_001))), (422, "calendar-too-long")),
        (calendar(event()) + b" " * 10_000_000, (413, "payload-too-large")),
    ],
)
async def test_what_is_no_calendar_or_too_much_is_refused(
    quarter: Quarter, body: bytes, expected: tuple[int, str]
) -> None:
    offer = await quarter.draft()
    refused = await bring(quarter, offer, body, version=1)
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == expected


@pytest.mark.parametrize(
    "bomb",
    [
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 200_000,
        calendar(*(event(str(number), "RRULE:FREQ=DAILY") for number in range(500))),
        calendar("BEGIN:VEVENT", *["RRULE:FREQ=DAILY"] * 5_000, "END:VEVENT"),
    ],
)
async def test_a_bomb_costs_little(quarter: Quarter, bomb: bytes) -> None:
    offer = await quarter.draft()
    began = time.process_time()
    answer = await bring(quarter, offer, bomb, version=1)
    assert answer.status_code == 200
    assert time.process_time() - began < MUCH_SECONDS


async def test_what_does_not_fit_is_refused_and_rules_become_dates(quarter: Quarter) -> None:
    offer = await quarter.draft()
    many = calendar(*(event(str(number), "RRULE:FREQ=WEEKLY;COUNT=60") for number in range(12)))
    report: dict[str, Any] = (await bring(quarter, offer, many, version=1)).json()
    by_rule = [each["by_rule"] for each in report["events"] if each["reason"] is None]
    assert by_rule.count(True) == 10
    assert by_rule.count(False) == 2
    daily = calendar(
        *(event(str(number), at=MONDAY.replace(hour=number % 20, minute=number // 20)) for number in range(450))
    )
    full = (await bring(quarter, offer, daily, version=2, source="Zweiter")).json()
    assert {each["reason"] for each in full["events"]} == {None, "offer-is-full"}
