"""Where things stand on a time axis: a line a quarter, drawn by the template as SVG, so that no script is needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.dashboard.domain.gates import GateState
from services.dashboard.domain.rollout import Standing

WIDTH = 960
LEFT = 170
ROW = 44
HEAD = 30
MARGIN_DAYS = timedelta(days=45)
FEW_YEARS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A gate on its day."""

    x: float
    state: GateState
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A quarter's line: from the beginning to the planned day, on to the one that is foreseen."""

    network: str
    y: float
    begin: float
    planned: float
    foreseen: float
    is_late: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All lines, the ticks of the axis and where today is."""

    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    width: int
    height: int
    left: int


def timeline_of(standings: Mapping[str, Standing], order: Iterable[str], *, today: date) -> Timeline | None:
    """Return the drawing, None without plans."""
    shown = [standings[network] for network in order if network in standings]
    if not shown:
        return None
    first = min(each.plan.started_on for each in shown) - MARGIN_DAYS
    last = max(today, *(_last_day(each) for each in shown)) + MARGIN_DAYS
    axis = _Axis(first, last)
    lines = tuple(_line(each, axis, HEAD + place * ROW + ROW / 2, today) for place, each in enumerate(shown))
    return Timeline(
        lines=lines,
        ticks=axis.ticks(),
        today=axis.x(today),
        width=WIDTH,
        height=HEAD + len(shown) * ROW + 8,
        left=LEFT,
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def x(self, day: date) -> float:
        part = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(LEFT + part * (WIDTH - LEFT - 20), 1)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Years, and half-years where there are few of them."""
        years = range(self.first.year, self.last.year + 1)
        months = (1, 7) if len(years) <= FEW_YEARS else (1,)
        days = [date(year, month, 1) for year in years for month in months]
        labels = [str(day.year) if day.month == 1 else f"{day.month}/{day.year % 100:02}" for day in days]
        return tuple(
            (self.x(day), label) for day, label in zip(days, labels, strict=True) if self.first <= day <= self.last
        )


def _last_day(standing: Standing) -> date:
    ends = [gate.planned_end for gate in standing.plan.gates if gate.planned_end is not None]
    return max([standing.forecast.goes_live_on, *ends])


def _line(standing: Standing, axis: _Axis, y: float, today: date) -> Line:
    plan, foreseen = standing.plan, standing.forecast
    return Line(
        network=plan.network,
        y=y,
        begin=axis.x(plan.started_on),
        planned=axis.x(foreseen.planned_on),
        foreseen=axis.x(foreseen.goes_live_on),
        is_late=foreseen.delay_days > 0,
        marks=tuple(
            Mark(axis.x(day), gate.state(today), gate.label)
            for gate in plan.gates
            if (day := gate.opened_on or gate.planned_end) is not None
        ),
    )
