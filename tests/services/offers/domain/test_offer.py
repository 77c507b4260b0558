"""The life of an offer, walked at random."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.offers.domain.ages import Ages
from services.offers.domain.cost import Cost, CostKind
from services.offers.domain.notice import NOTEWORTHY, Notice, NoticeKind
from services.offers.domain.occurrence import Occurrence
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import Status
from services.offers.domain.place import Place
from services.offers.domain.refusals import (
    DateOutOfRange,
    EndBeforeStart,
    NetworkIsFixed,
    OfferHasEnded,
    OfferIsNotPublished,
    OfferIsPublished,
    UnreadableLine,
)
from services.offers.domain.terms import Room

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
DATE = Occurrence(NOON, NOON + timedelta(hours=1))
LATER = Occurrence(NOON + timedelta(days=1), NOON + timedelta(days=1, hours=1))
CONTENT = OfferContent(network="hoerde", organisation=UUID(int=1), title="Krabbelgruppe", ages=Ages(6, 18))
DRAFT = Offer(id=UUID(int=2), content=CONTENT)
PUBLISHED = DRAFT.published()
ENDED = PUBLISHED.withdrawn()

OTHERWISE: dict[str, Any] = {
    "organisation": UUID(int=3),
    "title": "Babygruppe",
    "description": "Für alle",
    "ages": Ages(6, 24),
    "themes": ("sprache",),
    "languages": ("tr",),
    "places": (Place(name="Kita"),),
    "schedule_text": "montags",
    "dates": (DATE,),
    "cost": Cost(CostKind.AMOUNT, from_cents=100),
    "bridge": True,
}
FIELDS = st.sets(st.sampled_from(sorted(OTHERWISE)))


def said_otherwise(fields: set[str]) -> OfferContent:
    return replace(CONTENT, **{name: OTHERWISE[name] for name in fields})


@given(FIELDS)
def test_the_notice_version_grows_by_one_exactly_for_noteworthy_changes_of_a_published_offer(fields: set[str]) -> None:
    changed = PUBLISHED.changed(said_otherwise(fields))
    assert changed.notice_version == PUBLISHED.notice_version + bool(fields & NOTEWORTHY)


@given(FIELDS)
def test_the_version_grows_by_one_exactly_when_something_differs(fields: set[str]) -> None:
    assert PUBLISHED.changed(said_otherwise(fields)).version == PUBLISHED.version + bool(fields)


@given(st.lists(FIELDS))
def test_a_draft_may_change_often_and_its_first_notice_is_its_publication(steps: list[set[str]]) -> None:
    offer = DRAFT
    for fields in steps:
        offer = offer.changed(said_otherwise(fields))
    assert (offer.notice_version, offer.published().notice_version) == (0, 1)


def test_withdrawing_is_a_new_notice() -> None:
    assert (ENDED.status, ENDED.notice_version, ENDED.notice) == (Status.ENDED, 2, Notice(NoticeKind.CANCELLED))


def test_wording_is_told_where_its_owner_says_so() -> None:
    reworded = replace(CONTENT, title="Babygruppe")
    assert PUBLISHED.changed(reworded).notice is None
    told = PUBLISHED.changed(reworded, tells_subscribers=True)
    assert (told.notice_version, told.notice) == (2, Notice(NoticeKind.CHANGED, frozenset({"title"})))
    assert DRAFT.changed(reworded, tells_subscribers=True).notice_version == 0


def test_a_notice_is_of_one_version_only() -> None:
    moved = PUBLISHED.changed(replace(CONTENT, places=(Place(name="Kita"),)))
    assert (moved.notice, moved.confirmed(on=NOON.date()).notice) == (
        Notice(NoticeKind.CHANGED, frozenset({"places"})),
        None,
    )


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (Room(capacity=10, free=8), Room(capacity=10, free=5), None),
        (Room(capacity=10, free=5), Room(capacity=10, free=3), NoticeKind.FEW_PLACES),
        (Room(capacity=10, free=3), Room(capacity=10, free=2), None),
        (Room(capacity=10, free=2), Room(capacity=10, free=0), None),
        (Room(capacity=10, free=0), Room(capacity=10, free=1), NoticeKind.CHANGED),
        (Room(capacity=10, free=5), Room(capacity=12, free=7), NoticeKind.CHANGED),
        (Room(capacity=10, free=5), Room(capacity=10, free=5, waiting=2), None),
    ],
    ids=["many left", "few left", "fewer left", "none left", "free again", "a larger room", "somebody waits"],
)
def test_room_is_told_when_it_becomes_scarce_comes_back_or_grows(
    before: Room, after: Room, kind: NoticeKind | None
) -> None:
    offer = DRAFT.changed(replace(CONTENT, room=before)).published()
    changed = offer.changed(replace(CONTENT, room=after))
    assert (changed.notice and changed.notice.kind) == kind


def test_what_changes_beside_the_room_is_told_before_it() -> None:
    offer = DRAFT.changed(replace(CONTENT, room=Room(capacity=10, free=5))).published()
    changed = offer.changed(replace(CONTENT, room=Room(capacity=10, free=2), schedule_text="montags"))
    assert changed.notice == Notice(NoticeKind.CHANGED, frozenset({"schedule_text"}))


@pytest.mark.parametrize("offer", [PUBLISHED, ENDED])
def test_only_a_draft_can_be_published(offer: Offer) -> None:
    with pytest.raises((OfferIsPublished, OfferHasEnded)):
        offer.published()


@pytest.mark.parametrize("offer", [DRAFT, ENDED])
def test_only_a_published_offer_can_be_withdrawn(offer: Offer) -> None:
    with pytest.raises((OfferIsNotPublished, OfferHasEnded)):
        offer.withdrawn()


def test_an_ended_offer_is_not_changed() -> None:
    with pytest.raises(OfferHasEnded):
        ENDED.changed(said_otherwise({"title"}))


def test_an_offer_does_not_move_to_another_network() -> None:
    with pytest.raises(NetworkIsFixed):
        DRAFT.changed(replace(CONTENT, network="eving"))


@given(st.permutations([DATE, LATER, DATE]))
def test_dates_are_in_order_and_each_once(dates: list[Occurrence]) -> None:
    assert replace(CONTENT, dates=tuple(dates)).dates == (DATE, LATER)


def test_the_same_moment_in_another_time_zone_is_no_change() -> None:
    here = Occurrence(
        datetime.fromisoformat("2026-12-01T13:00:00+01:00"), datetime.fromisoformat("2026-12-01T14:00:00+01:00")
    )
    dated = DRAFT.changed(replace(CONTENT, dates=(DATE,)))
    assert dated.changed(replace(CONTENT, dates=(here,))) is dated


@pytest.mark.parametrize("line", ["Zeile\u2028zwei", "Bcc\x85", "Kopf\r\nBcc: x"])
def test_a_title_that_breaks_lines_is_refused(line: str) -> None:
    with pytest.raises(UnreadableLine):
        replace(CONTENT, title=line)


def test_a_date_that_does_not_end_after_its_start_is_refused() -> None:
    with pytest.raises(EndBeforeStart):
        Occurrence(NOON, NOON)


def test_a_date_in_a_far_year_is_refused() -> None:
    with pytest.raises(DateOutOfRange):
        Occurrence(datetime(1, 1, 1, tzinfo=UTC), NOON)
