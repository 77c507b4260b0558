"""Which links lie over which months: one sweep along the axis, a step wherever a link begins or ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from services.offers.domain.chain.axis import AXIS, Span
from services.offers.domain.chain.link import Link


@dataclass(frozen=True, slots=True)
class Step:
    """Months over which the same links lie, in the order of their ids."""

    span: Span
    links: tuple[Link, ...]


def steps_of(links: Iterable[Link]) -> tuple[Step, ...]:
    """Return the steps; together they are the axis without a gap."""
    return tuple(_sweep(links))


def _sweep(links: Iterable[Link]) -> Iterator[Step]:
    beginning: dict[int, list[Link]] = defaultdict(list)
    ending: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        beginning[link.span.begin].append(link)
        ending[link.span.end].append(link)
    lying: dict[UUID, Link] = {}
    begin = AXIS.begin
    for month in sorted({*beginning, *ending, AXIS.end}):
        if month > begin:
            yield Step(Span(begin, month), tuple(lying[offer] for offer in sorted(lying)))
            begin = month
        for link in ending[month]:
            del lying[link.offer]
        lying |= {link.offer: link for link in beginning[month]}
