"""What joins the phases, and how many children a hole concerns."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.offers.domain.ages import Ages
from services.offers.domain.chain.axis import Span, on_axis
from services.offers.domain.chain.chain import Frame, chain_of
from services.offers.domain.chain.children import ages_counted, children_of
from services.offers.domain.chain.link import Link
from services.offers.domain.chain.transitions import Agreement, transitions_of
from tests.services.offers.domain.chain.month_by_month import PHASES, TODAY

THEME = frozenset({"uebergaenge"})


def secured_by(**said: Any) -> list[int]:
    """The months at which an agreement secures a step."""
    agreement = Agreement(id=uuid4(), **said)
    return [step.at_month for step in transitions_of(PHASES, (), [agreement]) if step.agreements]


@pytest.mark.parametrize(
    ("said", "secured"),
    [
        ({"from_phase": "p4_6", "to_phase": "p6plus"}, [72]),
        ({"from_phase": "p0_2", "to_phase": "p4_6"}, [24, 48]),
        ({"from_institution": "kita", "to_institution": "schule"}, [72]),
        ({"from_institution": "kinderstube", "to_institution": "kita"}, [24, 48]),
        ({"from_phase": "p4_6", "from_institution": "kita", "to_institution": "schule"}, [72]),
        ({"to_phase": "p2_4"}, [24]),
        ({"from_institution": "schwangerschaftsberatung"}, [0]),
        ({"from_phase": "unbekannt", "to_institution": "sportverein"}, []),
        ({}, []),
    ],
)
def test_an_agreement_secures_the_steps_between_its_two_ends(said: dict[str, Any], secured: list[int]) -> None:
    assert secured_by(**said) == secured


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ({}, True),
        ({"valid_from": TODAY, "valid_to": TODAY}, True),
        ({"valid_from": date(2026, 11, 23)}, False),
        ({"valid_to": date(2026, 11, 21)}, False),
        ({"is_binding": False}, False),
    ],
)
def test_only_an_agreement_that_binds_on_the_day_is_a_joint(said: dict[str, Any], holds: bool) -> None:
    agreement = Agreement(id=uuid4(), from_phase="p4_6", to_phase="p6plus", **said)
    frame = Frame(day=TODAY, phases=PHASES, agreements=(agreement,))
    assert chain_of((), frame, theme="uebergaenge").transitions[-1].is_secured is holds


@pytest.mark.parametrize(
    ("leads", "bridged"),
    [
        ({"leads_from": frozenset({"p4_6"}), "leads_to": frozenset({"p6plus"})}, [72]),
        ({"leads_from": frozenset({"p2_4"})}, [48]),
        ({"leads_to": frozenset({"p2_4"})}, [24]),
        ({"leads_from": frozenset({"p0_2"}), "leads_to": frozenset({"p6plus"})}, []),
        ({"from_months": frozenset({60}), "to_months": frozenset({72})}, [72]),
        ({"from_months": frozenset({40})}, [48]),
        ({"leads_from": frozenset({"p2_4"}), "to_months": frozenset({50})}, [48]),
        ({"from_months": frozenset({10}), "to_months": frozenset({72})}, []),
        ({}, []),
    ],
)
def test_a_bridge_link_joins_phases_that_the_ages_do_not_span(leads: dict[str, Any], bridged: list[int]) -> None:
    link = Link(offer=uuid4(), span=Span(60, 72), themes=THEME, **leads)
    assert [step.at_month for step in transitions_of(PHASES, [link], ()) if step.bridges] == bridged


def test_offers_made_as_bridges_are_named_first() -> None:
    spanning = Link(offer=UUID(int=1), span=Span(0, 132), themes=THEME)
    bridge = Link(offer=UUID(int=2), span=Span(60, 80), themes=THEME, is_bridge=True)
    assert transitions_of(PHASES, [spanning, bridge], ())[-1].bridges == (bridge.offer, spanning.offer)


@pytest.mark.parametrize(
    ("ages", "span"),
    [
        (Ages(), Span(-9, 132)),
        (Ages(None, 0), Span(-9, 0)),
        (Ages(120, 216), Span(120, 132)),
        (Ages(132, 216), None),
    ],
)
def test_ages_are_cut_to_the_axis(ages: Ages, span: Span | None) -> None:
    assert on_axis(ages) == span


@pytest.mark.parametrize(
    ("indicator", "span"),
    [
        ("geburten", Span(-9, 12)),
        ("kinder_3_6", Span(36, 72)),
        ("kinder_6_18", Span(72, 132)),
        ("kinder_14_18", None),
        ("kinder_6_3", None),
        ("kita_plaetze", None),
    ],
)
def test_some_indicators_count_the_children_of_an_age(indicator: str, span: Span | None) -> None:
    assert ages_counted(indicator) == span


def test_children_are_spread_evenly_over_the_months_of_their_age() -> None:
    children = children_of([("kinder_3_6", 360.0), ("kita_plaetze", 90.0)])
    assert children.within(Span(36, 48)) == 120


def test_the_finer_count_holds_where_two_count_the_same_month() -> None:
    children = children_of([("geburten", 240.0), ("kinder_0_3", 360.0)])
    assert (children.within(Span(0, 12)), children.within(Span(12, 24))) == (240, 120)


def test_a_count_beyond_the_axis_is_not_squeezed_into_it() -> None:
    assert children_of([("kinder_6_18", 1440.0)]).within(Span(72, 84)) == 120


def test_fewer_than_five_children_are_never_told() -> None:
    assert children_of([("kinder_3_6", 36.0)]).within(Span(36, 40)) is None


def test_children_are_told_only_where_every_month_is_known() -> None:
    assert children_of([("kinder_3_6", 360.0)]).within(Span(30, 48)) is None


def test_a_hole_says_how_many_children_it_concerns() -> None:
    frame = Frame(day=TODAY, children=children_of([("kinder_3_6", 360.0)]))
    links = [
        Link(offer=uuid4(), span=Span(-9, 36), themes=THEME),
        Link(offer=uuid4(), span=Span(60, 132), themes=THEME),
    ]
    holes = chain_of(links, frame, theme="uebergaenge").holes
    assert [(hole.span, hole.children) for hole in holes] == [(Span(36, 60), 240)]
