"""What a scenario has in its hands, and the list of all scenarios."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.chaos.families import Family
from tests.chaos.invariants import Expectation
from tests.chaos.load import Load
from tests.chaos.town import Town


@dataclass
class Stage:
    """One scenario's surroundings; what it writes into `expected` changes what the invariants allow."""

    town: Town
    load: Load
    rng: random.Random
    families: tuple[Family, ...]
    is_short: bool
    expected: Expectation = field(default_factory=Expectation)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    catch_up_seconds: float = 60.0
    mails_before: int = 0
    doubled_before: int = 0

    def insist(self, holds: bool, problem: str) -> None:
        """Note a problem unless something holds."""
        if not holds:
            self.problems.append(problem)


Play = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Scenario:
    """A failure to be lived through; one that `spoils` the town is followed by a new beginning."""

    name: str
    play: Play
    is_in_ci: bool
    spoils: bool
    needs: tuple[str, ...] = ()


SCENARIOS: dict[str, Scenario] = {}


def scenario(
    name: str, *, ci: bool = False, spoils: bool = False, needs: tuple[str, ...] = ()
) -> Callable[[Play], Play]:
    """Enter a function in the list."""

    def enter(play: Play) -> Play:
        SCENARIOS[name] = Scenario(name, play, ci, spoils, needs)
        return play

    return enter
