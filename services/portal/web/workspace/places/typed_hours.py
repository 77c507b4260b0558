"""Opening hours as lines of a form, the same for anchor sites and contact points."""

from datetime import time
from typing import Any

from services.portal.domain.date_lines import LineNotUnderstood
from services.portal.domain.day_lines import read_hours, written_hours
from services.portal.neighbours.signed_calls import Record
from services.portal.web.workspace.form_view import FormField
from shared.web.pages.view import translated
from shared.web.problems import mark

HOURS = FormField("hours", mark("Öffnungszeiten"), "textarea", hint=mark("Eine in jeder Zeile: Mo 9:00 bis 12:30. Leer: nicht bekannt."), is_required=False)  # fmt: skip


class HoursUnreadable(ValueError):
    """A line is no opening hour; its text is for whoever typed it."""


def hours_of(text: str) -> list[dict[str, Any]] | None:
    """Return what the registry takes, None where nothing is typed; raises HoursUnreadable."""
    try:
        found = read_hours(text)
    except LineNotUnderstood as line:
        told = translated(
            "Zeile {number} ist keine Öffnungszeit. Bitte so schreiben: Mo 9:00 bis 12:30", number=line.number
        )
        raise HoursUnreadable(told) from line
    return [{"weekday": day, "opens": opens.isoformat(), "closes": closes.isoformat()} for day, opens, closes in found] or None  # fmt: skip


def typed_hours(hours: list[Record] | None) -> str:
    """Return the lines that are read as these hours."""
    return "\n".join(
        written_hours(each["weekday"], time.fromisoformat(each["opens"]), time.fromisoformat(each["closes"]))
        for each in hours or ()
    )
