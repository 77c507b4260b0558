"""How a report of rows that could not be taken reads over HTTP."""

from pydantic import BaseModel, Field

from services.registry.domain.exchange.sheet import RowFault

MOST_FAULTS = 1_000


class RowFaultAnswer(BaseModel):
    """A cell or row that could not be taken; `row` is the number that the spreadsheet program shows."""

    row: int
    column: str
    reason: str


class FaultsAnswer(BaseModel):
    """The faults of a table, at most a thousand of them, and how many there are."""

    fault_count: int
    faults: list[RowFaultAnswer] = Field(max_length=MOST_FAULTS)


def shown_faults(faults: tuple[RowFault, ...]) -> list[RowFaultAnswer]:
    """Return the first faults as the API shows them."""
    return [RowFaultAnswer(row=each.row, column=each.column, reason=each.reason) for each in faults[:MOST_FAULTS]]
