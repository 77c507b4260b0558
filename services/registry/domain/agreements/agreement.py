"""Agreements between named partners: what they secure, who owes what until when, and who signed which wording."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.agreements.life import AgreementState
from services.registry.domain.agreements.refusals import NotAParty, NothingSecured, TooFewParties
from services.registry.domain.refusals import EndsBeforeStart, NamedTwice


class EvaluationResult(StrEnum):
    """What a review found."""

    ACHIEVED = "achieved"
    PARTLY_ACHIEVED = "partly_achieved"
    NOT_ACHIEVED = "not_achieved"


@dataclass(frozen=True, kw_only=True)
class Transition:
    """The step in a child's life that is secured; phases by their keys, institutions by their partner types."""

    from_phase: str | None = None
    from_institution: str | None = None
    to_phase: str | None = None
    to_institution: str | None = None

    def __post_init__(self) -> None:
        starts = self.from_phase is not None or self.from_institution is not None
        leads = self.to_phase is not None or self.to_institution is not None
        if not (starts and leads):
            raise NothingSecured


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """What one party owes until a day; `is_overdue` is set when the day has passed, once."""

    id: UUID
    party: UUID
    text: str
    due_on: date
    fulfilled_on: date | None = None
    is_overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A party has signed this edition. Who signed for it is kept apart from everything that leaves the registry."""

    party: UUID
    edition: int
    signed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What came of an edition."""

    evaluated_on: date
    edition: int
    result: EvaluationResult
    text: str


@dataclass(frozen=True, kw_only=True)
class Agreement(Aggregate):
    """An agreement; `edition` counts its wordings, of which each is signed anew, `valid_to` is its last day."""

    id: UUID
    network: str
    title: str
    text: str
    parties: tuple[UUID, ...]
    transition: Transition | None = None
    obligations: tuple[Obligation, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    review_on: date | None = None
    template: str | None = None
    state: AgreementState = AgreementState.PROPOSED
    edition: int = 1
    signatures: tuple[Signature, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    ended_on: date | None = None
    end_reason: str = ""

    def __post_init__(self) -> None:
        if len(set(self.parties)) < len(self.parties):
            raise NamedTwice("parties")
        if len(self.parties) < 2:
            raise TooFewParties
        ids = [obligation.id for obligation in self.obligations]
        if len(set(ids)) < len(ids):
            raise NamedTwice("obligations")
        if any(obligation.party not in self.parties for obligation in self.obligations):
            raise NotAParty("obligations")
        _insist_on_order("valid_to", self.valid_from, self.valid_to)
        _insist_on_order("review_on", self.valid_from, self.review_on)

    @property
    def unsigned_parties(self) -> frozenset[UUID]:
        """Return the parties that have not signed the present edition."""
        return frozenset(self.parties) - {signature.party for signature in self.signatures}


def _insist_on_order(field: str, start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end < start:
        raise EndsBeforeStart(field)
