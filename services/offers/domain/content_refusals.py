"""Why what is said about an offer can't be kept: texts, prices, places and schedules that make no sense or do harm."""

from services.offers.domain.refusals import OfferRefusal


class MarkupInText(OfferRefusal):
    """A text holds HTML or a script."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class LanguageTwice(OfferRefusal):
    """Two texts are in one language, or a translation is in the original's."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class TextWithoutTitle(OfferRefusal):
    """A text has no title though it is not missing, or is missing in spite of a title."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class CostIncomplete(OfferRefusal):
    """The price's kind and its figures don't fit."""


class HoursReversed(OfferRefusal):
    """Something closes or ends before it begins on its day; `field` says where."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class TimeWithZone(OfferRefusal):
    """An hour of the day names a time zone; hours are Dortmund's."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class MoreFreeThanRoom(OfferRefusal):
    """More places are free than there are."""


class BridgeUnclear(OfferRefusal):
    """A bridge leads to both a phase and an offer, or to neither."""


class RuleNotUnderstood(OfferRefusal):
    """A recurrence rule can't be used; `part` is the part of it that is wrong."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class RuleNeverHappens(OfferRefusal):
    """A recurrence rule has no date."""


class TooManyRules(OfferRefusal):
    """A schedule has more rules than anybody could follow."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class CourseWithoutDates(OfferRefusal):
    """A course has no date."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class SignUpReversed(OfferRefusal):
    """A course's sign-up ends before it begins."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class IntervalOutOfRange(OfferRefusal):
    """An interval is too short to be kept or too long to mean anything."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class LinkNotValid(OfferRefusal):
    """A mailed link was never given out, is too old, or what it led to is gone."""


class SuggestionIsAnswered(OfferRefusal):
    """A suggestion is answered once."""


class PersonalDataInText(OfferRefusal):
    """A text that needs no personal data holds a mailbox or a telephone number."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class TooManySuggestions(OfferRefusal):
    """So many suggestions about one offer wait for an answer that more would help nobody."""
