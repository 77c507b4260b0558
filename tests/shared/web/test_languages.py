"""Which language a reader gets, and that the shared texts are complete in each."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from deploy.build_assets import ROOT
from deploy.extract_texts import extract
from deploy.texts import compile_texts
from shared.web.languages import BY_TAG, LANGUAGES, choose_language
from shared.web.translation import Texts

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.mark.parametrize(
    ("requested", "header", "expected"),
    [
        ("tr", "de", "tr"),
        ("de-x-leicht", "", "de-x-leicht"),
        ("xx", "ar", "ar"),
        (None, "", "de"),
        (None, "fr, tr;q=0.5, de;q=0.3", "tr"),
        (None, "AR-eg", "ar"),
        (None, "tr;q=0, ar;q=0.1", "ar"),
        (None, "tr;q=zwei, ,;;", "de"),
        (None, "*", "de"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_browsers_best(
    requested: str | None, header: str, expected: str
) -> None:
    assert choose_language(requested, header).tag == expected


@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES if language.tag != "de"])
def test_every_shared_text_is_translated_with_the_same_placeholders(tag: str) -> None:
    marked = {message.id for message in extract(ROOT / "shared" / "web") if message.id}
    path = ROOT / "shared" / "web" / "locale" / tag / "LC_MESSAGES" / "messages.po"
    translated = {message.id: message.string for message in read_po(BytesIO(path.read_bytes())) if message.id}

    assert translated.keys() == marked
    assert [text for text, translation in translated.items() if not translation] == []
    assert [
        text
        for text, translation in translated.items()
        if sorted(PLACEHOLDER.findall(str(text))) != sorted(PLACEHOLDER.findall(str(translation)))
    ] == []


def test_a_services_own_text_wins_and_the_shared_one_fills_in(tmp_path: Path) -> None:
    texts = Texts([compiled(tmp_path, {"Impressum": "Bizim künye"})]).of(BY_TAG["tr"])

    assert texts.gettext("Impressum") == "Bizim künye"
    assert texts.gettext("Telefon") == "Telefon"
    assert texts.gettext("Datenschutz") == "Veri koruma"
    assert texts.gettext("Das kennt niemand") == "Das kennt niemand"


def test_a_catalogue_that_was_never_compiled_is_not_passed_over(tmp_path: Path) -> None:
    path = compiled(tmp_path, {}) / "locale" / "tr" / "LC_MESSAGES" / "messages.mo"
    path.unlink()

    with pytest.raises(FileNotFoundError, match="make assets"):
        Texts([tmp_path / "services" / "portal"])


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5), (103, 3), (111, 4)],
)
def test_arabic_has_its_six_plural_forms_in_the_usual_order(number: int, form: int) -> None:
    plural = Texts([]).of(BY_TAG["ar"]).plural  # type: ignore[attr-defined]  # set by GNUTranslations

    assert plural(number) == form


def compiled(root: Path, translations: dict[str, str]) -> Path:
    """A service's folder with a Turkish catalogue."""
    folder = root / "services" / "portal" / "locale" / "tr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    entries = "".join(f'\nmsgid "{text}"\nmsgstr "{translation}"\n' for text, translation in translations.items())
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    (folder / "messages.po").write_text(header + entries)
    assert compile_texts(root) == 1
    return root / "services" / "portal"
