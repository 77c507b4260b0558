"""Pairs written by hand from how directories, letterheads and lists really name houses; no weight was chosen by them.

Invented houses, true to life: abbreviations, other houses of the same Träger, other organisations under the same roof, moves, slips.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from services.registry.domain.duplicates.record import Record
from tests.bench.duplicates.labelled import Labelled

FOLDER = Path(__file__).parent
_BETWEEN_FIELDS = re.compile(r"\s/(?=\s|$)")


def pairs_by_hand(language: str) -> list[Labelled]:
    """Return the pairs of a language, `german` or `english`."""
    return list(_read((FOLDER / f"by_hand_{language}.txt").read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Labelled]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            label, left, right = (part.strip() for part in line.split("|"))
            yield Labelled(_record(left), _record(right), label == "same", "by hand")


def _record(text: str) -> Record:
    """A phone number may have slashes of its own: the fields are parted by slashes between blanks."""
    values = [part.strip() or None for part in _BETWEEN_FIELDS.split(text)]
    name, street, postal_code, city, phone, net = values
    mail, website = (net, None) if net and "@" in net else (None, net)
    return Record(
        name=name or "",
        street=street,
        postal_code=postal_code,
        city=city,
        phone=phone,
        mail=mail,
        website=website,
    )
