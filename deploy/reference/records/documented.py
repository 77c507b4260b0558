"""What every record of the reference data carries: where it comes from and how sure it is."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.contracts.vocabulary import AgeInterval, AgeMonths


class Certainty(StrEnum):
    """How far a fact may be relied on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Evidence(StrEnum):
    """How a fact is known: found in a source, in the founding texts, concluded, general knowledge, or invented for a demonstration."""

    FOUND = "found"
    SEED = "seed"
    DERIVED = "derived"
    GENERAL = "general"
    INVENTED = "invented"


class Record(BaseModel):
    """A strictly read value: a key that is not known is refused, not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Documented(Record):
    """A record with its sources (keys of sources.yaml), its certainty and how it is known."""

    sources: tuple[str, ...]
    certainty: Certainty
    evidence: Evidence
    note: str | None = None


class Ages(Record):
    """Months, half-open; both bounds are written down in the reference data, so that none is forgotten."""

    from_months: AgeMonths = Field(alias="from")
    to_months: AgeMonths = Field(alias="to")

    @model_validator(mode="after")
    def _is_not_reversed(self) -> "Ages":
        if self.from_months >= self.to_months:
            raise ValueError("from must be below to")
        return self

    def interval(self) -> AgeInterval:
        """Return the interval of the contracts."""
        return AgeInterval(min_months=self.from_months, max_months=self.to_months)
