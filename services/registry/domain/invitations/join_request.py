"""A request to join: somebody who signed in without grants asks to act for an organisation of a network."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import StepNotPossible


class JoinStatus(StrEnum):
    """How far a request is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


STEPS: Mapping[JoinStatus, frozenset[JoinStatus]] = {
    JoinStatus.OPEN: frozenset({JoinStatus.ACCEPTED, JoinStatus.REFUSED}),
    JoinStatus.ACCEPTED: frozenset(),
    JoinStatus.REFUSED: frozenset(),
}
MOST_OPEN_OF_AN_ACCOUNT = 5


@dataclass(frozen=True, kw_only=True)
class JoinRequest(Aggregate):
    """Who asks is known by the account alone; a coordinator knows the people of the quarter and asks back."""

    id: UUID
    account: str
    network: str
    organisation: UUID
    made_at: datetime
    status: JoinStatus = JoinStatus.OPEN
    decided_at: datetime | None = None

    def decided(self, status: JoinStatus, *, at: datetime) -> "JoinRequest":
        """Return the request with its answer; raises StepNotPossible when it has one."""
        if status not in STEPS[self.status]:
            raise StepNotPossible(STEPS[self.status])
        return replace(self, status=status, decided_at=at)
