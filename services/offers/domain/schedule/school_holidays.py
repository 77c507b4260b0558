"""The school holidays of North Rhine-Westphalia, first and last day.

Source: Ministerium für Schule und Bildung NRW, "Ferienordnung für Nordrhein-Westfalen für die Schuljahre bis 2029/30", the page
of that name at schulministerium.nrw (RdErl. of 19.05.2022, ABl. NRW. 06/22), as far as it was compared with these lines:
until Easter 2028. Days that each school chooses itself are no part of it.
"""

from datetime import date

HOLIDAYS: tuple[tuple[date, date], ...] = tuple(
    (date.fromisoformat(first), date.fromisoformat(last))
    for first, last in (
        ("2024-10-14", "2024-10-26"),
        ("2024-12-23", "2025-01-06"),
        ("2025-04-14", "2025-04-26"),
        ("2025-06-10", "2025-06-10"),
        ("2025-07-14", "2025-08-26"),
        ("2025-10-13", "2025-10-25"),
        ("2025-12-22", "2026-01-06"),
        ("2026-03-30", "2026-04-11"),
        ("2026-05-26", "2026-05-26"),
        ("2026-07-20", "2026-09-01"),
        ("2026-10-17", "2026-10-31"),
        ("2026-12-23", "2027-01-06"),
        ("2027-03-22", "2027-04-03"),
        ("2027-05-18", "2027-05-18"),
        ("2027-07-19", "2027-08-31"),
        ("2027-10-23", "2027-11-06"),
        ("2027-12-24", "2028-01-08"),
        ("2028-04-10", "2028-04-22"),
    )
)
KNOWN_UNTIL = HOLIDAYS[-1][1]
"""Later holidays stand not here yet: dates after this day are told without pauses."""


def is_school_holiday(day: date) -> bool:
    """Tell whether the day lies in the school holidays, as far as they are known here."""
    return any(first <= day <= last for first, last in HOLIDAYS)
