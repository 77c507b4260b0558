"""Rounds of setting a network up, as far as their beginnings are known."""

from datetime import date

from pydantic import model_validator

from deploy.reference.records.documented import Documented, Record
from shared.contracts.vocabulary import Line, Slug


class Restart(Record):
    """A further round: its first day and why it was begun."""

    started_on: date
    reason: Line


class Rollout(Documented):
    """The rounds of a network, the first one and the restarts in their order."""

    network: Slug
    started_on: date
    restarts: tuple[Restart, ...] = ()

    @model_validator(mode="after")
    def _is_in_order(self) -> "Rollout":
        days = [self.started_on, *(restart.started_on for restart in self.restarts)]
        if days != sorted(days):
            raise ValueError("rounds begin one after the other")
        return self
