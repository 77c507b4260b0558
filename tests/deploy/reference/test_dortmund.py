"""What Dortmund's reference data promises: the counts of the city, honest ages, and everything invented marked."""

from itertools import pairwise

import pytest

from deploy.reference.entries import OFFERS
from deploy.reference.records.documented import Evidence
from deploy.reference.records.offers import Offer
from deploy.reference.records.reference import Reference
from deploy.reference.reference_entries import stages_of
from shared.contracts.registry import AreaKind, NetworkStatus

NETWORKS = (
    "brunnenstrasse",
    "libellen",
    "eving",
    "westerfilde-bodelschwingh",
    "hoerde",
    "scharnhorst-ost",
    "boevinghausen-westrich",
)


def offers_of(reference: Reference, network: str) -> tuple[Offer, ...]:
    return next(file.offers for file in reference.offers if file.network == network)


def bounds_of(reference: Reference, network: str) -> list[tuple[int, int]]:
    kinds = {kind.key: kind for kind in reference.offer_kinds}
    ages = [offer.ages or kinds[offer.kind].ages for offer in offers_of(reference, network)]
    return [(age.from_months, age.to_months) for age in ages]


def test_thirteen_action_areas_are_on_the_list_today_and_two_were_until_2020(dortmund: Reference) -> None:
    areas = [area for area in dortmund.areas if area.kind is AreaKind.AKTIONSRAUM]

    assert len([area for area in areas if area.valid_to is None]) == 13
    assert {area.id for area in areas if area.valid_to == 2020} == {"alt-scharnhorst", "wickede"}


@pytest.mark.parametrize(
    ("year", "only_then"),
    [
        (2008, {"alt-scharnhorst", "wickede"}),
        (2020, {"alt-scharnhorst", "wickede"}),
        (2021, {"boevinghausen-westrich", "dorstfeld"}),
    ],
)
def test_the_council_had_thirteen_areas_on_its_list_before_2021_and_since(
    dortmund: Reference, year: int, only_then: set[str]
) -> None:
    areas = [area for area in dortmund.areas if area.kind is AreaKind.AKTIONSRAUM]
    lasting = {area.id for area in areas if area.valid_from == 2008 and area.valid_to is None}

    on_list = {area.id for area in areas if area.valid_from <= year <= (area.valid_to or year)}

    assert (len(on_list), on_list - lasting) == (13, only_then)


def test_the_seven_networks_are_there_by_their_settled_ids(dortmund: Reference) -> None:
    assert tuple(network.id for network in dortmund.networks) == NETWORKS


def test_the_library_begins_with_templates_for_the_usual_transitions(dortmund: Reference) -> None:
    keys = {template.key for template in dortmund.agreement_templates}

    assert {"kita-grundschule", "hebamme-familienzentrum", "klinik-familienzentrum", "kinderstube-kita"} <= keys
    assert all(template.obligations for template in dortmund.agreement_templates)


def test_networks_and_areas_are_many_to_many(dortmund: Reference) -> None:
    areas = {network.id: network.areas for network in dortmund.networks}

    assert areas["brunnenstrasse"] == areas["libellen"] == ("nordmarkt",)
    assert areas["eving"] == ("eving-lindenhorst", "eving-kemminghausen")


def test_eving_was_restarted(dortmund: Reference) -> None:
    eving = next(network for network in dortmund.networks if network.id == "eving")

    assert eving.status is NetworkStatus.RESTARTED
    assert eving.restarted is not None
    assert eving.since < eving.restarted


def test_the_rounds_of_eving_are_those_of_its_network_with_their_sources(dortmund: Reference) -> None:
    eving = next(network for network in dortmund.networks if network.id == "eving")
    (rollout,) = dortmund.rollouts

    days = [rollout.started_on, *(restart.started_on for restart in rollout.restarts)]
    assert (rollout.network, days) == ("eving", [eving.since, eving.restarted])
    assert "S07" in rollout.sources


def test_the_life_phases_cover_pregnancy_to_grade_school_without_hole_or_overlap(dortmund: Reference) -> None:
    bounds = [(phase.ages.from_months, phase.ages.to_months) for phase in dortmund.life_phases]

    assert bounds == [(-9, 0), (0, 24), (24, 48), (48, 72), (72, 132)]
    assert all(before[1] == after[0] for before, after in pairwise(bounds))


def test_no_upper_age_is_written_in_the_inclusive_way(dortmund: Reference) -> None:
    kinds = [kind.ages.to_months for kind in dortmund.offer_kinds]
    own = [offer.ages.to_months for file in dortmund.offers for offer in file.offers if offer.ages]

    assert [months for months in kinds + own if months % 12 == 11] == []


@pytest.mark.parametrize(
    ("kind", "bounds"),
    [
        ("werdende_eltern", (-9, 3)),
        ("sprachschule", (54, 75)),
        ("tek", (4, 72)),
        ("ogs", (72, 132)),
        ("griffbereit", (12, 36)),
        ("familienbildung_kurs", (3, 72)),
    ],
)
def test_ages_decided_by_hand_stay_as_decided(dortmund: Reference, kind: str, bounds: tuple[int, int]) -> None:
    ages = next(known.ages for known in dortmund.offer_kinds if known.key == kind)

    assert (ages.from_months, ages.to_months) == bounds


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_has_eight_to_fifteen_offers(dortmund: Reference, network: str) -> None:
    assert 8 <= len(offers_of(dortmund, network)) <= 15


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_has_an_offer_in_every_life_phase(dortmund: Reference, network: str) -> None:
    bounds = bounds_of(dortmund, network)

    empty = [
        phase.key
        for phase in dortmund.life_phases
        if not any(low < phase.ages.to_months and high > phase.ages.from_months for low, high in bounds)
    ]

    assert empty == []


def test_every_invented_offer_tells_families_so(dortmund: Reference) -> None:
    invented = {offer.key for file in dortmund.offers for offer in file.offers if offer.invented}
    offers = [entry for stage in stages_of(dortmund) for entry in stage if entry.service == OFFERS]
    marked = [entry for entry in offers if "Vorführung" in entry.body()["description"]]

    assert len(marked) == len(invented) > 0


def test_every_record_that_claims_a_find_names_its_sources(dortmund: Reference) -> None:
    records = [*dortmund.areas, *dortmund.networks, *dortmund.partners, *dortmund.anchor_sites, *dortmund.offer_kinds]

    assert [record for record in records if record.evidence is Evidence.FOUND and not record.sources] == []


def test_an_identity_never_changes(dortmund: Reference) -> None:
    paths = {entry.path for stage in stages_of(dortmund) for entry in stage if entry.name == "AWO Unterbezirk Dortmund"}

    assert paths == {"/partners/481ed8e8-126d-52ae-86b5-59413bed4d71"}


def test_each_thing_has_a_path_of_its_own(dortmund: Reference) -> None:
    paths = [entry.path for stage in stages_of(dortmund) for entry in stage]

    assert len(paths) == len(set(paths))
