"""Puts what the catalogue refused where a person looks for it: at the fields, or above the form."""

from collections.abc import Mapping
from typing import Any, Final

from services.portal.neighbours.offer import Offer
from services.portal.neighbours.refusals import Refused
from services.portal.web.workspace.offer_form import typed_of
from shared.web.forms import Form

LABELS: Final = {
    "title": "Titel",
    "description": "Beschreibung",
    "network": "Quartier",
    "organisation": "Organisation",
    "pregnancy": "Schwangerschaft",
    "min_age": "Kinder ab",
    "min_unit": "Kinder ab",
    "max_age": "Kinder bis unter",
    "max_unit": "Kinder bis unter",
    "themes": "Themen",
    "languages": "Sprachen",
    "place_name": "Ort",
    "place_address": "Adresse",
    "schedule_text": "Zeiten",
    "dates": "Einzelne Termine",
    "cost": "Kosten",
    "cost_euro": "Betrag",
    "bridge": "Brückenangebot",
}
FIELD_OF: Final = {
    "ages": "max_age",
    "place": "place_name",
    "place/name": "place_name",
    "place/address": "place_address",
    "cost_cents": "cost_euro",
}
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


def differences(typed: Mapping[str, Any], now: Offer) -> list[tuple[str, str]]:
    """Return label and present value of the fields that somebody else has changed, or left other than this form has them."""
    shown = typed_of(now)
    found = {
        LABELS[name]: _readable(shown[name]) for name in LABELS if name in shown and typed.get(name, "") != shown[name]
    }
    return list(found.items())


def _field(path: str) -> str:
    for known in (path, path.partition("/")[0]):
        if known in FIELD_OF or known in LABELS:
            return FIELD_OF.get(known, known)
    return ""


def _readable(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return {"": "–", "true": "ja"}.get(str(value), str(value))
