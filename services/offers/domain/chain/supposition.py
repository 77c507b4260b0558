"""What if: the links as they would be without some offers or some money, or with offers that are not there yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from services.offers.domain.chain.link import Link


@dataclass(frozen=True, kw_only=True)
class Supposition:
    """What is supposed of a quarter; an empty one leaves everything as it is."""

    without_offers: frozenset[UUID] = frozenset()
    without_fundings: frozenset[str] = frozenset()
    added: tuple[Link, ...] = ()

    def applied_to(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """Return the links that would be there; an added one takes the place of the offer with its id."""
        added = {link.offer for link in self.added}
        return (*(link for link in links if not self._is_gone(link) and link.offer not in added), *self.added)

    def _is_gone(self, link: Link) -> bool:
        return link.offer in self.without_offers or link.funding in self.without_fundings
