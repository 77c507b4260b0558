"""The words of a notice that an office or a quarter may choose for itself; what it doesn't choose is inherited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from string import Formatter

from services.notifications.domain.mail import MailKind

CHANGEABLE = frozenset(
    {
        MailKind.NEW_OFFER,
        MailKind.CHANGED_OFFER,
        MailKind.FEW_PLACES,
        MailKind.PAUSED_OFFER,
        MailKind.RESUMED_OFFER,
        MailKind.CANCELLED_OFFER,
    }
)
PLACES = frozenset({"network", "title"})

Address = tuple[str | None, str, str]
"""Whose words (a network's, or the office's: None), of which kind of mail, in which language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A subject with `{network}` and `{title}`, the words above the title, and a sentence at the end; None is inherited."""

    subject: str | None = None
    opening: str | None = None
    closing: str | None = None

    def over(self, other: "Wording") -> "Wording":
        """Return these words, and those of another where there are none."""
        own = {name: value for name, value in asdict(self).items() if value is not None}
        return Wording(**{**asdict(other), **own})

    def differs_from(self, other: "Wording") -> Mapping[str, tuple[str | None, str | None]]:
        """Return what another says and what is said instead, by field."""
        theirs = asdict(other)
        return {name: (theirs[name], own) for name, own in asdict(self).items() if own not in (None, theirs[name])}


def has_only_known_places(subject: str) -> bool:
    """Tell whether a subject can be filled in: plain `{network}` and `{title}`, nothing else in braces."""
    try:
        parts = list(Formatter().parse(subject))
    except ValueError:
        return False
    named = [(name, form, conversion) for _, name, form, conversion in parts if name is not None]
    return all(name in PLACES and not form and conversion is None for name, form, conversion in named)
