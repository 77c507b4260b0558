"""Ages in short for the tables of the workspace: "6 bis 18 Monate", "2 bis 4 Jahre", "ab der Schwangerschaft"."""

from services.portal.domain.ages import MONTHS_A_YEAR, Ages


def age_span(ages: Ages) -> str:
    """Return the interval in short German."""
    low, high = ages.min_months, ages.max_months
    beginning = _beginning(low)
    if high is None:
        return f"ab {beginning[1]}" if beginning[1] else "jedes Alter"
    if high <= 0:
        return "Schwangerschaft"
    return f"{beginning[0]} bis {_age(high)}"


def _beginning(low: int | None) -> tuple[str, str]:
    """Return how an interval begins before an end, and without one."""
    if low is None:
        return "jedes Alter", ""
    if low < 0:
        return "Schwangerschaft", "der Schwangerschaft"
    if low == 0:
        return "Geburt", "der Geburt"
    return (str(low // MONTHS_A_YEAR) if low % MONTHS_A_YEAR == 0 else f"{low} Monate"), _age(low)


def _age(months: int) -> str:
    years, rest = divmod(months, MONTHS_A_YEAR)
    if rest or years == 0:
        return f"{months} {'Monat' if months == 1 else 'Monate'}"
    return f"{years} {'Jahr' if years == 1 else 'Jahre'}"
