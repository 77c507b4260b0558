"""All quarters by theme and by life phase, with figures of the social space that carry their source and caution."""

import csv
import io

import httpx
import pytest

from services.dashboard.domain.coverage import Cell, Depth
from services.dashboard.domain.matrix import Line, Matrix
from shared.testing.pages import assert_page
from shared.testing.servers import fresh_name
from shared.web.languages import LANGUAGES
from tests.services.dashboard.city import City, Quarter
from tests.services.dashboard.test_social_space import post

CAUTION = "Kleine Zahlen schwanken."


async def measured(quarter: Quarter, *, value: str, direction: str = "more_is_worse") -> tuple[str, str]:
    """An indicator with one figure for the quarter's area, and the name of its source."""
    city, key, atlas = quarter.city, fresh_name("armut"), fresh_name("atlas")
    said = {"label": f"Merkmal {key}", "unit": "count", "direction": direction, "caution": CAUTION}
    await city.put(city.registry, f"/indicators/{key}", said)
    columns = {"area": "Gebiet", "fixed_year": 2025, "indicators": {"Wert": key}}
    await city.put(city.registry, f"/indicators/sources/{atlas}", {"label": f"Atlas {atlas}", "columns": columns})
    table = f"Gebiet;Wert\n{quarter.area};{value}\n".encode()
    path = f"/indicators/sources/{atlas}/imports"
    await post(city, path, files={"file": ("a.csv", table)}, data={"dry_run": "false"})
    return key, f"Atlas {atlas}"


@pytest.mark.parametrize("language", [language.tag for language in LANGUAGES])
async def test_the_page_keeps_the_rules_in_every_language(city: City, quarter: Quarter, language: str) -> None:
    await quarter.published(0, 24, themes=["lesen"])
    key, _ = await measured(quarter, value="123")
    for query in ({"thema": "lesen", "phase": "", "merkmal": ""}, {"thema": "", "phase": "p0_2", "merkmal": key}, {}):
        assert_page(await city.page("/abdeckung", lang=language, **query))


async def test_a_theme_is_counted_by_life_phase(city: City, quarter: Quarter) -> None:
    await quarter.published(0, 24, themes=["lesen", "sprachbildung"])
    await quarter.published(24, 72, themes=["lesen"])
    page = await city.page("/abdeckung", thema="lesen")
    assert f"1 dünn, {quarter.network}, 0 bis 2 Jahre" in page
    assert f"0 Lücke, {quarter.network}, Schwangerschaft" in page


async def test_a_life_phase_is_counted_by_theme(city: City, quarter: Quarter) -> None:
    await quarter.published(0, 24, themes=["lesen"])
    await quarter.published(0, 24, themes=["lesen"])
    page = await city.page("/abdeckung", phase="p0_2")
    assert f"2 Angebote, {quarter.network}, Lesen und Vorlesen" in page


async def test_a_figure_stands_beside_the_quarter_with_source_and_caution(city: City, quarter: Quarter) -> None:
    await quarter.published(0, 24, themes=["lesen"])
    key, source = await measured(quarter, value="123")
    page = await city.page("/abdeckung", merkmal=key)
    assert '<bdi dir="ltr">123</bdi>' in page
    assert (CAUTION in page, source in page) == (True, True)


async def test_a_figure_below_five_is_not_told(city: City, quarter: Quarter) -> None:
    await quarter.published(0, 24, themes=["lesen"])
    key, _ = await measured(quarter, value="3")
    page = await city.page("/abdeckung", merkmal=key)
    assert '<span class="beside">unter 5</span>' in page


async def test_a_neutral_figure_is_said_to_show_no_need(city: City, quarter: Quarter) -> None:
    await quarter.published(0, 24, themes=["lesen"])
    key, _ = await measured(quarter, value="40", direction="neutral")
    assert "Sie zeigt keinen Bedarf" in await city.page("/abdeckung", merkmal=key)


async def test_the_matrix_leaves_as_a_file(city: City, quarter: Quarter) -> None:
    await quarter.published(0, 24, themes=["lesen"])
    await city.heard()
    answer = await city.dashboard.http.get("/abdeckung/datei/csv", params={"thema": "lesen"})
    rows = {row[0]: row for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")}
    assert rows["Quartier"][1:3] == ["Schwangerschaft", "0 bis 2 Jahre"]
    assert rows[quarter.network][1:3] == ["0", "1"]
    refused = await city.dashboard.http.get("/abdeckung/datei/exe")
    assert refused.status_code == httpx.codes.NOT_FOUND


def test_holes_and_thin_spots_of_a_matrix_are_counted_as_templates_ask_for_them() -> None:
    cells = (Cell("a", 0), Cell("b", 1), Cell("c", 7), Cell("d", 0, is_expected=False))
    line = Line(network="hoerde", label="Hörde", areas=(), cells=cells, offers=None)
    matrix = Matrix(columns=("a", "b", "c", "d"), lines=(line, line), has_phases=False)
    assert [matrix.weak(Depth(word)) for word in ("hole", "thin")] == [2, 2]
    assert matrix.weak("hole") == 2  # type: ignore[arg-type]  # a template knows no enumeration
