"""Puts what the catalogue refused where a person looks for it: at the fields, or above the form."""

import re
from collections.abc import Mapping
from typing import Any, Final

from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.neighbours.refusals import Refused
from services.portal.web.workspace.offer_typed import MOST_PLACES, MOST_RULES, MOST_TEXTS, typed_of
from shared.web.forms import Form

LABELS: Final = {
    "title": "Titel",
    "description": "Beschreibung",
    "network": "Quartier",
    "organisation": "Organisation",
    "kind": "Art",
    "pregnancy": "Schwangerschaft",
    "min_age": "Kinder ab",
    "min_unit": "Kinder ab",
    "max_age": "Kinder bis unter",
    "max_unit": "Kinder bis unter",
    "target_groups": "Zielgruppen",
    "themes": "Themen",
    "languages": "Sprachen",
    "schedule_text": "Zeiten",
    "dates": "Einzelne Termine",
    "course_label": "Kurs",
    "course_from": "Anmeldung zum Kurs ab",
    "course_until": "Anmeldung zum Kurs bis",
    "cost": "Kosten",
    "cost_euro": "Betrag",
    "cost_to_euro": "Betrag bis",
    "cost_explanation": "Erklärung zu den Kosten",
    "registration": "Anmeldung",
    "registration_way": "Anmeldung",
    "registration_url": "Internetseite zur Anmeldung",
    "registration_until": "Anmeldung bis",
    "capacity": "Plätze",
    "free": "Freie Plätze",
    "waiting": "Warteliste",
    "accessibility": "Barrierefreiheit",
    "childcare": "Kinderbetreuung",
    "contact_function": "Ansprechstelle",
    "contact_phone": "Telefon",
    "contact_mail": "E-Mail",
    "contact_is_public": "Kontakt öffentlich",
    "text_language": "Sprache des Textes",
    "bridge": "Brückenangebot",
    "bridge_from": "Brücke von",
    "bridge_to": "Brücke zu",
    "goals": "Ziele",
    "funding_source": "Finanzierung",
    "funding_until": "Finanzierung bis",
    "internal_note": "Interne Notiz",
    **{f"rule{number}_{name}": f"{label} ({number})" for number in range(1, MOST_RULES + 1) for name, label in (
        ("repeat", "Wie oft"), ("first", "Erster Tag"), ("start", "Beginn"), ("end", "Ende"), ("days", "Wochentage"),
        ("until", "Letzter Tag"), ("without", "Fällt aus"), ("also", "Zusätzlich"), ("holidays", "Ferien"),
        ("is_course", "Gehört zum Kurs"))},
    **{f"place{number}_{name}": f"{label} ({number})" for number in range(1, MOST_PLACES + 1) for name, label in (
        ("name", "Ort"), ("address", "Adresse"), ("hours", "Öffnungszeiten"))},
    **{f"text{number}_{name}": f"{label} ({number})" for number in range(1, MOST_TEXTS + 1) for name, label in (
        ("language", "Sprache"), ("title", "Titel der Übersetzung"), ("description", "Text der Übersetzung"),
        ("machine", "Maschinell übersetzt"))},
}  # fmt: skip
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


def with_refusal(form: Form[Any], refusal: Refused) -> Form[Any]:
    """Return the form with the catalogue's sentences."""
    for field in refusal.fields:
        form = form.with_error(_field(field.path), field.sentence)
    if refusal.fields:
        return form
    return form.with_error(FIELD_OF_KIND.get(refusal.name, ""), refusal.sentence)


def differences(typed: Mapping[str, Any], now: EditedOffer) -> list[tuple[str, str]]:
    """Return label and present value of the fields that somebody else has changed, or left other than this form has them."""
    shown = typed_of(now)
    found = {
        LABELS[name]: _readable(shown[name])
        for name in LABELS
        if name in shown and (typed.get(name) or "") != (shown[name] or "")
    }
    return list(found.items())


def _field(path: str) -> str:
    numbered = NUMBERED.match(path)
    if numbered is not None:
        part = {"opening_hours": "hours"}.get(numbered[3], numbered[3])
        name = f"{numbered[1].removesuffix('s')}{int(numbered[2]) + 1}_{part}"
        return name if name in LABELS else ""
    for known in (path, path.partition("/")[0]):
        if known in FIELD_OF or known in LABELS:
            return FIELD_OF.get(known, known)
    return ""


def _readable(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return {"": "–", "true": "ja"}.get(str(value), str(value))
