"""The life of an offer follows its table, walked at random."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.offers.domain.ages import Ages
from services.offers.domain.notice import Notice, NoticeKind
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import HIDDEN, STEPS, Status, Step, after_step
from services.offers.domain.refusals import OfferHasEnded, OfferRefusal, PublishedOfferNeedsNoTime

DRAFT = Offer(
    id=UUID(int=2), content=OfferContent(network="hoerde", organisation=UUID(int=1), title="Treff", ages=Ages(6, 18))
)
TODAY = date(2026, 11, 22)
TAKES = {
    Step.SUBMIT: Offer.submitted,
    Step.SEND_BACK: lambda offer: offer.sent_back("Bitte den Ort nennen"),
    Step.PUBLISH: lambda offer: offer.published(on=TODAY),
    Step.PAUSE: Offer.paused,
    Step.RESUME: lambda offer: offer.resumed(on=TODAY),
    Step.END: Offer.withdrawn,
}


def walked(steps: list[Step]) -> Offer:
    """The offer after those of the steps that its state allows."""
    offer = DRAFT
    for step in steps:
        if (offer.status, step) in STEPS:
            offer = TAKES[step](offer)
    return offer


@given(st.lists(st.sampled_from(Step)), st.sampled_from(Step))
def test_a_step_leads_where_the_table_says_or_is_refused(steps: list[Step], step: Step) -> None:
    offer = walked(steps)
    following = STEPS.get((offer.status, step))
    try:
        reached = TAKES[step](offer).status
    except OfferRefusal:
        reached = None
    assert reached is following


@given(st.lists(st.sampled_from(Step)))
def test_each_step_is_a_version_and_what_was_public_is_confirmed(steps: list[Step]) -> None:
    offer = walked(steps)
    assert offer.version >= 1
    assert (offer.confirmed_on is None) == (offer.notice_version == 0)
    assert offer.is_hidden == (offer.status in HIDDEN)


@given(st.sampled_from(Step))
def test_nothing_follows_the_end(step: Step) -> None:
    with pytest.raises(OfferHasEnded):
        after_step(Status.ENDED, step)


def test_sending_back_keeps_the_reason_and_ends_the_plan() -> None:
    planned = DRAFT.submitted().planned(datetime(2027, 1, 1, tzinfo=UTC))
    back = planned.sent_back("Bitte den Ort nennen")
    assert (back.status, back.sent_back_because, back.publish_at) == (Status.DRAFT, "Bitte den Ort nennen", None)


def test_a_public_offer_needs_no_time() -> None:
    with pytest.raises(PublishedOfferNeedsNoTime):
        DRAFT.published().planned(datetime(2027, 1, 1, tzinfo=UTC))


def test_pausing_and_resuming_are_notices_of_their_own() -> None:
    paused = DRAFT.published().paused()
    resumed = paused.resumed(on=TODAY)
    assert [(one.notice_version, one.notice) for one in (paused, resumed)] == [
        (2, Notice(NoticeKind.PAUSED)),
        (3, Notice(NoticeKind.RESUMED)),
    ]


def test_confirming_twice_a_day_is_one_version() -> None:
    confirmed = DRAFT.published(on=date(2026, 1, 1)).confirmed(on=TODAY)
    assert confirmed.confirmed_on == TODAY
    assert confirmed.confirmed(on=TODAY) is confirmed
