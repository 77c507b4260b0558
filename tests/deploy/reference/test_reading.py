"""Reference data is read strictly: what is unknown, double or missing stops the reading and is named."""

from pathlib import Path
from shutil import copytree

import pytest

from deploy.reference.folder import DORTMUND
from deploy.reference.reading import ReferenceBroken, read_reference


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(DORTMUND, tmp_path / "city"))


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(ReferenceBroken) as broken:
        read_reference(folder)
    return broken.value.faults


def test_an_unchanged_copy_is_read(folder: Path) -> None:
    assert len(read_reference(folder).networks) == 7


def test_an_unknown_key_is_refused_with_file_and_entry(folder: Path) -> None:
    change(folder / "areas.yaml", "  district: Innenstadt-Nord", "  district: Innenstadt-Nord\n  colour: blue")

    assert faults(folder) == ["areas.yaml, Eintrag 1, colour: Extra inputs are not permitted"]


def test_a_network_in_an_unknown_area_is_named(folder: Path) -> None:
    change(folder / "networks.yaml", "areas: [hoerde]", "areas: [horde]")

    assert faults(folder) == ["hoerde, Aktionsraum: „horde“ gibt es nicht."]


def test_a_double_key_is_named(folder: Path) -> None:
    change(folder / "partners.yaml", "{key: drk,", "{key: caritas,")

    assert "partners: „caritas“ steht 2-mal da." in faults(folder)


def test_a_circle_of_parents_is_named(folder: Path) -> None:
    change(folder / "partners.yaml", "{key: awo-dortmund, ", "{key: awo-dortmund, parent: dobeq, ")

    assert "awo-dortmund: Die Kette der Träger führt im Kreis." in faults(folder)


def test_an_offer_of_somebody_who_is_no_member_is_named(folder: Path) -> None:
    change(folder / "offers" / "hoerde.yaml", "partner: p-gs-stift", "partner: p-gs-freiligrath")

    assert faults(folder) == [
        "hoerde-familiengrundschulzentrum: „p-gs-freiligrath“ ist kein Partner des Netzwerks „hoerde“."
    ]


def test_a_kind_that_has_ended_makes_no_real_offer(folder: Path) -> None:
    change(folder / "offers" / "hoerde.yaml", "kind: willkommensbesuch", "kind: kita_einstieg")

    assert any("nicht belegt" in fault for fault in faults(folder))


def test_an_invented_offer_without_a_note_is_refused(folder: Path) -> None:
    change(folder / "offers" / "hoerde.yaml", "    note: ", "    # note: ")

    assert "an invented offer needs a note" in faults(folder)[0]


def test_reversed_ages_are_refused(folder: Path) -> None:
    change(folder / "offer_kinds.yaml", "ages: {from: 4, to: 72}", "ages: {from: 72, to: 4}")

    assert "from must be below to" in faults(folder)[0]


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "themes.yaml").unlink()

    assert faults(folder) == ["themes.yaml: Die Datei fehlt."]
