"""What became of a quarter that joins, in plain German."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deploy.reference.spreadsheets.faults import RowFault

NOTHING_CHANGED = "Es wurde nichts geändert. Bitte verbessern Sie die Zeilen und laden Sie noch einmal."
TAKEN_BACK = "Partner und Angebote wurden zurückgenommen; das Netzwerk ist angelegt und noch leer."


@dataclass(frozen=True, kw_only=True)
class FoundingReport:
    """The faults that kept the quarter out, or what came in; `taken_back` when it failed on the last stretch."""

    label: str
    rows: int
    faults: tuple[RowFault, ...] = ()
    hints: tuple[str, ...] = ()
    partners: Mapping[str, Any] | None = None
    offers: Mapping[str, Any] | None = None
    dry_run: bool = False
    taken_back: bool = False

    def lines(self) -> tuple[str, ...]:
        """Return the report as German lines."""
        if self.faults:
            bad = len({(fault.table, fault.row) for fault in self.faults})
            head = (
                f"{self.rows} Zeilen gelesen, {bad} mit Fehlern. {TAKEN_BACK if self.taken_back else NOTHING_CHANGED}"
            )
            return (head, *self.hints, *(fault.line() for fault in self.faults))
        head = f"{self.rows} Zeilen gelesen, alle in Ordnung."
        return (head, *self.hints, *self._sums())

    def _sums(self) -> tuple[str, ...]:
        if self.dry_run:
            return (f"Probelauf: Es wurde nichts geändert. „{self.label}“ kann so geladen werden.",)
        lines = [f"„{self.label}“ ist im Aufbau; der Plan der Implementierung ist angelegt."]
        if self.partners is not None:
            lines.append(_line("Partner", self.partners, suffix="_count"))
        if self.offers is not None:
            lines.append(f"{_line('Angebote', self.offers)}, {self.offers['published']} davon jetzt veröffentlicht")
        return tuple(lines)


def _line(kind: str, counts: Mapping[str, Any], *, suffix: str = "") -> str:
    new = counts["new_count"] if suffix else counts["created"]
    return f"{kind}: {new} neu, {counts[f'changed{suffix}']} geändert, {counts[f'unchanged{suffix}']} unverändert"
