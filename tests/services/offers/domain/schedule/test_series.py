"""Schedules as calendars expand them: the file is read by the library icalendar, its rules run by python-dateutil."""

from datetime import UTC, date, datetime, time, timedelta
from typing import cast

import icalendar
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from services.offers.domain.content_refusals import RuleNeverHappens
from services.offers.domain.occurrence import Occurrence, in_order
from services.offers.domain.schedule.dates import dates_between
from services.offers.domain.schedule.recurrence import Recurrence
from services.offers.domain.schedule.schedule import Course, Schedule
from services.offers.domain.schedule.series import Series, series_of
from shared.calendar_day import BERLIN
from shared.web.icalendar import CalendarEvent, EventText, Organizer, calendar
from tests.services.offers.domain.schedule.test_rules import ends, month_days, weekdays

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SINCE, UNTIL = datetime(2025, 12, 31, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
TEXT = EventText(sequence=0, stamp=LONG_AGO, summary="Treff", organizer=Organizer("Netzwerk", "http://127.0.0.1"))
days = st.dates(date(2026, 1, 1), date(2027, 12, 1))
# Between one and four at night the clock changes: nobody offers anything to families then.
hours = st.integers(6, 20).map(time)
# Rules that surely come: the library looks for others up to the year 9999.
frequencies = st.one_of(
    st.just("DAILY"),
    weekdays.map("WEEKLY;BYDAY={}".format),
    month_days.filter(lambda found: not found.startswith("31")).map("MONTHLY;BYMONTHDAY={}".format),
    st.sampled_from(("1MO", "-1FR", "2TU,4TU")).map("MONTHLY;BYDAY={}".format),
    st.just("YEARLY"),
)
rules = st.tuples(frequencies, st.integers(1, 3), ends).map(
    lambda found: f"FREQ={found[0]};INTERVAL={found[1]}{found[2]}"
)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    starts_at = draw(hours)
    try:
        return Recurrence(
            first_day=draw(st.dates(date(2026, 1, 1), date(2026, 6, 1))),
            starts_at=starts_at,
            ends_at=starts_at.replace(minute=45),
            rule=draw(st.one_of(st.none(), rules)),
            without=tuple(draw(st.lists(days, max_size=5))),
            additionally=tuple(draw(st.lists(days, max_size=3))),
            pauses_in_school_holidays=draw(st.booleans()),
        )
    except RuleNeverHappens:
        return cast("Recurrence", reject())


@st.composite
def single_dates(draw: st.DrawFn) -> tuple[Occurrence, ...]:
    begins = [datetime.combine(day, draw(hours), UTC) for day in draw(st.lists(days, max_size=4))]
    return in_order(Occurrence(begin, begin + timedelta(minutes=draw(st.integers(1, 90)))) for begin in begins)


def in_a_calendar(series: list[Series]) -> list[tuple[datetime, datetime]]:
    """What a calendar program shows of the file between SINCE and UNTIL."""
    events = [
        CalendarEvent(
            uid=each.key,
            starts_at=each.first.starts_at,
            ends_at=each.first.ends_at,
            rule=each.rule,
            without=each.without,
            text=TEXT,
        )
        for each in series
    ]
    read = icalendar.Calendar.from_ical(calendar(events, name="Treff", method="PUBLISH"))
    shown = {span for event in read.walk("VEVENT") for span in expanded(cast("icalendar.Event", event))}
    return sorted(span for span in shown if span[1] > SINCE and span[0] < UNTIL)


def expanded(event: icalendar.Event) -> list[tuple[datetime, datetime]]:
    start, end = cast("datetime", event.start), cast("datetime", event.end)
    length = end.astimezone(UTC) - start.astimezone(UTC)
    if "RRULE" not in event:
        return [(start.astimezone(UTC), end.astimezone(UTC))]
    lines = event.to_ical().decode().replace("\r\n ", "").split("\r\n")
    rule = next(line for line in lines if line.startswith("RRULE:"))
    dates = rruleset()
    dates.rrule(rrulestr(rule, dtstart=start))
    for excluded in event.exdates:
        dates.exdate(cast("datetime", excluded))
    begins = dates.between(SINCE.astimezone(BERLIN) - timedelta(days=1), UNTIL.astimezone(BERLIN))
    return [(begin.astimezone(UTC), begin.astimezone(UTC) + length) for begin in begins]


def of(single: tuple[Occurrence, ...], schedule: Schedule, since: datetime = LONG_AGO) -> list[Series]:
    return list(series_of(single, schedule, since=since))


@settings(max_examples=40)
@given(single_dates(), st.lists(recurrences(), max_size=2), st.lists(recurrences(), max_size=1))
def test_a_calendar_shows_exactly_the_dates_of_the_offer(
    single: tuple[Occurrence, ...], regular: list[Recurrence], course: list[Recurrence]
) -> None:
    courses = (Course(label="Kurs", recurrences=tuple(course)),) if course else ()
    schedule = Schedule(recurrences=tuple(regular), courses=courses)
    told = dates_between(single, schedule, since=SINCE, until=UNTIL, most=10_000)
    assert in_a_calendar(of(single, schedule)) == [(date.starts_at, date.ends_at) for date in told]


@settings(max_examples=40)
@given(single_dates(), st.lists(recurrences(), max_size=3), days)
def test_what_is_left_out_because_it_is_over_has_no_date_any_more(
    single: tuple[Occurrence, ...], regular: list[Recurrence], day: date
) -> None:
    since = datetime.combine(day, time(), BERLIN)
    schedule = Schedule(recurrences=tuple(regular))
    kept = {each.key for each in of(single, schedule, since)}
    left_out = [each for each in of(single, schedule) if each.key not in kept]
    assert [span for span in in_a_calendar(left_out) if span[1] > since] == []


@given(single_dates(), st.lists(recurrences(), max_size=3))
def test_no_two_dates_have_the_same_key(single: tuple[Occurrence, ...], regular: list[Recurrence]) -> None:
    keys = [each.key for each in of(single, Schedule(recurrences=tuple(regular)))]
    assert len(keys) == len(set(keys))


def test_a_date_keeps_its_key_when_others_come_and_go() -> None:
    friday, saturday = (
        Occurrence(datetime(2026, 5, day, 9, tzinfo=UTC), datetime(2026, 5, day, 10, tzinfo=UTC)) for day in (8, 9)
    )
    (alone,) = of((saturday,), Schedule())
    assert alone in of((friday, saturday), Schedule())
