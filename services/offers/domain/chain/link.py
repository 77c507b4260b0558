"""An offer as a link of the chain: for which ages it is, what joins there, and for how long its money lasts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.offers.domain.chain.axis import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A published offer on the age axis; `leads_from` and `leads_to` are the phases it was made to bridge.

    A bridge may name offers instead: `from_months` are the last months of those it leads from, `to_months` the first of those it leads to,
    as far as `from_offers` and `to_offers` are published. `funded_until` is the last day that is paid for, `funding` names who pays.
    """

    offer: UUID
    span: Span
    themes: frozenset[str]
    languages: frozenset[str] = frozenset()
    is_bridge: bool = False
    leads_from: frozenset[str] = frozenset()
    leads_to: frozenset[str] = frozenset()
    from_offers: frozenset[UUID] = frozenset()
    to_offers: frozenset[UUID] = frozenset()
    from_months: frozenset[int] = frozenset()
    to_months: frozenset[int] = frozenset()
    funding: str | None = None
    funded_until: date | None = None

    def speaks(self, language: str) -> bool:
        """Tell whether the offer is held in a language; a region's variety (pt-BR) is the language (pt)."""
        return any(spoken == language or spoken.startswith(f"{language}-") for spoken in self.languages)

    @property
    def named(self) -> frozenset[UUID]:
        """Return the offers that it leads from or to."""
        return self.from_offers | self.to_offers

    def joined_to(self, spans: Mapping[UUID, Span]) -> "Link":
        """Return the link with the months at which the offers that it names end and begin."""
        if not self.named:
            return self
        ends = frozenset(spans[offer].end - 1 for offer in self.from_offers if offer in spans)
        begins = frozenset(spans[offer].begin for offer in self.to_offers if offer in spans)
        return replace(self, from_months=ends, to_months=begins)

    def ends_within(self, horizon: date) -> bool:
        """Tell whether its money ends until a day."""
        return self.funded_until is not None and self.funded_until <= horizon
