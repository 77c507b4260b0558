"""What a part of an archive is: a table, and which of its rows belong to a network."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table

from services.registry.domain.exchange.archive import ArchiveRow

Belongs = Callable[[str], ColumnElement[bool]]


@dataclass(frozen=True, kw_only=True)
class ArchivePart:
    """A table with those of its rows that belong to a network; without `belongs` all, for they are the city's words."""

    table: Table
    belongs: Belongs | None = None
    told: Callable[[ArchiveRow], ArchiveRow] | None = None

    @property
    def name(self) -> str:
        """The part's name in the archive."""
        return str(self.table.name)  # SQLAlchemy keeps a text of its own, which is no key of JSON


def of_network(table: Table, name: str = "network") -> Belongs:
    """Return the condition that a column names the network."""
    return lambda network: table.c[name] == network
