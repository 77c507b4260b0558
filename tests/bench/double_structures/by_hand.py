"""Pairs of offers written by hand as partners really describe them; no weight was chosen by them. Invented, but true to life."""

import re
from collections.abc import Iterator
from pathlib import Path

from services.offers.domain.ages import Ages
from services.offers.domain.double_structures.described import Described
from services.offers.domain.double_structures.judgement import Verdict
from tests.bench.double_structures.pairs import Labelled

PAIRS = Path(__file__).with_name("by_hand.txt")
VERDICTS = {"same": Verdict.SAME_OFFER, "need": Verdict.SAME_NEED, "fine": Verdict.COMPLEMENTARY}
HERE = "hoerde"
_BETWEEN_FIELDS = re.compile(r"\s/(?=\s|$)")


def pairs_by_hand() -> list[Labelled]:
    """Return all pairs."""
    return list(_read(PAIRS.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Labelled]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            label, left, right = (part.strip() for part in line.split("|"))
            yield Labelled(_described(left), _described(right), VERDICTS[label], "by hand")


def _described(text: str) -> Described:
    """Behind an @ in the title stands a quarter that is not the usual one."""
    title, organisation, place, address, months, when, description, languages = (
        part.strip() for part in _BETWEEN_FIELDS.split(text)
    )
    title, _, network = title.partition("@")
    least, _, most = months.partition("-")
    return Described(
        title=title.strip(),
        description=description,
        organisation=organisation,
        network=network or HERE,
        ages=Ages(int(least), int(most)) if months else Ages(),
        place=place or None,
        address=address or None,
        schedule=when,
        languages=frozenset(languages.split()),
    )
