"""Ages in short for the tables of the workspace: "6 Monate bis 18 Monate", "2 bis 4 Jahre", "ab der Schwangerschaft"."""

from services.portal.domain.ages import MONTHS_A_YEAR, Ages
from shared.web.pages.view import counted, translated


def age_span(ages: Ages) -> str:
    """Return the interval in short."""
    low, high = ages.min_months, ages.max_months
    if high is None:
        return _from(low)
    if high <= 0:
        return translated("Schwangerschaft")
    years, rest = divmod(high, MONTHS_A_YEAR)
    if rest or years == 0:
        return counted("{low} bis {number} Monat", "{low} bis {number} Monate", high, low=_beginning(low))
    return counted("{low} bis {number} Jahr", "{low} bis {number} Jahre", years, low=_beginning(low))


def _from(low: int | None) -> str:
    if low is None:
        return translated("jedes Alter")
    if low <= 0:
        return translated("ab der Schwangerschaft") if low else translated("ab der Geburt")
    years, rest = divmod(low, MONTHS_A_YEAR)
    if rest or years == 0:
        return counted("ab {number} Monat", "ab {number} Monate", low)
    return counted("ab {number} Jahr", "ab {number} Jahre", years)


def _beginning(low: int | None) -> str:
    """Return how an interval begins before its end: years by their number alone."""
    if low is None:
        return translated("jedes Alter")
    if low <= 0:
        return translated("Schwangerschaft") if low else translated("Geburt")
    years, rest = divmod(low, MONTHS_A_YEAR)
    return counted("{number} Monat", "{number} Monate", low) if rest else str(years)
