"""What partners agreed on, what of it falls due, and the templates they start from. Who signed for a party is told nowhere."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Key, Line, Part, Slug, Text

Clause = Annotated[
    str, StringConstraints(min_length=1, max_length=2_000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")
]


class AgreementState(StrEnum):
    """Where an agreement stands."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    DUE_FOR_REVIEW = "due_for_review"
    EVALUATED = "evaluated"
    ENDED = "ended"


class EvaluationResult(StrEnum):
    """What a review found."""

    ACHIEVED = "achieved"
    PARTLY_ACHIEVED = "partly_achieved"
    NOT_ACHIEVED = "not_achieved"


class Transition(Part):
    """The step in a child's life that is secured: from a phase or a type of institution to another."""

    from_phase: Key | None = None
    from_institution: Key | None = None
    to_phase: Key | None = None
    to_institution: Key | None = None


class Obligation(Part):
    """What one party owes until a day."""

    id: UUID
    party: UUID
    text: Clause
    due_on: date
    fulfilled_on: date | None = None
    is_overdue: bool = False


class Signature(Part):
    """A party has signed this edition."""

    party: UUID
    edition: int = Field(ge=1)
    signed_at: AwareDatetime


class Evaluation(Part):
    """What a review of this edition found."""

    evaluated_on: date
    edition: int = Field(ge=1)
    result: EvaluationResult
    text: Text


class AgreementChanged(Contract):
    """An agreement as it stands; each edition is signed anew."""

    name: ClassVar[str] = PREFIX + "agreement-changed"

    id: UUID
    network: Slug
    title: Line
    text: Text
    parties: tuple[UUID, ...] = Field(min_length=2, max_length=50)
    transition: Transition | None = None
    obligations: tuple[Obligation, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    review_on: date | None = None
    template: Key | None = None
    state: AgreementState
    edition: int = Field(ge=1)
    signatures: tuple[Signature, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    ended_on: date | None = None
    end_reason: Text = ""


class AgreementDue(Contract):
    """A reminder, given once: an obligation, or without one the review, of an agreement falls due on this day."""

    name: ClassVar[str] = PREFIX + "agreement-due"

    id: UUID
    agreement: UUID
    network: Slug
    title: Line
    parties: tuple[UUID, ...] = Field(min_length=2, max_length=50)
    due_on: date
    obligation: UUID | None = None
    party: UUID | None = None


class TemplateObligation(Part):
    """What a party usually owes, so many days after the beginning."""

    owed_by: Line
    text: Clause
    due_after_days: int = Field(ge=0, le=3_650)


class AgreementTemplateDefined(Contract):
    """A template for agreements about a usual transition."""

    name: ClassVar[str] = PREFIX + "agreement-template-defined"

    key: Key
    label: Line
    title: Line
    text: Text
    transition: Transition
    obligations: tuple[TemplateObligation, ...] = Field(default=(), max_length=50)
    review_after_months: int = Field(ge=1, le=120)
    retired: bool = False


CONTRACTS: tuple[type[Contract], ...] = (AgreementChanged, AgreementDue, AgreementTemplateDefined)
