"""What an offer is about, as HSDS attributes: each links the service to a term and says by its link_type in which sense."""

from collections.abc import Iterator

from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.record import Json, OfferRecord
from services.offers.domain.hsds.surroundings import Surroundings
from services.offers.domain.hsds.taxonomies import ACCESSIBILITY, PHASES, TARGET_GROUPS, THEMES, Taxonomy, shared_term


def attributes_of(record: OfferRecord, around: Surroundings) -> list[Json]:
    """Return all attributes of a service."""
    return [*_terms(record, around), *_bridges(record, around), *_plain(record)]


def _terms(record: OfferRecord, around: Surroundings) -> Iterator[Json]:
    said = record.said
    ages = said["ages"]
    for phase in around.phases:
        if phase.overlaps(ages["min_months"], ages["max_months"]):
            yield _attribute(record, around, PHASES, phase.key, PHASES.link_type)
    for taxonomy, keys in (
        (THEMES, said["themes"]),
        (TARGET_GROUPS, said.get("target_groups") or ()),
        (ACCESSIBILITY, said.get("accessibility") or ()),
    ):
        for key in keys:
            yield _attribute(record, around, taxonomy, key, taxonomy.link_type)


def _bridges(record: OfferRecord, around: Surroundings) -> Iterator[Json]:
    """A bridge to an offer that nobody outside has seen is not told."""
    for link in record.said.get("bridges") or ():
        link_type = f"bridge_{link['end']}"
        if link.get("phase"):
            yield _attribute(record, around, PHASES, link["phase"], link_type)
        elif link["offer"] in around.visible_offers:
            yield _valued(record, link_type, link["offer"], "Brücke: anderes Angebot")


def _plain(record: OfferRecord) -> Iterator[Json]:
    said = record.said
    if said.get("bridge"):
        yield _valued(record, "bridge_offer", "true", "Brückenangebot")
    if said.get("childcare") is not None:
        yield _valued(record, "childcare", "true" if said["childcare"] else "false", "Kinderbetreuung")
    for text in said.get("texts") or ():
        if text.get("title"):
            yield _valued(record, "text_language", text["language"], f"Text vorhanden ({text['state']})")


def _attribute(record: OfferRecord, around: Surroundings, taxonomy: Taxonomy, key: str, link_type: str) -> Json:
    term = shared_term(around, taxonomy, key)
    return {
        "id": stable_id("attribute", record.id, link_type, key),
        "link_id": record.id,
        "link_type": link_type,
        "link_entity": "service",
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
    }


def _valued(record: OfferRecord, link_type: str, value: str, label: str) -> Json:
    return {
        "id": stable_id("attribute", record.id, link_type, value),
        "link_id": record.id,
        "link_type": link_type,
        "link_entity": "service",
        "value": value,
        "label": label,
    }
