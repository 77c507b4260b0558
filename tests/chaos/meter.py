"""What the processes do during an outage: they may use a little processor time and say a little."""

from collections.abc import Sequence
from time import monotonic

from tests.chaos.servants import Servant

MOST_CPU = 0.05
MOST_LINES_PER_SECOND = 1.0


class Meter:
    """Measures from its making to its reading."""

    def __init__(self, servants: Sequence[Servant]) -> None:
        self._servants = servants
        self._began = monotonic()
        self._cpu = {one.name: one.cpu_seconds() for one in servants}
        self._lines = {one.name: one.log_lines() for one in servants}

    def read(self, notes: list[str]) -> list[str]:
        """Return what is too much; the highest figures go into the notes."""
        seconds = monotonic() - self._began
        cpu = {one.name: (one.cpu_seconds() - self._cpu[one.name]) / seconds for one in self._servants}
        lines = {one.name: (one.log_lines() - self._lines[one.name]) / seconds for one in self._servants}
        busiest, loudest = max(cpu, key=cpu.__getitem__), max(lines, key=lines.__getitem__)
        notes.append(f"at most {cpu[busiest]:.1%} CPU ({busiest}) and {lines[loudest]:.2f} lines/s ({loudest})")
        return [
            *(f"{name} uses {share:.1%} of a processor" for name, share in cpu.items() if share > MOST_CPU),
            *(f"{name} logs {rate:.1f} lines a second" for name, rate in lines.items() if rate > MOST_LINES_PER_SECOND),
        ]
