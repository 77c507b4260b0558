"""The journal of erasures survives what a database does not, and a torn line hurts nobody."""

from datetime import UTC, datetime
from pathlib import Path

from shared.erasure.journal import Erasure, ErasureJournal

FIRST = Erasure(b"\x01" * 32, datetime(2026, 11, 22, 10, tzinfo=UTC))
SECOND = Erasure(b"\x02" * 32, datetime(2026, 11, 23, 10, 0, 0, 5, tzinfo=UTC))


async def test_what_is_appended_can_be_read(tmp_path: Path) -> None:
    journal = ErasureJournal(tmp_path / "new folder" / "erasures.journal")
    await journal.append(FIRST)
    await journal.append(SECOND)
    assert journal.read() == [FIRST, SECOND]


async def test_a_line_cut_off_by_a_crash_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "erasures.journal"
    await ErasureJournal(path).append(FIRST)
    with path.open("a") as file:
        file.write("0202")
    assert ErasureJournal(path).read() == [FIRST]


def test_a_journal_without_erasures_is_empty(tmp_path: Path) -> None:
    assert ErasureJournal(tmp_path / "none").read() == []
