"""The template of a roll-out: the phases with the months in which they lie, and what each quality gate asks for."""

from dataclasses import dataclass
from itertools import pairwise

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart, NamedTwice
from services.registry.domain.rollout.refusals import PhasesOutOfOrder


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A phase from the month `from_month` to `to_month` after the beginning; without an end it follows the set-up."""

    key: str
    label: str
    from_month: int
    to_month: int | None = None
    evidence_asked: str

    @property
    def belongs_to_set_up(self) -> bool:
        """Tell whether the network goes live only after this phase."""
        return self.to_month is not None


@dataclass(frozen=True, kw_only=True)
class RolloutTemplate(Aggregate):
    """The office's standard; each change is a version of its own, and older ones are kept for the plans that follow them."""

    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        keys = [phase.key for phase in self.phases]
        if len(set(keys)) < len(keys):
            raise NamedTwice("phases")
        if any(phase.to_month is not None and phase.to_month <= phase.from_month for phase in self.phases):
            raise EndsBeforeStart("phases")
        if not keys or not self.phases[0].belongs_to_set_up or not _in_order(self.phases):
            raise PhasesOutOfOrder("phases")


def _in_order(phases: tuple[Phase, ...]) -> bool:
    """Gates open one after the other, so ends may not go back; phases may overlap."""
    endless = max((phase.to_month or 0 for phase in phases), default=0) + 1
    ends = [endless if phase.to_month is None else phase.to_month for phase in phases]
    return all(earlier <= later for earlier, later in pairwise(ends))


@dataclass(frozen=True, kw_only=True)
class PhaseChange:
    """What a newer template says otherwise about one phase; None where a template has no such phase."""

    phase: str
    before: Phase | None
    after: Phase | None


def differences(older: RolloutTemplate, newer: RolloutTemplate) -> tuple[PhaseChange, ...]:
    """Return the phases that changed, came or went: in the newer order, those that went last."""
    before, after = ({phase.key: phase for phase in template.phases} for template in (older, newer))
    keys = (*after, *(key for key in before if key not in after))
    changes = (PhaseChange(phase=key, before=before.get(key), after=after.get(key)) for key in keys)
    return tuple(change for change in changes if change.before != change.after)
