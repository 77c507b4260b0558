"""Governance bodies of a network or of the whole city, and who belongs to them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart, MemberUnclear


class BodyKind(StrEnum):
    """What a body is for; the last one is the working party of § 78 SGB VIII."""

    KOORDINIERUNGSSTELLE = "koordinierungsstelle"
    STEUERUNGSGRUPPE = "steuerungsgruppe"
    BEIRAT = "beirat"
    FACHFORUM = "fachforum"
    CONFERENCE_78 = "conference_78"


@dataclass(frozen=True, kw_only=True)
class BodyMember:
    """A partner, or a natural person by a random id, from `since` until the day `until`."""

    partner: UUID | None = None
    person: UUID | None = None
    function: str
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if (self.partner is None) == (self.person is None):
            raise MemberUnclear("members")
        if self.since is not None and self.until is not None and self.until < self.since:
            raise EndsBeforeStart("members")


@dataclass(frozen=True, kw_only=True)
class Body(Aggregate):
    """A body; without a network it belongs to the whole city."""

    id: UUID
    label: str
    kind: BodyKind
    network: str | None = None
    members: tuple[BodyMember, ...] = ()
