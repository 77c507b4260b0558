"""Givers: residents, volunteers and companies with time, rooms or money to give, and what becomes of it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import FieldRefused, NamedTwice, RegistryRefusal
from services.registry.domain.wishes.wish import Theme


class GiverKind(StrEnum):
    """Who gives; a person gives as a function and stays without a name."""

    RESIDENT = "resident"
    VOLUNTEER = "volunteer"
    COMPANY = "company"


class Gift(StrEnum):
    """What is given."""

    TIME = "time"
    ROOMS = "rooms"
    MONEY = "money"


class GiverState(StrEnum):
    """Where a giver stands."""

    OPEN = "open"
    MATCHED = "matched"
    CLOSED = "closed"


NEXT_STATES = {
    GiverState.OPEN: frozenset({GiverState.MATCHED, GiverState.CLOSED}),
    GiverState.MATCHED: frozenset({GiverState.OPEN, GiverState.CLOSED}),
    GiverState.CLOSED: frozenset[GiverState](),
}


class GiverNotReachable(RegistryRefusal):
    """No step leads from one state to the other."""

    def __init__(self, *, here: GiverState, wanted: GiverState) -> None:
        super().__init__(here, wanted)
        self.here, self.wanted = here, wanted


class MatchedPhaseUnclear(FieldRefused):
    """A matched giver names the life phase of the hole it fills, and no other one does."""

    def __init__(self) -> None:
        super().__init__("matched_phase")


@dataclass(frozen=True, kw_only=True)
class Giver(Aggregate):
    """Somebody who gives; without phases for all of them. `partner` names an organisation only."""

    id: UUID
    network: str
    kind: GiverKind
    partner: UUID | None = None
    gift: Gift
    theme: Theme
    phases: tuple[str, ...] = ()
    state: GiverState = GiverState.OPEN
    matched_phase: str | None = None

    def __post_init__(self) -> None:
        if len(set(self.phases)) < len(self.phases):
            raise NamedTwice("phases")
        is_matched = self.state is GiverState.MATCHED
        if is_matched != (self.matched_phase is not None):
            raise MatchedPhaseUnclear
        if self.matched_phase is not None and not self.gives_for(self.matched_phase):
            raise MatchedPhaseUnclear

    def gives_for(self, phase: str) -> bool:
        """Tell whether the giver helps families in this life phase."""
        return not self.phases or phase in self.phases


def refuse_leap(*, before: Giver | None, after: Giver) -> None:
    """Raise GiverNotReachable unless the state stays or takes a step; a new one steps from open."""
    here = GiverState.OPEN if before is None else before.state
    if after.state is not here and after.state not in NEXT_STATES[here]:
        raise GiverNotReachable(here=here, wanted=after.state)
