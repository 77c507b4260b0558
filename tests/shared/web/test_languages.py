"""Which language a reader gets, and that the shared texts are complete in each."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from deploy.build_assets import ROOT
from deploy.extract_texts import extract
from deploy.texts import DESKS, FAMILY_PACKAGES, compile_texts
from shared.web.languages import (
    BY_TAG,
    COMPLETE_LANGUAGES,
    DESK_LANGUAGES,
    FAMILY_LANGUAGES,
    LANGUAGES,
    choose_language,
)
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
        (None, "uk-UA, ru;q=0.8", "uk"),
        (None, "tr;q=zwei, ,;;", "de"),
        (None, "*", "de"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_browsers_best(
    requested: str | None, header: str, expected: str
) -> None:
    assert choose_language(requested, header).tag == expected


def catalogue(package: str, tag: str) -> dict[Any, Any]:
    path = ROOT / package / "locale" / tag / "LC_MESSAGES" / "messages.po"
    return {message.id: message.string for message in read_po(BytesIO(path.read_bytes())) if message.id}


def placeholders(text: str | tuple[str, ...]) -> list[str]:
    return sorted(PLACEHOLDER.findall(first(text)))


def first(text: str | tuple[str, ...]) -> str:
    """The text of a message; of one with plurals the last form, which tells any number."""
    return text if isinstance(text, str) else text[-1]


@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES if language.tag != "de"])
@pytest.mark.parametrize("package", FAMILY_PACKAGES)
def test_every_catalogue_of_families_holds_what_is_marked_with_the_same_placeholders(package: str, tag: str) -> None:
    marked = {message.id for message in extract(ROOT / package) if message.id}
    translated = catalogue(package, tag)

    assert translated.keys() == marked
    assert [
        text
        for text, translation in translated.items()
        if first(translation) and placeholders(text) != placeholders(translation)
    ] == []


@pytest.mark.parametrize("tag", [language.tag for language in COMPLETE_LANGUAGES if language.tag != "de"])
@pytest.mark.parametrize("package", FAMILY_PACKAGES)
def test_complete_languages_leave_no_text_german(package: str, tag: str) -> None:
    assert [text for text, translation in catalogue(package, tag).items() if not all(translation)] == []


@pytest.mark.parametrize("tag", [language.tag for language in DESK_LANGUAGES if language.tag != "de"])
@pytest.mark.parametrize("desk", DESKS)
def test_a_desk_holds_what_is_marked_and_leaves_none_of_it_german(desk: str, tag: str) -> None:
    marked = {message.id for message in extract(ROOT / desk) if message.id}
    translated = catalogue(desk, tag)

    assert translated.keys() == marked
    assert [text for text, translation in translated.items() if not all(translation)] == []
    assert [text for text, translation in translated.items() if placeholders(text) != placeholders(translation)] == []


@pytest.mark.parametrize("tag", [language.tag for language in FAMILY_LANGUAGES])
def test_the_other_languages_leave_no_text_of_a_page_german(tag: str) -> None:
    pages = {message.id for message in extract(ROOT / "shared" / "web" / "pages") if message.id}
    own, common = catalogue("services/portal", tag), catalogue("shared/web", tag)

    assert [text for text, translation in own.items() if not all(translation)] == []
    assert [text for text in pages if not all(common[text])] == []


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
