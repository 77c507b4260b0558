"""Papers: tagged, with the fonts of the pages, set apart from the service."""

import re
from pathlib import Path
from typing import Any

import pytest

from shared.documents import Document, DocumentBroken, Typesetter

TEMPLATE = Path(__file__).with_name("paper_with_everything.typ")
TOLD: dict[str, Any] = {
    "title": "Bericht für den Rat",
    "language": "de",
    "subtitle": "Stand 29. November 2026",
    "foot": "Präventionsfachstelle",
    "section": "Angebote nach Lebensphasen",
    "text": "Kein Kind zurücklassen. #import und $x$ und *Stern* sind hier Text.",
    "columns": ["Quartier", "Angebote"],
    "rows": [["Hörde", 12], ["Eving", None]],
    "remark": "Quelle: Katalog der Angebote.",
}


async def test_a_paper_says_that_it_is_accessible_in_which_language_and_what_it_is_called() -> None:
    pdf = await Typesetter().pdf(Document(template=TEMPLATE, data=TOLD))

    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert "Bericht für den Rat".encode() in pdf
    assert re.search(rb"<dc:language>.*de.*</dc:language>", pdf, re.DOTALL)


async def test_a_paper_reads_from_right_to_left_where_its_language_does() -> None:
    said = {"title": "تقرير", "language": "ar", "section": "العروض", "text": "لا نترك أي طفل خلفنا", "subtitle": None}

    pdf = await Typesetter().pdf(Document(template=TEMPLATE, data={**TOLD, **said}))

    assert b"Vazirmatn" in pdf


async def test_a_template_that_misses_something_is_told_with_its_place() -> None:
    without_title = {name: value for name, value in TOLD.items() if name != "title"}

    with pytest.raises(DocumentBroken, match="title"):
        await Typesetter().pdf(Document(template=TEMPLATE, data=without_title))


async def test_a_paper_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TimeoutError):
        await Typesetter(most_seconds=0.001).pdf(Document(template=TEMPLATE, data=TOLD))
