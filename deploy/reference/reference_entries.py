"""Turns reference data into entries, stage by stage: what a stage names, an earlier one has put."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from deploy.reference.entries import REGISTRY, Entry
from deploy.reference.identifiers import identifier
from deploy.reference.offer_entries import offer_entry
from deploy.reference.records.agreements import AgreementTemplate
from deploy.reference.records.areas import AnchorSite, Area, Network
from deploy.reference.records.indicators import Indicator
from deploy.reference.records.partners import Partner, Person
from deploy.reference.records.reference import Reference
from deploy.reference.records.vocabulary import LifePhase
from deploy.reference.rounds import plan_entry
from shared.contracts.registry import (
    AgreementTemplateDefined,
    AnchorSiteDefined,
    AreaDefined,
    GrantState,
    IndicatorDefined,
    LifePhaseDefined,
    MembershipChanged,
    NetworkDefined,
    PartnerDefined,
)

DEMONSTRATION_BEGINS = datetime(2026, 1, 1, tzinfo=UTC)

LIVED_BY_THE_QUARTER = frozenset({"status", "restarted", "vision", "principles", "goals"})


def stages_of(reference: Reference) -> Iterator[tuple[Entry, ...]]:
    """Yield everything but the grants."""
    yield (
        *map(_life_phase, reference.life_phases),
        *map(_area, reference.areas),
        *map(_indicator, reference.indicators),
    )
    yield (*map(_network, reference.networks), *map(_agreement_template, reference.agreement_templates))
    yield tuple(map(plan_entry, reference.rollouts))
    yield from _partners_parents_first(reference)
    yield (
        *(
            _membership(partner, network)
            for partner in reference.partners
            for network in reference.networks_of(partner)
        ),
        *map(_anchor_site, reference.anchor_sites),
        *(offer_entry(offer, file.network, reference) for file in reference.offers for offer in file.offers),
    )


def grant_entries(reference: Reference, account_of: Callable[[str], str]) -> tuple[Entry, ...]:
    """Return what the demonstration accounts may do."""
    return tuple(_grant(person, account_of(person.subject)) for person in reference.people)


def _life_phase(phase: LifePhase) -> Entry:
    state = LifePhaseDefined(key=phase.key, label=phase.label, ages=phase.ages.interval(), order=phase.order)
    return Entry("Lebensphasen", phase.label, REGISTRY, f"/life-phases/{phase.key}", state, frozenset({"key"}))


def _indicator(indicator: Indicator) -> Entry:
    state = IndicatorDefined.model_validate(indicator.model_dump(include=set(IndicatorDefined.model_fields)))
    return Entry("Kennzahlen", indicator.label, REGISTRY, f"/indicators/{indicator.key}", state, frozenset({"key"}))


def _area(area: Area) -> Entry:
    state = AreaDefined(
        id=area.id,
        label=area.label,
        kind=area.kind,
        district=area.district,
        valid_from=area.valid_from,
        valid_to=area.valid_to,
        latitude=area.latitude,
        longitude=area.longitude,
        population=area.population.value if area.population else None,
    )
    return Entry("Aktionsräume", area.label, REGISTRY, f"/areas/{area.id}", state, frozenset({"id"}))


def _agreement_template(template: AgreementTemplate) -> Entry:
    state = AgreementTemplateDefined(
        key=template.key,
        label=template.label,
        title=template.title,
        text=template.text,
        transition=template.transition.transition(),
        obligations=tuple(owed.obligation() for owed in template.obligations),
        review_after_months=template.review_after_months,
    )
    path = f"/agreement-templates/{template.key}"
    return Entry("Vorlagen für Vereinbarungen", template.label, REGISTRY, path, state, frozenset({"key"}))


def _network(network: Network) -> Entry:
    fields = set(NetworkDefined.model_fields)
    state = NetworkDefined.model_validate(network.model_dump(include=fields))
    path = f"/networks/{network.id}"
    return Entry(
        "Netzwerke", network.short_label, REGISTRY, path, state, frozenset({"id"}), left_alone=LIVED_BY_THE_QUARTER
    )


def _partners_parents_first(reference: Reference) -> Iterator[tuple[Entry, ...]]:
    waiting = list(reference.partners)
    known: set[str] = set()
    while waiting:
        ready = [partner for partner in waiting if partner.parent is None or partner.parent in known]
        yield tuple(map(_partner, ready))
        known |= {partner.key for partner in ready}
        waiting = [partner for partner in waiting if partner.key not in known]


def _partner(partner: Partner) -> Entry:
    identity = identifier("partner", partner.key)
    state = PartnerDefined(
        id=identity,
        label=partner.label,
        kind=partner.kind,
        partner_type=partner.type,
        parent=identifier("partner", partner.parent) if partner.parent else None,
        description=partner.description,
    )
    return Entry("Partner", partner.label, REGISTRY, f"/partners/{identity}", state, frozenset({"id"}))


def _membership(partner: Partner, network: str) -> Entry:
    identity = identifier("partner", partner.key)
    state = MembershipChanged(network=network, partner=identity, role=partner.role)
    path = f"/networks/{network}/members/{identity}"
    return Entry(
        "Mitgliedschaften", f"{partner.label} in {network}", REGISTRY, path, state, frozenset({"network", "partner"})
    )


def _anchor_site(site: AnchorSite) -> Entry:
    identity = identifier("anchor-site", site.id)
    state = AnchorSiteDefined(
        id=identity,
        label=site.label,
        network=site.network,
        area=site.area,
        site_type=site.site_type,
        address=site.address,
        latitude=site.latitude,
        longitude=site.longitude,
        operator=identifier("partner", site.operator),
    )
    return Entry("Ankerstandorte", site.label, REGISTRY, f"/anchor-sites/{identity}", state, frozenset({"id"}))


def _grant(person: Person, account: str) -> Entry:
    identity = identifier("grant", person.key, account)
    state = GrantState(
        id=identity,
        account=account,
        role=person.role,
        network=person.network,
        organisation=identifier("partner", person.organisation) if person.organisation else None,
        valid_from=DEMONSTRATION_BEGINS,
    )
    return Entry("Berechtigungen", person.key, REGISTRY, f"/grants/{identity}", state, frozenset({"id"}))
