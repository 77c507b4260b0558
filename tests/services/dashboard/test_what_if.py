"""What would be missing if a project's money ended: the dashboard answers alone, from what it has heard."""

from datetime import timedelta

import httpx
from hypothesis import given
from hypothesis import strategies as st

from services.dashboard.domain.coverage import Depth
from services.dashboard.domain.overview import Phase
from services.dashboard.domain.what_if import losses
from shared.testing.pages import assert_page
from tests.services.dashboard.city import City, Quarter
from tests.services.dashboard.test_office_lists import TODAY, funded, office_page

PHASES = tuple(Phase(key, key, None, None) for key in ("a", "b", "c"))
SPOTS = st.tuples(st.sampled_from(["hoerde", "eving"]), st.sampled_from(["lesen", "spiel"]), st.sampled_from("abc"))


@given(st.dictionaries(SPOTS, st.tuples(st.integers(1, 5), st.integers(0, 5))))
def test_what_is_left_is_what_was_there_without_what_goes(spots: dict[tuple[str, str, str], tuple[int, int]]) -> None:
    gone = {spot: going for spot, (going, _) in spots.items()}
    before = {spot: going + staying for spot, (going, staying) in spots.items()}
    found = losses(PHASES, before, gone)
    assert {(loss.network, loss.theme, loss.phase.key): loss.after for loss in found} == {
        spot: staying for spot, (_, staying) in spots.items()
    }
    assert [loss.after for loss in found] == sorted(loss.after for loss in found)
    assert {loss.depth is Depth.HOLE for loss in found if loss.after == 0} <= {True}


async def test_an_offer_alone_in_its_place_leaves_a_hole_and_one_of_two_a_thin_spot(
    city: City, quarter: Quarter
) -> None:
    project, _ = await funded(quarter, ends_on=TODAY + timedelta(days=60))
    await quarter.published(0, 24, themes=["lesen"], project=project, title="Vorlesestunde")
    await quarter.published(24, 48, themes=["lesen"], project=project)
    await quarter.published(24, 48, themes=["lesen"])
    page = await office_page(city, f"/fachstelle/projekt/{project}")
    assert_page(page)
    told = page[page.index("Neue Lücken") : page.index("Wer bezahlt")]
    assert [int(part.split("<")[0]) for part in told.split('figure__number">')[1:]] == [1, 1]
    assert "Vorlesestunde" in page


async def test_a_project_that_nothing_hangs_on_says_so(city: City, quarter: Quarter) -> None:
    project, source = await funded(quarter, ends_on=TODAY + timedelta(days=60))
    page = await office_page(city, f"/fachstelle/projekt/{project}")
    assert ("Nichts hängt daran" in page, source in page) == (True, True)


async def test_a_project_that_nobody_knows_is_not_found(city: City) -> None:
    path = "/fachstelle/projekt/00000000-0000-0000-0000-000000000001"
    answer = await city.dashboard.http.get(path, headers=city.platform.headers())
    assert answer.status_code == httpx.codes.NOT_FOUND
