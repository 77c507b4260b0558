"""A life phase as this service knows it."""

from dataclasses import dataclass

from services.notifications.domain.interest import Ages


@dataclass(frozen=True, slots=True)
class LifePhase:
    """A part of childhood with its name."""

    key: str
    label: str
    ages: Ages
