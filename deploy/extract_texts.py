"""Collects the texts of a package into its catalogues: `python -m deploy.extract_texts [package …]`.

New texts appear empty in every language's messages.po, texts no longer used are dropped, translations stay. Ends with a
table of what is still missing.
"""

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from deploy.build_assets import ROOT
from deploy.texts import DESKS, FAMILY_PACKAGES, PACKAGES
from shared.web.languages import COMPLETE_LANGUAGES, DESK_LANGUAGES, LANGUAGES, Language

KEYWORDS: Final = {**DEFAULT_KEYWORDS, "mark": None, "translated": None, "counted": (1, 2)}
PLURALS: Final = {
    "tr": "nplurals=2; plural=(n != 1)",
    # Babel's own header swaps the last two forms against the order translators' tools use (100 would get the text for 11-99).
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
}
NOISE: Final = tuple(
    f'"{name}'.encode()
    for name in (
        "Project-Id",
        "Report-Msgid",
        "POT-Creation",
        "PO-Revision",
        "Last-Translator",
        "Language-Team",
        "Generated",
    )
)


def main() -> None:
    """Updates the catalogues of the named packages, or of all."""
    for package in sys.argv[1:] or PACKAGES:
        template = extract(ROOT / package)
        for language in _languages(package):
            if len(template) and language.tag != "de":
                missing = _update(ROOT / package, language, template)
                click.echo(f"{package:24} {language.tag:12} {len(template):4} Texte, {missing} ohne Übersetzung")


def _languages(package: str) -> Sequence[Language]:
    if package in DESKS:
        return DESK_LANGUAGES
    return LANGUAGES if package in FAMILY_PACKAGES else COMPLETE_LANGUAGES


def extract(package: Path) -> Catalog:
    """The texts marked in the package's code and templates, without those of a part that has its own catalogues."""
    with (ROOT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]  # Babel has no types here
    name = package.relative_to(ROOT).as_posix()
    folders = [_folders(desk) for desk, service in DESKS.items() if service == name]
    template = Catalog(charset="utf-8")
    for file, _, message, _, context in extract_from_dir(
        ROOT / DESKS.get(name, name), methods, options, keywords=KEYWORDS, strip_comment_tags=True
    ):
        if file.startswith(_folders(name)) if name in DESKS else not any(map(file.startswith, folders)):
            template.add(message, context=context)
    return template


def _folders(desk: str) -> tuple[str, str]:
    """Where a desk's code and templates stand in its service."""
    name = desk.rpartition("/")[2]
    return f"web/{name}/", f"web/templates/{name}/"


def _update(package: Path, language: Language, template: Catalog) -> int:
    path = package / "locale" / language.tag / "LC_MESSAGES" / "messages.po"
    catalogue = _read(path, language) if path.exists() else _new(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_written(catalogue))
    return sum(not _is_translated(message.string) for message in catalogue if message.id)


def _read(path: Path, language: Language) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=language.locale)


def _new(language: Language) -> Catalog:
    """A fresh catalogue, read from a header of our own because Babel can't be told the plural forms otherwise."""
    header = Catalog(locale=language.locale).plural_forms
    plurals = PLURALS.get(language.tag, header)
    lines = [b'msgid ""\n', b'msgstr ""\n']
    for name, value in (
        ("Language", language.locale),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plurals),
    ):
        lines.append(f'"{name}: {value}\\n"\n'.encode())
    return read_po(iter(lines), locale=language.locale)


def _written(catalogue: Catalog) -> bytes:
    """The file's content without the header lines that would change with every run."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = buffer.getvalue().lstrip().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(NOISE))


def _is_translated(text: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


if __name__ == "__main__":
    main()
