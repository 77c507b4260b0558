"""Puts what the catalogue refused where a person looks for it: at the fields, or above the form."""

import re
from collections.abc import Mapping
from typing import Any, Final

from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.neighbours.refusals import Refused
from services.portal.web.workspace.offer_typed import MOST_PLACES, MOST_RULES, MOST_TEXTS, typed_of
from shared.web.forms import Form
from shared.web.pages.view import translated
from shared.web.problems import mark

LABELS: Final = {
    "title": mark("Titel"),
    "description": mark("Beschreibung"),
    "network": mark("Quartier"),
    "organisation": mark("Organisation"),
    "kind": mark("Art"),
    "pregnancy": mark("Schwangerschaft"),
    "min_age": mark("Kinder ab"),
    "min_unit": mark("Kinder ab"),
    "max_age": mark("Kinder bis unter"),
    "max_unit": mark("Kinder bis unter"),
    "target_groups": mark("Zielgruppen"),
    "themes": mark("Themen"),
    "languages": mark("Sprachen"),
    "schedule_text": mark("Zeiten"),
    "dates": mark("Einzelne Termine"),
    "course_label": mark("Kurs"),
    "course_from": mark("Anmeldung zum Kurs ab"),
    "course_until": mark("Anmeldung zum Kurs bis"),
    "cost": mark("Kosten"),
    "cost_euro": mark("Betrag"),
    "cost_to_euro": mark("Betrag bis"),
    "cost_explanation": mark("Erklärung zu den Kosten"),
    "registration": mark("Anmeldung"),
    "registration_way": mark("Anmeldung"),
    "registration_url": mark("Internetseite zur Anmeldung"),
    "registration_until": mark("Anmeldung bis"),
    "capacity": mark("Plätze"),
    "free": mark("Freie Plätze"),
    "waiting": mark("Warteliste"),
    "accessibility": mark("Barrierefreiheit"),
    "childcare": mark("Kinderbetreuung"),
    "contact_function": mark("Ansprechstelle"),
    "contact_phone": mark("Telefon"),
    "contact_mail": mark("E-Mail"),
    "contact_is_public": mark("Kontakt öffentlich"),
    "text_language": mark("Sprache des Textes"),
    "bridge": mark("Brückenangebot"),
    "bridge_from": mark("Brücke von"),
    "bridge_to": mark("Brücke zu"),
    "goals": mark("Ziele"),
    "funding_source": mark("Finanzierung"),
    "funding_until": mark("Finanzierung bis"),
    "internal_note": mark("Interne Notiz"),
}
ROWS: Final = (
    ("rule", MOST_RULES, {
        "repeat": mark("Wie oft"), "first": mark("Erster Tag"), "start": mark("Beginn"), "end": mark("Ende"),
        "days": mark("Wochentage"), "until": mark("Letzter Tag"), "without": mark("Fällt aus"),
        "also": mark("Zusätzlich"), "holidays": mark("Ferien"), "is_course": mark("Gehört zum Kurs"),
    }),
    ("place", MOST_PLACES, {"name": mark("Ort"), "address": mark("Adresse"), "hours": mark("Öffnungszeiten")}),
    ("text", MOST_TEXTS, {
        "language": mark("Sprache"), "title": mark("Titel der Übersetzung"),
        "description": mark("Text der Übersetzung"), "machine": mark("Maschinell übersetzt"),
    }),
)  # fmt: skip
"""Fields of which there are several, numbered from 1."""
FIELD_OF: Final = {
    "ages": "max_age",
    "place": "place1_name",
    "places": "place1_name",
    "cost_cents": "cost_euro",
    "cost": "cost",
    "schedule": "rule1_repeat",
    "texts": "text1_language",
    "contact": "contact_function",
    "contact/function": "contact_function",
    "contact/switchboard": "contact_phone",
    "contact/mailbox": "contact_mail",
    "registration/url": "registration_url",
    "registration/way": "registration_way",
    "room": "free",
    "bridges": "bridge",
    "funding": "funding_source",
}
NUMBERED: Final = re.compile(r"(places|texts)/(\d+)/(name|address|title|description|language|opening_hours)")
FIELD_OF_KIND: Final = {
    "unknown-network": "network",
    "network-is-fixed": "network",
    "network-speaks-elsewhere": "network",
    "unknown-organisation": "organisation",
    "organisation-is-no-member": "organisation",
}


def labels() -> dict[str, str]:
    """Return how the fields are called in the reader's language."""
    several = {
        f"{row}{number}_{name}": f"{translated(label)} ({number})"
        for row, most, names in ROWS
        for number in range(1, most + 1)
        for name, label in names.items()
    }
    return {name: translated(label) for name, label in LABELS.items()} | several


def with_refusal(form: Form[Any], refusal: Refused) -> Form[Any]:
    """Return the form with the catalogue's sentences."""
    known = labels()
    for field in refusal.fields:
        form = form.with_error(_field(field.path, known), field.sentence)
    if refusal.fields:
        return form
    return form.with_error(FIELD_OF_KIND.get(refusal.name, ""), refusal.sentence)


def differences(typed: Mapping[str, Any], now: EditedOffer) -> list[tuple[str, str]]:
    """Return label and present value of the fields that somebody else has changed, or left other than this form has them."""
    shown = typed_of(now)
    found = {
        label: _readable(shown[name])
        for name, label in labels().items()
        if name in shown and (typed.get(name) or "") != (shown[name] or "")
    }
    return list(found.items())


def _field(path: str, labelled: Mapping[str, str]) -> str:
    numbered = NUMBERED.match(path)
    if numbered is not None:
        part = {"opening_hours": "hours"}.get(numbered[3], numbered[3])
        name = f"{numbered[1].removesuffix('s')}{int(numbered[2]) + 1}_{part}"
        return name if name in labelled else ""
    for known in (path, path.partition("/")[0]):
        if known in FIELD_OF or known in labelled:
            return FIELD_OF.get(known, known)
    return ""


def _readable(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return {"": "–", "true": translated("ja")}.get(str(value), str(value))
