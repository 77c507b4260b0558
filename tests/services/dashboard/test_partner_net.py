"""Who is joined with whom: quarters by partners they share, partners by agreements and groups; drawn and told."""

from uuid import UUID, uuid4

from services.dashboard.domain.ties import Ties, pairs_of, ring
from shared.testing.pages import assert_page
from tests.services.dashboard.city import City, Quarter
from tests.services.dashboard.test_office_lists import office_page

ONE, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)


def test_two_partners_are_joined_once_for_each_circle_that_both_stand_in() -> None:
    assert pairs_of([[OTHER, ONE], [ONE, OTHER, THIRD], [ONE, ONE]]) == {
        (ONE, OTHER): 2,
        (ONE, THIRD): 1,
        (OTHER, THIRD): 1,
    }


def test_quarters_are_joined_by_the_partners_they_share() -> None:
    members = {"eving": frozenset({ONE, OTHER}), "hoerde": frozenset({OTHER, THIRD}), "huckarde": frozenset({THIRD})}
    ties = Ties(labels={}, members=members)
    assert ties.shared() == {("eving", "hoerde"): 1, ("hoerde", "huckarde"): 1}
    assert ties.elsewhere("hoerde") == {OTHER: ("eving",), THIRD: ("huckarde",)}


def test_a_ring_begins_on_top_and_goes_clockwise() -> None:
    top, right, bottom, left = ring(4, radius=10, centre=20)
    assert [(place.x, place.y) for place in (top, right, bottom, left)] == [(20, 10), (30, 20), (20, 30), (10, 20)]
    assert [place.is_right for place in (right, left)] == [True, False]


async def joins(quarter: Quarter) -> str:
    """Another partner of the quarter, by its name."""
    city, partner = quarter.city, str(uuid4())
    label = f"Schule {partner[:8]}"
    about = {"label": label, "kind": "institution", "partner_type": "schule"}
    await city.put(city.registry, f"/partners/{partner}", about)
    await city.put(city.registry, f"/networks/{quarter.network}/members/{partner}", {"role": "Mitglied"})
    return label


async def test_a_quarters_partners_stand_in_the_picture_and_in_the_table(city: City, quarter: Quarter) -> None:
    label = await joins(quarter)
    page = await office_page(city, "/fachstelle/netz", quartier=quarter.network)
    assert_page(page)
    assert page.count(label) == 2


async def test_quarters_that_share_a_partner_are_told(city: City, quarter: Quarter) -> None:
    other = await city.quarter()
    path = f"/networks/{other.network}/members/{quarter.partner}"
    await city.put(city.registry, path, {"role": "Mitglied"})
    page = await office_page(city, "/fachstelle/netz", quartier="")
    assert_page(page)
    table = page[page.index("Quartiere mit gemeinsamen Partnern") :]
    assert (quarter.network in table, other.network in table) == (True, True)
