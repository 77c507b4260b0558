"""Templates: what agreements about a usual transition say, from which a quarter starts."""

from dataclasses import dataclass

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.agreements.agreement import Transition


@dataclass(frozen=True, kw_only=True)
class TemplateObligation:
    """What a party usually owes, so many days after the agreement enters into force."""

    owed_by: str
    text: str
    due_after_days: int


@dataclass(frozen=True, kw_only=True)
class AgreementTemplate(Aggregate):
    """A template; retired ones are offered no longer, and agreements made from them stay as they are."""

    key: str
    label: str
    title: str
    text: str
    transition: Transition
    obligations: tuple[TemplateObligation, ...] = ()
    review_after_months: int = 12
    retired: bool = False
