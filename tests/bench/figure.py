"""One measured figure: its value, the limit where there is one, and whether it is good enough."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`target` bounds the ratio where there is a limit, else the value; `at_least` says from which side."""

    name: str
    value: float
    unit: str
    target: float
    limit: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the limit the value is."""
        return self.value / self.limit if self.limit else None

    @property
    def ok(self) -> bool:
        """Whether the target is met."""
        judged = self.value if self.ratio is None else self.ratio
        return judged >= self.target if self.at_least else judged <= self.target

    def to_json(self) -> dict[str, object]:
        """Return the figure as build/bench.json has it."""
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "limit": None if self.limit is None else round(self.limit, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "target": self.target,
            "ok": self.ok,
        }


def median_of(runs: Sequence[float]) -> float:
    """Return the median of the runs."""
    return statistics.median(runs)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of all values lies (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """Return all figures as lines of text."""
    lines = [f"{'Messung':<66} {'Wert':>10} {'Grenze':>10} {'Verhältnis':>10} {'Ziel':>8}"]
    for figure in figures:
        limit = "" if figure.limit is None else _written(figure.limit)
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        target = f"{'≥' if figure.at_least else '≤'} {figure.target:g}"
        mark = "ok" if figure.ok else "VERFEHLT"
        lines.append(
            f"{f'{figure.name} [{figure.unit}]':<66} {_written(figure.value):>10} {limit:>10} {ratio:>10} {target:>8}  {mark}"
        )
    return "\n".join(lines)


def _written(value: float) -> str:
    """Shares and fractions of a second differ in the third digit, all else is too noisy for it."""
    return f"{value:,.3f}" if value <= 1 else f"{value:,.1f}"
