"""What stands in the council's report: figures and tables of plain cells, the same for the paper and the workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from services.dashboard.domain.coverage import Depth
from services.dashboard.domain.listing import Row
from services.dashboard.domain.overview import Overview
from services.dashboard.domain.rollout import Plan, standings
from services.dashboard.storage.agenda import Agenda
from services.dashboard.use_cases.read_picture import ZONE, Picture
from services.dashboard.web.office.every_list import OfficeList
from services.dashboard.web.office.wording import said
from services.dashboard.web.words import STATUS

GERMAN = "de"
MARKS = {Depth.HOLE: "Lücke", Depth.THIN: "dünn"}


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table and what it is for."""

    title: str
    purpose: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report of a day; `as_of` says how old its sources are."""

    city: str
    day: date
    as_of: str
    figures: Sequence[tuple[str, int]]
    tables: Sequence[Table]

    def printed(self, *, most_rows: int) -> dict[str, Any]:
        """Return what the template reads; of a long table the first rows, and how many more there are."""
        return {
            "title": "Bericht zum Netzwerk INFamilie",
            "language": GERMAN,
            "subtitle": f"{self.city}, {format_date(self.day, 'long', locale=GERMAN)}",
            "as_of": self.as_of,
            "figures": [[label, format_decimal(number, locale=GERMAN)] for label, number in self.figures],
            "tables": [_printed(table, most_rows) for table in self.tables],
        }


def report_of(
    picture: Picture, *, agenda: Agenda, rounds: Iterable[Plan], lists: Iterable[Table], city: str, today: date
) -> Report:
    """Return the report: quarters and life phases, roll-out, then the lists."""
    overview = picture.overview
    return Report(
        city=city,
        day=today,
        as_of=_as_of(picture),
        figures=_figures(overview, agenda),
        tables=[_coverage(overview), _rollout(overview, rounds, today), *lists],
    )


def table_of_list(listed: OfficeList, rows: Iterable[Row], networks: Mapping[str, str]) -> Table:
    """Return one of the office's lists with its cells as people read them."""
    return Table(
        title=listed.title,
        purpose=listed.purpose,
        columns=[column.title for column in listed.columns],
        rows=[[said(column, row, networks) for column in listed.columns] for row in rows],
    )


def _as_of(picture: Picture) -> str:
    freshness = picture.freshness
    if freshness.is_fresh:
        return "Alle Zahlen sind aktuell."
    if freshness.as_of is None:
        return "Die Zahlen sind noch nicht vollständig geladen."
    day = format_date(freshness.as_of.astimezone(ZONE), "long", locale=GERMAN)
    return f"Ein Teil der Anlage war nicht zu erreichen: Die ältesten Zahlen sind vom {day}."


def _figures(overview: Overview, agenda: Agenda) -> list[tuple[str, int]]:
    return [
        ("Netzwerke", len(overview.quarters)),
        ("Aktionsräume ohne Netzwerk", len(overview.action_areas_without_network)),
        ("Angebote", overview.offers),
        ("davon Brückenangebote", overview.bridges),
        ("Partner", overview.partners),
        ("Lebensphasen ohne Angebot", overview.holes),
        ("Lebensphasen mit nur einem Angebot", overview.thin_places),
        ("Finanzierungen, die in sechs Monaten enden", agenda.fundings),
        ("Überfällige Qualitätstore", agenda.overdue_gates),
        ("Vereinbarungen mit überfälligen Pflichten", agenda.overdue_agreements),
    ]


def _coverage(overview: Overview) -> Table:
    return Table(
        title="Angebote nach Quartier und Lebensphase",
        purpose="Gezählt sind veröffentlichte Angebote; ein Angebot zählt in jeder Lebensphase, in die es hineinreicht.",
        columns=["Quartier", "Stand", *(phase.label for phase in overview.phases), "Angebote", "Brücken", "Partner"],
        rows=[
            [
                quarter.network.short_label,
                STATUS.get(quarter.network.status, quarter.network.status),
                *(_cell(cell.offers, cell.depth) for cell in quarter.cells),
                quarter.offers,
                quarter.bridges,
                quarter.partners,
            ]
            for quarter in overview.quarters
        ],
    )


def _cell(offers: int, depth: Depth) -> str | int:
    return f"{offers} ({MARKS[depth]})" if depth in MARKS else offers


def _rollout(overview: Overview, rounds: Iterable[Plan], today: date) -> Table:
    found = standings(rounds, today=today)
    planned = [
        (quarter.network, found[quarter.network.id]) for quarter in overview.quarters if quarter.network.id in found
    ]
    return Table(
        title="Umsetzung in den Quartieren",
        purpose="Wann jedes Netzwerk voraussichtlich arbeitet: nach den offenen Toren und nach dem, was frühere Quartiere brauchten.",
        columns=[
            "Quartier",
            "Runde",
            "Beginn",
            "Offene Tore",
            "Als Nächstes",
            "Geplant",
            "Voraussichtlich",
            "Verzug in Tagen",
        ],
        rows=[
            [
                network.short_label,
                standing.plan.round,
                standing.plan.started_on,
                f"{standing.plan.open_gates} von {len(standing.plan.gates)}",
                standing.plan.next_gate.label if standing.plan.next_gate else "alle Tore sind offen",
                standing.forecast.planned_on,
                standing.forecast.goes_live_on,
                max(standing.forecast.delay_days, 0),
            ]
            for network, standing in planned
        ],
    )


def _printed(table: Table, most_rows: int) -> dict[str, Any]:
    return {
        "title": table.title,
        "purpose": table.purpose,
        "columns": list(table.columns),
        "rows": [[_word(cell) for cell in row] for row in table.rows[:most_rows]],
        "more": max(len(table.rows) - most_rows, 0),
    }


def _word(cell: Any) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, date):
        return format_date(cell, "dd.MM.yyyy", locale=GERMAN)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(format_decimal(cell, locale=GERMAN))
    return str(cell)
