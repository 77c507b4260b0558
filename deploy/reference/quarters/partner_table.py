"""The quarter's partners as the table that the registry imports, and which row of the file each of its rows is."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from deploy.reference.spreadsheets.columns import PARTNERS
from deploy.reference.spreadsheets.faults import RowFault
from deploy.reference.spreadsheets.partner_rows import PartnerRow

HEADINGS = ("Name", "Art", "Partnertyp", "Träger", "Beschreibung", "Internetseite", "Rolle", "Kennung")


@dataclass(frozen=True)
class PartnerTable:
    """Rows in the order in which they are sent: parents first, as the registry wants them."""

    rows: Sequence[PartnerRow]

    def row(self, number: int) -> PartnerRow:
        """Return the partner in a row of the sent table; its first row holds the headings."""
        return self.rows[number - 2]

    def fault(self, told: dict[str, object]) -> RowFault:
        """Return what the registry says of a row as a fault of the file that the person has."""
        origin = self.row(int(str(told["row"]))).origin
        return RowFault(PARTNERS.name, origin.row, str(told["column"]), str(told["reason"]))

    def workbook(self) -> bytes:
        """Return the table as a workbook: a CSV file would leave open which character separates its cells."""
        book = Workbook()
        sheet = book.worksheets[0]
        for number, cells in enumerate((HEADINGS, *map(_cells, self.rows)), start=1):
            for column, text in enumerate(cells, start=1):
                if text:
                    # Whatever the text begins with: it is a text and no formula.
                    sheet.cell(row=number, column=column, value=text).data_type = "s"
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()


def _cells(row: PartnerRow) -> tuple[str | None, ...]:
    state = row.state
    kennung = str(state.id) if row.is_identified else None
    return (
        state.label, state.kind.value, state.partner_type, row.parent_label, state.description, state.website, row.role,
        kennung,
    )  # fmt: skip
