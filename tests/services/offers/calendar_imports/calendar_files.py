"""Calendars of partners as their programs write them, and what is asked of them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from shared.calendar_day import BERLIN
from tests.services.offers.city import Quarter, if_match

NEXT_YEAR = datetime.now(BERLIN).year + 1
MONDAY = next(
    day for number in range(7) if (day := datetime(NEXT_YEAR, 2, 1 + number, 10, tzinfo=BERLIN)).weekday() == 0
)


def local(moment: datetime) -> str:
    return f";TZID=Europe/Berlin:{moment:%Y%m%dT%H%M%S}"


def event(uid: str = "1@kita", *more: str, at: datetime = MONDAY, **said: str) -> str:
    """An event of an hour and a half; `said` replaces its lines, `more` come beside."""
    lines = {
        "UID": f":{uid}",
        "SUMMARY": ":Krabbeln",
        "DTSTART": local(at),
        "DTEND": local(at + timedelta(minutes=90)),
        **said,
    }
    return "\r\n".join(("BEGIN:VEVENT", *(f"{name}{value}" for name, value in lines.items()), *more, "END:VEVENT"))


def calendar(*events: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kita//DE", *events, "END:VCALENDAR", "")).encode()


async def bring(
    quarter: Quarter, offer: UUID, body: bytes, *, version: int, by: str | None = None, **asked: Any
) -> httpx.Response:
    return await quarter.city.offers.http.post(
        f"/offers/{offer}/calendar-imports",
        params={"dry_run": "false", **asked},
        content=body,
        headers={**quarter.city.platform.headers(by or quarter.partner), **if_match(version)},
    )


def outcomes(report: httpx.Response) -> list[str]:
    assert report.status_code == httpx.codes.OK, report.text
    return [each["reason"] or each["outcome"] for each in report.json()["events"]]


async def said_by(quarter: Quarter, offer: UUID) -> dict[str, Any]:
    answer = await quarter.city.get(f"/offers/{offer}", by=quarter.partner)
    said: dict[str, Any] = answer.json()
    return said


async def begins(quarter: Quarter, offer: UUID) -> list[datetime]:
    """When the offer takes place in the year of the files."""
    window = {"since": f"{NEXT_YEAR}-01-01T00:00:00Z", "until": f"{NEXT_YEAR}-12-31T23:00:00Z", "limit": 1000}
    found = (await quarter.city.get(f"/offers/{offer}/dates", by=quarter.partner, **window)).json()["dates"]
    return [datetime.fromisoformat(date["starts_at"]) for date in found]
