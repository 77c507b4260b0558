"""An offer as a link of the chain: for which ages it is, what joins there, and for how long its money lasts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.offers.domain.chain.axis import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A published offer on the age axis; `leads_from` and `leads_to` are the phases it was made to bridge.

    `funded_until` is the last day that is paid for, `funding` names who pays.
    """

    offer: UUID
    span: Span
    themes: frozenset[str]
    languages: frozenset[str] = frozenset()
    is_bridge: bool = False
    leads_from: frozenset[str] = frozenset()
    leads_to: frozenset[str] = frozenset()
    funding: str | None = None
    funded_until: date | None = None

    def speaks(self, language: str) -> bool:
        """Tell whether the offer is held in a language; a region's variety (pt-BR) is the language (pt)."""
        return any(spoken == language or spoken.startswith(f"{language}-") for spoken in self.languages)

    def leads_over(self, before: str, after: str) -> bool:
        """Tell whether the offer is said to lead from one phase to the other; an end that is not said may be any."""
        if not self.leads_from and not self.leads_to:
            return False
        return (not self.leads_from or before in self.leads_from) and (not self.leads_to or after in self.leads_to)

    def ends_within(self, horizon: date) -> bool:
        """Tell whether its money ends until a day."""
        return self.funded_until is not None and self.funded_until <= horizon
