"""What duplicates look like over HTTP."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.registry.api.partners import AddressBody, IdentifierBody, PartnerAnswer, answer_of
from services.registry.api.schema import Body
from services.registry.domain.duplicates.evidence import Evidence, Verdict
from services.registry.domain.duplicates.pair import Pair, PairStatus
from services.registry.domain.duplicates.record import Identifier, Record
from services.registry.domain.partner import Partner
from services.registry.use_cases.duplicates.find_candidates import Candidate
from shared.contracts.vocabulary import Line


class RecordBody(Body):
    """An organisation as a list, a form or another register has it; all but the name may be missing.

    Nothing is asked of how a number or an address is written: that is what the comparison is for.
    """

    name: Line
    street: Line | None = None
    postal_code: Line | None = None
    city: Line | None = None
    phone: Line | None = None
    mail: Line | None = None
    website: Line | None = None
    address: AddressBody | Line | None = Field(
        default=None, description="Instead of street, postal_code and city; also in one line"
    )
    identifiers: tuple[IdentifierBody, ...] = Field(default=(), max_length=10)
    parent: Line | None = Field(default=None, description="The Träger, in both records by the same id or name")

    def record(self) -> Record:
        """Return the domain's record."""
        fields = {**dict(self), "identifiers": tuple(Identifier(**dict(one)) for one in self.identifiers)}
        address = fields.pop("address")
        if isinstance(address, str):
            fields["street"] = fields["street"] or address
        elif address is not None:
            fields |= dict(address)
        return Record(**fields)


class ComparisonBody(Body):
    """Two records."""

    left: RecordBody
    right: RecordBody


class ReasonAnswer(BaseModel):
    """What speaks for (positive) or against (negative) one organisation, as a logarithm of odds and in words."""

    about: str
    weight: float
    text: str


class EvidenceAnswer(BaseModel):
    """How likely two records mean one organisation, 0 to 1, and why."""

    score: float
    verdict: Verdict
    reasons: tuple[ReasonAnswer, ...]


class CandidateAnswer(EvidenceAnswer):
    """A partner that may be the one that is being entered."""

    partner: PartnerAnswer


class CandidatesAnswer(BaseModel):
    """The partners that may be the same, the surest first; empty when none is alike."""

    items: tuple[CandidateAnswer, ...]


class PairAnswer(EvidenceAnswer):
    """Two partners that may be one; pairs of one `cluster` hang together."""

    id: UUID
    status: PairStatus
    cluster: UUID | None
    decided_at: datetime | None
    one: PartnerAnswer
    other: PartnerAnswer


def evidence_answer(evidence: Evidence) -> EvidenceAnswer:
    """Return the evidence as the API shows it."""
    return EvidenceAnswer.model_validate(evidence, from_attributes=True)


def candidate_answer(candidate: Candidate) -> CandidateAnswer:
    """Return a candidate as the API shows it."""
    return CandidateAnswer(**dict(evidence_answer(candidate.evidence)), partner=answer_of(candidate.partner))


def pair_answer(pair: Pair, *, partners: dict[UUID, Partner]) -> PairAnswer:
    """Return a pair as the API shows it, with both partners as they stand now."""
    both = {"one": answer_of(partners[pair.one]), "other": answer_of(partners[pair.other])}
    return PairAnswer.model_validate({**vars(pair), **both}, from_attributes=True)
