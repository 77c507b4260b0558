"""When a local hour of Dortmund is: days and hours are told locally, moments in UTC."""

from datetime import UTC, date, datetime, time

from shared.calendar_day import BERLIN


def moment(day: date, at: time) -> datetime:
    """Return the UTC moment of a local time.

    An hour that the clock skips in March is read with the offset before the change, one that comes twice in October is the
    first (RFC 5545, section 3.3.5).
    """
    return datetime.combine(day, at, tzinfo=BERLIN).astimezone(UTC)
