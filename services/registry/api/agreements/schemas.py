"""Agreements as they are written and as they are shown. Who signed for a party is shown to nobody."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.registry.api.schema import Body
from services.registry.domain.agreements.agreement import Agreement, EvaluationResult, Obligation, Transition
from services.registry.domain.agreements.difference import FieldDifference
from services.registry.domain.agreements.life import AgreementState
from services.registry.storage.kept_versions import KeptVersion
from shared.contracts.registry.agreements import Clause
from shared.contracts.vocabulary import Key, Line, Slug, Text


class TransitionBody(Body):
    """From a phase or a type of institution to another."""

    from_phase: Key | None = None
    from_institution: Key | None = None
    to_phase: Key | None = None
    to_institution: Key | None = None

    def transition(self) -> Transition:
        """Return the domain's transition; raises NothingSecured."""
        return Transition(**dict(self))


class ObligationBody(Body):
    """What a party owes; an obligation keeps its id from edition to edition."""

    id: UUID
    party: UUID
    text: Clause
    due_on: date


class AgreementBody(Body):
    """An agreement as it is proposed."""

    network: Slug
    title: Line
    text: Text = ""
    parties: tuple[UUID, ...] = Field(max_length=50)
    transition: TransitionBody | None = None
    obligations: tuple[ObligationBody, ...] = Field(default=(), max_length=100)
    valid_from: date | None = None
    valid_to: date | None = Field(default=None, description="Der letzte Tag")
    review_on: date | None = None
    template: Key | None = None

    def agreement(self, agreement_id: UUID) -> Agreement:
        """Return the domain's agreement; raises its refusals of fields."""
        said = dict(self)
        said["obligations"] = tuple(Obligation(**dict(obligation)) for obligation in self.obligations)
        said["transition"] = None if self.transition is None else self.transition.transition()
        return Agreement(id=agreement_id, **said)


class ObligationAnswer(ObligationBody):
    """An obligation as it stands."""

    fulfilled_on: date | None
    is_overdue: bool


class SignatureAnswer(Body):
    """A party has signed."""

    party: UUID
    edition: int
    signed_at: AwareDatetime


class EvaluationAnswer(Body):
    """What a review found."""

    evaluated_on: date
    edition: int
    result: EvaluationResult
    text: str


class AgreementAnswer(AgreementBody):
    """An agreement as it stands."""

    id: UUID
    obligations: tuple[ObligationAnswer, ...]
    state: AgreementState
    edition: int
    signatures: tuple[SignatureAnswer, ...]
    evaluations: tuple[EvaluationAnswer, ...]
    ended_on: date | None
    end_reason: str
    version: int


class VersionAnswer(Body):
    """What stood from a moment on."""

    changed_at: datetime
    state: AgreementAnswer


class FieldAnswer(Body):
    """A field that differs; `obligations/<id>/due_on` is a field of one obligation."""

    field: str
    before: object
    after: object


class DifferenceAnswer(Body):
    """What differs between two versions."""

    before: int
    after: int
    fields: tuple[FieldAnswer, ...]


def answer_of(agreement: Agreement) -> AgreementAnswer:
    """Return the agreement as the API shows it; lists are long, and `asdict` takes ten times as long."""
    return AgreementAnswer.model_validate(agreement, from_attributes=True)


def version_of(kept: KeptVersion[Agreement]) -> VersionAnswer:
    """Return a version as the API shows it."""
    return VersionAnswer(changed_at=kept.changed_at, state=answer_of(kept.state))


def difference_of(before: int, after: int, fields: tuple[FieldDifference, ...]) -> DifferenceAnswer:
    """Return a difference as the API shows it."""
    shown = tuple(FieldAnswer(**asdict(field)) for field in fields)
    return DifferenceAnswer(before=before, after=after, fields=shown)
