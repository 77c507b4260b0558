"""When an offer takes place, as HSDS schedules.

HSDS repeats by weeks and months only: a rule that counts otherwise is told in words, with its single days beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.record import Json, OfferRecord, without_missing
from services.offers.domain.schedule.rule import WEEKDAYS, read_rule
from shared.calendar_day import BERLIN

Said = Mapping[str, Any]
Link = tuple[str, str]
"""Whose schedule it is: the key that names it, and its id."""
PLAIN: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST"})
EVERY_DAY: Final = ",".join(WEEKDAYS)
HOLIDAYS: Final = "nicht in den Schulferien in Nordrhein-Westfalen"


def schedules_of(record: OfferRecord) -> list[Json]:
    """Return all schedules of a service: rules, courses, single dates, and what is only told in words."""
    said, link = record.said, ("service_id", record.id)
    plan = said.get("schedule") or {}
    made: list[Json] = []
    for rule in plan.get("recurrences") or ():
        made += _recurrence(rule, link)
    for course in plan.get("courses") or ():
        for rule in course.get("recurrences") or ():
            made += _recurrence(rule, link, note=_course(course))
    made += (_date(starts_at, ends_at, link) for starts_at, ends_at in said.get("dates") or ())
    if said.get("schedule_text"):
        made.append(_with_id({link[0]: link[1], "description": said["schedule_text"]}))
    return made


def opening_schedules(hours: Sequence[Said], *, link: Link) -> list[Json]:
    """Return the opening hours of a place."""
    return [
        _with_id(
            {
                link[0]: link[1],
                "freq": "WEEKLY",
                "interval": 1,
                "byday": WEEKDAYS[each["weekday"] - 1],
                "opens_at": each["opens"][:5],
                "closes_at": each["closes"][:5],
            }
        )
        for each in hours
    ]


def _recurrence(rule: Said, link: Link, *, note: str = "") -> Iterator[Json]:
    said: Json = {link[0]: link[1], "dtstart": rule["first_day"], "valid_from": rule["first_day"], **_hours(rule)}
    parts = dict(part.split("=", 1) for part in (rule.get("rule") or "").split(";") if part)
    if not parts:
        said["valid_to"] = rule["first_day"]
    elif (frequency := _frequency(parts)) is not None:
        said |= _repeated(parts, frequency, date.fromisoformat(rule["first_day"])) | _end(rule["rule"], parts)
    notes = (note, "" if not parts or _frequency(parts) else f"Wiederholung: {rule['rule']}", _exceptions(rule))
    said["description"] = "; ".join(each for each in notes if each)
    yield _with_id(said)
    for day in rule.get("additionally") or ():
        yield _with_id({link[0]: link[1], "dtstart": day, "valid_from": day, "valid_to": day, **_hours(rule)})


def _frequency(parts: Mapping[str, str]) -> str | None:
    """Return the frequency by which HSDS can say the rule; every day is a week with seven days."""
    if not PLAIN.issuperset(parts):
        return None
    if parts["FREQ"] == "DAILY" and parts.get("INTERVAL", "1") == "1" and not {"COUNT", "BYMONTHDAY"} & parts.keys():
        return "WEEKLY"
    return parts["FREQ"] if parts["FREQ"] in {"WEEKLY", "MONTHLY"} else None


def _repeated(parts: Mapping[str, str], frequency: str, first_day: date) -> Json:
    weekdays, month_days = parts.get("BYDAY"), parts.get("BYMONTHDAY")
    if parts["FREQ"] == "DAILY":
        weekdays = weekdays or EVERY_DAY
    elif weekdays is None and month_days is None:
        weekdays = WEEKDAYS[first_day.weekday()] if frequency == "WEEKLY" else None
        month_days = str(first_day.day) if frequency == "MONTHLY" else None
    return without_missing(
        {
            "freq": frequency,
            "interval": int(parts.get("INTERVAL", "1")),
            "byday": weekdays,
            "bymonthday": month_days,
            "count": int(parts["COUNT"]) if "COUNT" in parts else None,
            "wkst": parts.get("WKST"),
        }
    )


def _exceptions(rule: Said) -> str:
    without = [date.fromisoformat(day).strftime("%d.%m.%Y") for day in rule.get("without") or ()]
    missing = f"nicht am {', '.join(without)}" if without else ""
    return "; ".join(part for part in (HOLIDAYS if rule.get("pauses_in_school_holidays") else "", missing) if part)


def _course(course: Said) -> str:
    begin, end = course.get("sign_up_from"), course.get("sign_up_until")
    period = " ".join(part for part in (f"ab {begin}" if begin else "", f"bis {end}" if end else "") if part)
    return f"Kurs „{course['label']}“" + (f", Anmeldung {period}" if period else "")


def _date(starts_at: str, ends_at: str, link: Link) -> Json:
    begin, end = (datetime.fromisoformat(at).astimezone(BERLIN) for at in (starts_at, ends_at))
    return _with_id(
        {
            link[0]: link[1],
            "dtstart": begin.date().isoformat(),
            "valid_from": begin.date().isoformat(),
            "valid_to": end.date().isoformat(),
            "opens_at": begin.strftime("%H:%M"),
            "closes_at": end.strftime("%H:%M"),
        }
    )


def _hours(rule: Said) -> Json:
    return {"opens_at": rule["starts_at"][:5], "closes_at": rule["ends_at"][:5]}


def _end(rule: str, parts: Mapping[str, str]) -> Json:
    until = read_rule(rule).until if "UNTIL" in parts else None
    return {"until": until.date().isoformat(), "valid_to": until.date().isoformat()} if until else {}


def _with_id(said: Json) -> Json:
    """What is said of a time is what it is known by; HSDS has no other name for it."""
    plain = without_missing(said)
    return {"id": stable_id("schedule", *(f"{key}={value}" for key, value in plain.items())), **plain}
