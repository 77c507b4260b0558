"""Each decision record says what was decided, why, what follows, and what else was looked at."""

import re

from tests.house.tree import ROOT, shown

RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
SECTIONS = ("Context", "Decision", "Consequences", "Alternatives")


def missing_sections(record: str) -> list[str]:
    """The sections that are absent or empty."""
    return [section for section in SECTIONS if not re.search(rf"^## {section}\n+[^#\s]", record, re.MULTILINE)]


def test_every_record_has_all_its_sections() -> None:
    incomplete = {shown(path): missing_sections(path.read_text(encoding="utf-8")) for path in RECORDS}
    assert {path: missing for path, missing in incomplete.items() if missing} == {}


def test_a_missing_section_is_found() -> None:
    whole = "".join(f"## {section}\n\nText.\n\n" for section in SECTIONS)
    assert missing_sections(whole) == []
    assert missing_sections(whole.replace("## Consequences\n\nText.", "## Consequences")) == ["Consequences"]


def test_records_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_the_index_lists_every_record() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in RECORDS if f"({path.name})" not in index] == []
