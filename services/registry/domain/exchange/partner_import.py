"""An import of partners: a draft that shows what it would do, then applied, then perhaps undone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.exchange.sheet import RowFault
from services.registry.domain.partner import Partner
from services.registry.domain.refusals import RegistryRefusal


class ImportState(StrEnum):
    """Where an import stands."""

    DRAFT = "draft"
    APPLIED = "applied"
    UNDONE = "undone"


NEXT_STATE = {ImportState.DRAFT: ImportState.APPLIED, ImportState.APPLIED: ImportState.UNDONE}


class Outcome(StrEnum):
    """What a row does to the registry."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class ImportNotReachable(RegistryRefusal):
    """The import can't take this step from where it stands."""

    def __init__(self, here: ImportState) -> None:
        super().__init__(here)
        self.here = here


class StillNeeded(RegistryRefusal):
    """Partners that the import brought are in use or were changed since; `labels` names them."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__(*labels)
        self.labels = labels


@dataclass(frozen=True, kw_only=True)
class Import(Aggregate):
    """An import; with a network its partners join it."""

    id: UUID
    network: str | None
    state: ImportState
    made_at: datetime
    row_count: int
    new_count: int
    changed_count: int
    unchanged_count: int
    faults: tuple[RowFault, ...]

    def refuse_other_step(self, wanted: ImportState) -> None:
        """Raise ImportNotReachable unless the wanted state is the next one."""
        if NEXT_STATE.get(self.state) is not wanted:
            raise ImportNotReachable(self.state)


@dataclass(frozen=True, kw_only=True)
class ImportRow:
    """A row: the partner as it will be, as it was, and whether the import made it a member."""

    number: int
    outcome: Outcome
    after: Partner
    role: str
    before: Partner | None = None
    joined: bool = False
