"""What became of each entry, counted and told in plain German."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from deploy.reference.entries import Entry


class Result(StrEnum):
    """What a put did, or would do in a dry run."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """The result of one entry; a refusal carries the service's reason."""

    entry: Entry
    result: Result
    published: bool = False
    reason: str = ""


@dataclass(frozen=True)
class LoadReport:
    """All outcomes of a load, in the order in which they were asked for."""

    outcomes: tuple[Outcome, ...]
    left_out: tuple[str, ...] = ()

    def count(self, result: Result) -> int:
        """Return how many entries had this result."""
        return sum(outcome.result is result for outcome in self.outcomes)

    @property
    def created(self) -> int:
        """How many things are new."""
        return self.count(Result.CREATED)

    @property
    def changed(self) -> int:
        """How many things say something else now."""
        return self.count(Result.CHANGED)

    @property
    def unchanged(self) -> int:
        """How many things were there already."""
        return self.count(Result.UNCHANGED)

    @property
    def published(self) -> int:
        """How many offers can be found by families that could not before."""
        return sum(outcome.published for outcome in self.outcomes)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The entries that a service did not take."""
        return tuple(outcome for outcome in self.outcomes if outcome.result is Result.REFUSED)

    @property
    def changed_nothing(self) -> bool:
        """Tell whether everything was there already."""
        return not (self.created or self.changed or self.published or self.refused)

    def lines(self) -> tuple[str, ...]:
        """Return the report as German lines: one a kind of thing, then each refusal and what was left out."""
        kinds = dict.fromkeys(outcome.entry.kind for outcome in self.outcomes)
        refusals = tuple(
            f"Abgelehnt: {outcome.entry.kind} „{outcome.entry.name}“: {outcome.reason}" for outcome in self.refused
        )
        return (*(self._line(kind) for kind in kinds), *refusals, *self.left_out)

    def _line(self, kind: str) -> str:
        counts = Counter(outcome.result for outcome in self.outcomes if outcome.entry.kind == kind)
        words = {
            Result.CREATED: "neu",
            Result.CHANGED: "geändert",
            Result.UNCHANGED: "unverändert",
            Result.REFUSED: "abgelehnt",
        }
        return f"{kind}: " + ", ".join(f"{counts[result]} {word}" for result, word in words.items() if counts[result])
