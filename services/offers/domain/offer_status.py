"""The life of an offer as a table: which step leads from which state to which."""

from collections.abc import Mapping
from enum import StrEnum

from services.offers.domain.refusals import OfferHasEnded, OfferIsNotPublished, OfferIsPublished, StepNotPossible


class Status(StrEnum):
    """Where an offer stands."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    PAUSED = "paused"
    ENDED = "ended"


class Step(StrEnum):
    """What can be done with an offer beside changing its content."""

    SUBMIT = "submit"
    SEND_BACK = "send-back"
    PUBLISH = "publish"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


STEPS: Mapping[tuple[Status, Step], Status] = {
    (Status.DRAFT, Step.SUBMIT): Status.IN_REVIEW,
    (Status.IN_REVIEW, Step.SEND_BACK): Status.DRAFT,
    (Status.DRAFT, Step.PUBLISH): Status.PUBLISHED,
    (Status.IN_REVIEW, Step.PUBLISH): Status.PUBLISHED,
    (Status.PUBLISHED, Step.PAUSE): Status.PAUSED,
    (Status.PAUSED, Step.RESUME): Status.PUBLISHED,
    (Status.PUBLISHED, Step.END): Status.ENDED,
    (Status.PAUSED, Step.END): Status.ENDED,
}
HIDDEN = frozenset({Status.DRAFT, Status.IN_REVIEW})
"""What nobody outside has seen yet; what was public once stays known."""


def after_step(status: Status, step: Step) -> Status:
    """Return the next state; raises OfferHasEnded, OfferIsPublished, OfferIsNotPublished, StepNotPossible."""
    following = STEPS.get((status, step))
    if following is not None:
        return following
    if status is Status.ENDED:
        raise OfferHasEnded
    if step is Step.PUBLISH:
        raise OfferIsPublished
    if step in {Step.END, Step.PAUSE} and status in HIDDEN:
        raise OfferIsNotPublished
    raise StepNotPossible(step.value, status.value)
