"""A network's whole state, taken out of one system to be put into an empty one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.registry.domain.refusals import RegistryRefusal

FORMAT = 1

ArchiveRow = Mapping[str, Any]


class ArchiveBroken(RegistryRefusal):
    """The archive is no archive of ours, or something in it can't stand; `part` names where."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True)
class NetworkArchive:
    """The rows of each part, in the parts' order; rows are objects of JSON."""

    network: str
    parts: Mapping[str, Sequence[ArchiveRow]]

    def rows(self, part: str) -> Sequence[ArchiveRow]:
        """Return the rows of a part."""
        return self.parts.get(part, ())
