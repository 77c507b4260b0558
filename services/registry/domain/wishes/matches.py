"""Brings givers and wishes together: who could fill which hole."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.domain.wishes.giver import Giver
from services.registry.domain.wishes.wish import WishFigure


@dataclass(frozen=True, kw_only=True)
class Match:
    """A hole and those who could fill it, maybe nobody."""

    wish: WishFigure
    givers: tuple[Giver, ...]


def matches(figures: Sequence[WishFigure], givers: Sequence[Giver]) -> list[Match]:
    """Return every hole, the most wished first, with the givers of its quarter, theme and phase."""
    ordered = sorted(figures, key=lambda figure: (-figure.at_least, figure.network, figure.phase, figure.theme))
    return [Match(wish=figure, givers=tuple(giver for giver in givers if _fits(giver, figure))) for figure in ordered]


def _fits(giver: Giver, figure: WishFigure) -> bool:
    same = giver.network == figure.network and giver.theme is figure.theme
    return same and giver.gives_for(figure.phase)
