"""By which marks an offer's rivals are found among many: its kinds, the words of its title, its house and its organisation."""

from collections.abc import Iterator

from services.offers.domain.double_structures.described import Prepared

KIND, WORD, BEGINNING, PLACE, ORGANISATION = 3.0, 1.0, 0.4, 0.8, 0.6
MOST_MARKS = 30
LETTERS = 4


def marks_of(prepared: Prepared) -> dict[str, float]:
    """Return the marks with how much each tells; the beginnings of words forgive what is mistyped behind them."""
    return dict(list(_marks(prepared))[:MOST_MARKS])


def _marks(prepared: Prepared) -> Iterator[tuple[str, float]]:
    yield from ((f"k:{kind}", KIND) for kind in prepared.kinds[:3])
    yield from ((f"w:{word}", WORD) for word in sorted(prepared.title))
    yield from ((f"b:{word[:LETTERS]}", BEGINNING) for word in sorted(prepared.title) if len(word) > LETTERS)
    if prepared.said.anchor_site is not None:
        yield f"p:{prepared.said.anchor_site}", PLACE
    if prepared.said.organisation is not None:
        yield f"o:{prepared.said.organisation}", ORGANISATION
