"""An agreement as it is shown: names instead of ids, and which steps this person can take now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.portal.neighbours.signed_calls import Record
from services.portal.storage.partners import organisations_named
from services.portal.web.workspace.desk import Desk
from services.portal.web.workspace.labels import AGREEMENT_STATES
from services.portal.web.workspace.sheet import Cell, Column, Row, day_cell
from shared.web.pages.view import translated
from shared.web.problems import mark

COLUMNS = (
    Column("titel", mark("Vereinbarung")),
    Column("stand", mark("Stand")),
    Column("partner", mark("Zwischen")),
    Column("bis", mark("Gilt bis")),
    Column("pruefen", mark("Überprüfen am")),
)
OPEN = {"proposed", "signed", "in_force", "due_for_review", "evaluated"}


@dataclass(frozen=True)
class Party:
    """A party, and whether it has signed the present edition."""

    id: str
    name: str
    has_signed: bool
    is_own: bool


async def names_of(desk: Desk, ids: Sequence[str]) -> dict[str, str]:
    """Return organisations' names by their ids as text."""
    async with desk.edge.reading() as connection:
        found = await organisations_named(connection, {UUID(each) for each in ids})
    return {str(key): name for key, name in found.items()}


async def rows_of(desk: Desk, agreements: Sequence[Record]) -> list[Row]:
    """Return the rows of a list."""
    names = await names_of(desk, [party for each in agreements for party in each["parties"]])
    return [_row(each, names) for each in agreements]


def parties_of(agreement: Record, names: Mapping[str, str], own: Sequence[UUID]) -> list[Party]:
    """Return who agrees with whom."""
    signed = {each["party"] for each in agreement["signatures"] if each["edition"] == agreement["edition"]}
    mine = {str(each) for each in own}
    return [
        Party(each, names.get(each, translated("Organisation")), each in signed, each in mine)
        for each in agreement["parties"]
    ]


def _row(agreement: Record, names: Mapping[str, str]) -> dict[str, Any]:
    name, badge = AGREEMENT_STATES[agreement["state"]]
    return {
        "titel": Cell(agreement["title"], href=f"/arbeitsbereich/vereinbarungen/{agreement['id']}"),
        "stand": Cell(translated(name), badge=badge),
        "partner": Cell(", ".join(names.get(each, translated("Organisation")) for each in agreement["parties"])),
        "bis": day_cell(agreement["valid_to"]),
        "pruefen": day_cell(agreement["review_on"]),
    }
