"""Brings givers and wishes together: who could fill which hole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.domain.wishes.giver import Giver
from services.registry.domain.wishes.wish import Theme, WishFigure


@dataclass(frozen=True, kw_only=True)
class Match:
    """A hole and those who could fill it, maybe nobody."""

    wish: WishFigure
    givers: tuple[Giver, ...]


def matches(figures: Sequence[WishFigure], givers: Sequence[Giver]) -> list[Match]:
    """Return every hole, the most wished first, with the givers of its quarter, theme and phase."""
    ordered = sorted(figures, key=lambda figure: (-figure.at_least, figure.network, figure.phase, figure.theme))
    at_hand: dict[tuple[str, Theme], list[Giver]] = defaultdict(list)
    for giver in givers:
        at_hand[giver.network, giver.theme].append(giver)
    return [
        Match(wish=figure, givers=tuple(giver for giver in at_hand[_of(figure)] if giver.gives_for(figure.phase)))
        for figure in ordered
    ]


def _of(figure: WishFigure) -> tuple[str, Theme]:
    return figure.network, figure.theme
