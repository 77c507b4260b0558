"""Templates of agreements about the usual transitions, as the library of a new city begins."""

from deploy.reference.records.documented import Documented, Record
from shared.contracts.registry.agreements import Clause, TemplateObligation, Transition
from shared.contracts.vocabulary import Key, Line, Text


class AgreedTransition(Record):
    """Life phases and partner types by their keys; whatever has no partner type of its own stands for a phase only."""

    from_phase: Key | None = None
    from_institution: Key | None = None
    to_phase: Key | None = None
    to_institution: Key | None = None

    def transition(self) -> Transition:
        """Return the transition of the contracts."""
        return Transition(**dict(self))


class UsualObligation(Record):
    """What a party usually owes, so many days after the beginning."""

    owed_by: Line
    text: Clause
    after_days: int

    def obligation(self) -> TemplateObligation:
        """Return the obligation of the contracts."""
        return TemplateObligation(owed_by=self.owed_by, text=self.text, due_after_days=self.after_days)


class AgreementTemplate(Documented):
    """A template of the library."""

    key: Key
    label: Line
    title: Line
    text: Text
    transition: AgreedTransition
    obligations: tuple[UsualObligation, ...]
    review_after_months: int
