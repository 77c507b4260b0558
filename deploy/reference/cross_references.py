"""Checks between the files of the reference data: what is named exists, what is known once is there once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from deploy.reference.records.documented import Documented
from deploy.reference.records.offers import Offer
from deploy.reference.records.partners import Partner
from deploy.reference.records.reference import Reference

Check = Callable[[Reference], Iterator[str]]


def faults_of(reference: Reference) -> Iterator[str]:
    """Yield one German sentence for each contradiction between the files."""
    for check in (
        _doubles,
        _sources,
        _areas_of_networks,
        _rollouts,
        _partners,
        _anchor_sites,
        _offers,
        _agreement_templates,
        _people,
    ):
        yield from check(reference)


def _doubles(reference: Reference) -> Iterator[str]:
    keys = {
        "sources": [source.key for source in reference.sources],
        "life_phases": [phase.key for phase in reference.life_phases],
        "themes": [theme.key for theme in reference.themes],
        "languages": [language.tag for language in reference.languages],
        "areas": [area.id for area in reference.areas],
        "networks": [network.id for network in reference.networks],
        "rollouts": [rollout.network for rollout in reference.rollouts],
        "partner_types": [kind.key for kind in reference.partner_types],
        "partners": [partner.key for partner in reference.partners],
        "anchor_sites": [site.id for site in reference.anchor_sites],
        "offer_kinds": [kind.key for kind in reference.offer_kinds],
        "offers": [offer.key for file in reference.offers for offer in file.offers],
        "agreement_templates": [template.key for template in reference.agreement_templates],
        "indicators": [indicator.key for indicator in reference.indicators],
        "people": [person.key for person in reference.people],
    }
    for file, names in keys.items():
        for name, count in Counter(names).items():
            if count > 1:
                yield f"{file}: „{name}“ steht {count}-mal da."


def _sources(reference: Reference) -> Iterator[str]:
    known = {source.key for source in reference.sources}
    for name, record in _documented(reference):
        yield from _missing(f"{name}, Quelle", record.sources, known)
    for area in reference.areas:
        if area.population:
            yield from _missing(f"{area.id}, Quelle der Einwohnerzahl", area.population.sources, known)


def _documented(reference: Reference) -> Iterator[tuple[str, Documented]]:
    yield from ((phase.key, phase) for phase in reference.life_phases)
    yield from ((theme.key, theme) for theme in reference.themes)
    yield from ((area.id, area) for area in reference.areas)
    yield from ((network.id, network) for network in reference.networks)
    yield from ((f"Implementierung {rollout.network}", rollout) for rollout in reference.rollouts)
    yield from ((kind.key, kind) for kind in reference.partner_types)
    yield from ((partner.key, partner) for partner in reference.partners)
    yield from ((site.id, site) for site in reference.anchor_sites)
    yield from ((kind.key, kind) for kind in reference.offer_kinds)
    yield from ((offer.key, offer) for file in reference.offers for offer in file.offers)
    yield from ((template.key, template) for template in reference.agreement_templates)
    yield from ((indicator.key, indicator) for indicator in reference.indicators)


def _areas_of_networks(reference: Reference) -> Iterator[str]:
    areas = {area.id for area in reference.areas}
    languages = {language.tag for language in reference.languages}
    for network in reference.networks:
        yield from _missing(f"{network.id}, Aktionsraum", network.areas, areas)
        yield from _missing(f"{network.id}, Sprache", network.languages, languages)


def _rollouts(reference: Reference) -> Iterator[str]:
    begun = {network.id: network.since for network in reference.networks}
    for rollout in reference.rollouts:
        yield from _missing("Implementierungen, Netzwerk", [rollout.network], begun)
        if begun.get(rollout.network) != rollout.started_on:
            yield f"{rollout.network}: Die erste Runde beginnt nicht mit dem Netzwerk."


def _partners(reference: Reference) -> Iterator[str]:
    partners = {partner.key: partner for partner in reference.partners}
    for partner in reference.partners:
        yield from _missing(
            f"{partner.key}, Partnerart", [partner.type], {kind.key for kind in reference.partner_types}
        )
        yield from _missing(
            f"{partner.key}, Netzwerk", reference.networks_of(partner), {net.id for net in reference.networks}
        )
        if partner.areas != "city":
            yield from _missing(f"{partner.key}, Aktionsraum", partner.areas, {area.id for area in reference.areas})
        if partner.parent:
            yield from _missing(f"{partner.key}, Träger", [partner.parent], partners)
            if partner.parent in partners and _is_its_own_ancestor(partner, partners):
                yield f"{partner.key}: Die Kette der Träger führt im Kreis."


def _is_its_own_ancestor(partner: Partner, partners: dict[str, Partner]) -> bool:
    seen = {partner.key}
    parent = partner.parent
    while parent in partners:
        if parent in seen:
            return True
        seen.add(parent)
        parent = partners[parent].parent
    return False


def _anchor_sites(reference: Reference) -> Iterator[str]:
    for site in reference.anchor_sites:
        yield from _missing(f"{site.id}, Aktionsraum", [site.area], {area.id for area in reference.areas})
        yield from _missing(f"{site.id}, Betreiber", [site.operator], {partner.key for partner in reference.partners})
        if site.network:
            yield from _missing(f"{site.id}, Netzwerk", [site.network], {network.id for network in reference.networks})


def _offers(reference: Reference) -> Iterator[str]:
    kinds = {kind.key: kind for kind in reference.offer_kinds}
    members = {(net, partner.key) for partner in reference.partners for net in reference.networks_of(partner)}
    for kind in reference.offer_kinds:
        yield from _missing(f"{kind.key}, Thema", kind.themes, {theme.key for theme in reference.themes})
        yield from _missing(f"{kind.key}, Sprache", kind.languages, {language.tag for language in reference.languages})
    for file in reference.offers:
        yield from _missing("Angebote, Netzwerk", [file.network], {network.id for network in reference.networks})
        for offer in file.offers:
            yield from _missing(f"{offer.key}, Angebotsart", [offer.kind], kinds)
            yield from _missing(
                f"{offer.key}, Sprache", offer.languages, {language.tag for language in reference.languages}
            )
            yield from _place_faults(offer, reference)
            if (file.network, offer.partner) not in members:
                yield f"{offer.key}: „{offer.partner}“ ist kein Partner des Netzwerks „{file.network}“."
            if offer.kind in kinds and not offer.invented and not kinds[offer.kind].runs_in_dortmund:
                yield f"{offer.key}: Die Angebotsart „{offer.kind}“ ist hier nicht belegt, das Angebot muss als erfunden markiert sein."


def _place_faults(offer: Offer, reference: Reference) -> Iterator[str]:
    if offer.site:
        yield from _missing(f"{offer.key}, Ort", [offer.site], {site.id for site in reference.anchor_sites})
        if offer.place:
            yield f"{offer.key}: site und place schließen einander aus."


def _agreement_templates(reference: Reference) -> Iterator[str]:
    phases, kinds = ({entry.key for entry in file} for file in (reference.life_phases, reference.partner_types))
    for template in reference.agreement_templates:
        told = template.transition
        named = [phase for phase in (told.from_phase, told.to_phase) if phase]
        institutions = [kind for kind in (told.from_institution, told.to_institution) if kind]
        yield from _missing(f"{template.key}, Lebensphase", named, phases)
        yield from _missing(f"{template.key}, Partnerart", institutions, kinds)


def _people(reference: Reference) -> Iterator[str]:
    for person in reference.people:
        if person.network:
            yield from _missing(
                f"{person.key}, Netzwerk", [person.network], {network.id for network in reference.networks}
            )
        if person.organisation:
            yield from _missing(
                f"{person.key}, Organisation", [person.organisation], {partner.key for partner in reference.partners}
            )


def _missing(where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{where}: „{name}“ gibt es nicht."
