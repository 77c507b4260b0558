"""How a row of an archive is told: which event, about which subject, in which version."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.registry.domain.exchange.archive import ArchiveRow, NetworkArchive
from shared.contracts.contract import Contract

State = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """`state` makes the contract's state of a row, `network` names the column with the network, if the event has one."""

    contract: type[Contract]
    subject: str
    state: Callable[[ArchiveRow, NetworkArchive], State] = lambda row, _: row
    version: Callable[[ArchiveRow], int] = lambda row: int(row["version"])
    network: Callable[[ArchiveRow, NetworkArchive], str | None] = lambda _row, _archive: None


def own_network(row: ArchiveRow, _: NetworkArchive) -> str | None:
    """The network stands in the row."""
    network: str | None = row["network"]
    return network


def archived_network(_: ArchiveRow, archive: NetworkArchive) -> str:
    """The network is the archive's."""
    return archive.network
