"""How well a quarter's offers cover a life phase: the holes and thin places of its prevention chain."""

from dataclasses import dataclass
from enum import StrEnum

SHADES = 5


class Depth(StrEnum):
    """A hole has no offer, a thin place hangs on a single one; nothing is expected where no network works."""

    NOT_EXPECTED = "not-expected"
    HOLE = "hole"
    THIN = "thin"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Cell:
    """A quarter's published offers that reach into one life phase; an offer counts in every phase it reaches into."""

    phase: str
    offers: int
    is_expected: bool = True

    @property
    def depth(self) -> Depth:
        """Tell whether this is a hole or a thin place."""
        if self.offers == 0:
            return Depth.HOLE if self.is_expected else Depth.NOT_EXPECTED
        return Depth.THIN if self.offers == 1 else Depth.COVERED

    def shade(self, most: int) -> int:
        """Return 0 (nothing) to 5 (as many as the fullest cell has)."""
        return -(-SHADES * self.offers // most) if most else 0
