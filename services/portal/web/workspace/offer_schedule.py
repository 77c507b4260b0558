"""When an offer comes again, from the form's rows; a rule that no choice says stays, and so do further courses."""

from datetime import date, time
from typing import Any

from services.portal.domain.date_lines import LineNotUnderstood
from services.portal.domain.day_lines import read_days
from services.portal.domain.repetition import CHOICES, OTHER, Repetition, rule_of
from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.web.workspace.offer_typed import MOST_RULES
from shared.web.pages.view import translated

Errors = dict[str, str]
Row = tuple[bool, dict[str, Any]]


def schedule(form: Any, before: EditedOffer | None, errors: Errors) -> dict[str, Any]:
    """Return recurrences and courses."""
    rows = [row for number in range(1, MOST_RULES + 1) if (row := _row(form, number, before, errors))]
    regular, of_course = [rule for is_course, rule in rows if not is_course], [rule for is_it, rule in rows if is_it]
    known = before.schedule if before else None
    further = _beyond(before)
    courses = [each.model_dump(mode="json") for each in known.courses[1:]] if known else []
    course = _course(form, of_course, errors)
    return {"recurrences": [*regular, *further], "courses": [*([course] if course else []), *courses]}


def _beyond(before: EditedOffer | None) -> list[dict[str, Any]]:
    """Return the recurrences for which the form has no row."""
    return [rule.model_dump(mode="json") for rule in before.schedule.recurrences[MOST_RULES:]] if before else []


def _course(form: Any, rules: list[dict[str, Any]], errors: Errors) -> dict[str, Any] | None:
    if not rules:
        if form.course_label:
            errors["course_label"] = translated(
                "Ein Kurs braucht mindestens eine Zeile, bei der „gehört zum Kurs“ angekreuzt ist."
            )
        return None
    if form.course_label is None:
        errors["course_label"] = translated("Bitte geben Sie dem Kurs einen Namen.")
        return None
    return {
        "label": form.course_label,
        "sign_up_from": _day(form, "course_from", errors),
        "sign_up_until": _day(form, "course_until", errors),
        "recurrences": rules,
    }


def _row(form: Any, number: int, before: EditedOffer | None, errors: Errors) -> Row | None:
    prefix = f"rule{number}_"
    choice, is_course = getattr(form, prefix + "repeat"), getattr(form, prefix + "is_course")
    if not choice and not getattr(form, prefix + "first"):
        return None
    first, start, end = _day(form, prefix + "first", errors), _time(form, prefix + "start", errors), _time(form, prefix + "end", errors)  # fmt: skip
    if first is None:
        errors.setdefault(prefix + "first", translated("Bitte nennen Sie den ersten Tag."))
        return None
    rule = _rule(form, prefix, number, before, first=date.fromisoformat(first), errors=errors)
    said = {"first_day": first, "starts_at": start, "ends_at": end, "rule": rule}
    days = {name: _days(form, prefix + field, errors) for name, field in (("without", "without"), ("additionally", "also"))}  # fmt: skip
    return is_course, {**said, **days, "pauses_in_school_holidays": getattr(form, prefix + "holidays")}


def _rule(
    form: Any, prefix: str, number: int, before: EditedOffer | None, *, first: date, errors: Errors
) -> str | None:
    choice = getattr(form, prefix + "repeat")
    if choice == OTHER:
        return _known_rule(number, before)
    if choice not in CHOICES:
        errors[prefix + "repeat"] = translated("Bitte wählen Sie, wie oft es stattfindet.")
        return None
    until = _day(form, prefix + "until", errors)
    days = tuple(day for day in getattr(form, prefix + "days") if 0 <= day <= 6)
    repetition = Repetition(choice, days, date.fromisoformat(until) if until else None)
    return rule_of(repetition, first_day=first)


def _known_rule(number: int, before: EditedOffer | None) -> str | None:
    if before is None:
        return None
    course = before.schedule.courses[0].recurrences if before.schedule.courses else ()
    known = [*before.schedule.recurrences, *course]
    return known[number - 1].rule if number <= len(known) else None


def _day(form: Any, name: str, errors: Errors) -> str | None:
    typed = getattr(form, name).strip()
    try:
        return date.fromisoformat(typed).isoformat() if typed else None
    except ValueError:
        pass
    try:
        return read_days(typed)[0].isoformat()
    except LineNotUnderstood:
        errors[name] = translated("Bitte geben Sie den Tag so an: 24.12.2026.")
        return None


def _time(form: Any, name: str, errors: Errors) -> str | None:
    typed = getattr(form, name).strip().removesuffix("Uhr").strip().replace(".", ":")
    padded = f"{typed}:00" if typed.isdigit() else typed
    try:
        return time.fromisoformat(padded.zfill(5)).isoformat()
    except ValueError:
        errors[name] = translated("Bitte geben Sie die Uhrzeit so an: 9:30.")
        return None


def _days(form: Any, name: str, errors: Errors) -> list[str]:
    try:
        return [day.isoformat() for day in read_days(getattr(form, name))]
    except LineNotUnderstood as line:
        errors[name] = translated("Zeile {number} ist kein Tag. Bitte so schreiben: 24.12.2026", number=line.number)
        return []
