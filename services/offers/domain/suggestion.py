"""A change that anybody may propose, and its one answer. No name and no address is asked for: its author keeps a secret link."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.offers.domain.content_refusals import MarkupInText, PersonalDataInText, SuggestionIsAnswered
from services.offers.domain.markup import holds_markup
from services.offers.domain.personal_data import names_a_reachable_person


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A proposed change of an offer; raises MarkupInText, PersonalDataInText."""

    id: UUID
    offer: UUID
    text: str
    made_at: datetime
    state: SuggestionState = SuggestionState.OPEN
    answer: str | None = None
    answered_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        for field, text in (("text", self.text), ("answer", self.answer or "")):
            if holds_markup(text):
                raise MarkupInText(field)
        if names_a_reachable_person(self.text):
            raise PersonalDataInText("text")

    def answered(self, answer: str, *, accepted: bool, at: datetime) -> "Suggestion":
        """Return the suggestion with its answer; raises SuggestionIsAnswered."""
        if self.state is not SuggestionState.OPEN:
            raise SuggestionIsAnswered
        state = SuggestionState.ACCEPTED if accepted else SuggestionState.DECLINED
        return replace(self, state=state, answer=answer, answered_at=at, version=self.version + 1)
