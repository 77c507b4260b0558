"""No event names a person: every field of every contract is on the list of names that somebody has judged."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.catalogue import ALL
from shared.contracts.contract import Contract
from shared.contracts.registry import PartnerDefined

# What is named by random ids, keys of vocabularies, places, times and figures; `account` is a keyed hash (law: pseudonym).
IDS = {"account", "anchor_site", "id", "offer", "operator", "organisation", "parent", "partner", "source"}
VOCABULARY = {"key", "kind", "languages", "order", "partner_type", "role", "site_type", "status", "themes"}
PLACES = {"address", "area", "areas", "district", "latitude", "longitude", "network", "networks", "place"}
TIMES = {
    "dates",
    "ends_at",
    "joined_on",
    "left_on",
    "reached_on",
    "restarted",
    "schedule_text",
    "since",
    "starts_at",
    "valid_from",
    "valid_to",
    "valid_until",
}
FIGURES = {"ages", "cost_cents", "max_months", "min_months", "notice_version", "population", "recipients"}
# Names and texts of things: of an organisation, a quarter, an offer, a room.
TEXTS = {"description", "label", "name", "short_label", "title"}
TECHNICAL = {"bridge", "feed_url", "notice", "retired", "sides", "speaks_for_the_rest", "website"}
# An organisation's postal address and register numbers; its own switchboard and mailbox are in no event of the registry.
ORGANISATIONS = {"city", "identifiers", "into", "postal_code", "scheme", "street", "value"}
# The roll-out: phases, gates and their days, and scores of a network; documents and those who confirm are left out.
ROLLOUT = {
    "belongs_to_set_up",
    "evidence_asked",
    "factor",
    "from_month",
    "gates",
    "goals",
    "opened_on",
    "phase",
    "phases",
    "planned_end",
    "principles",
    "round",
    "score",
    "scores",
    "started_on",
    "template_version",
    "text",
    "to_month",
    "vision",
    "year",
}
# Agreements: between organisations, by ids; who signed for one is left out. Their texts are read by the office before they are proposed.
AGREEMENTS = {
    "agreement",
    "due_after_days",
    "due_on",
    "edition",
    "end_reason",
    "ended_on",
    "evaluated_on",
    "evaluations",
    "from_institution",
    "from_phase",
    "fulfilled_on",
    "is_overdue",
    "obligation",
    "obligations",
    "owed_by",
    "parties",
    "party",
    "result",
    "review_after_months",
    "review_on",
    "signatures",
    "signed_at",
    "state",
    "template",
    "to_institution",
    "to_phase",
    "transition",
}
# Figures of areas, never of persons, and what is missing or given there, from fixed lists.
SOCIAL_SPACE = {
    "at_least",
    "caution",
    "direction",
    "gift",
    "indicator",
    "matched_phase",
    "state",
    "suppressed",
    "theme",
    "unit",
    "value",
}
# Bodies, working groups and persons: functions and dates, never names; what is said in meetings stays in the registry.
CIRCLES = {
    "circle",
    "decided_on",
    "done_on",
    "function",
    "group",
    "left_reason",
    "life_phase",
    "made_at",
    "meeting",
    "members",
    "number",
    "person",
    "public_fields",
    "responsible",
    "revises",
    "target_group",
    "until",
}
# What an anchor site offers.
SITES = {"accessibility", "closes", "equipment", "opening_hours", "opens", "rooms", "seats", "weekday"}
# Projects: what they are, and the organisations that pay; a scientific partner is an institute.
PROJECTS = {
    "amount_cents",
    "ends_on",
    "evaluation",
    "funding",
    "goal",
    "lead",
    "municipality",
    "prizes",
    "project",
    "scientific_partner",
    "sites",
    "starts_on",
    "transfers",
    "withdrawn",
}
# Emptied events: where they stood and what they were about, never what they said.
REDACTIONS = {"events", "position", "subject", "type"}
# An offer in full: texts, hours, terms. The contact is a function; number and mailbox are an institution's own public ones.
OFFERS = {
    "additionally",
    "bridges",
    "capacity",
    "childcare",
    "confirmed_on",
    "contact",
    "cost",
    "courses",
    "end",
    "ends_at",
    "explanation",
    "first_day",
    "free",
    "fresh",
    "from_cents",
    "is_needed",
    "language",
    "mailbox",
    "overdue",
    "pauses_in_school_holidays",
    "places",
    "published",
    "recurrences",
    "registration",
    "room",
    "rule",
    "schedule",
    "sign_up_from",
    "sign_up_until",
    "stage",
    "switchboard",
    "target_groups",
    "text_language",
    "texts",
    "to_cents",
    "url",
    "waiting",
    "way",
    "without",
}
# Chains: months of age, figures of areas from five children on, and ids of offers and agreements.
CHAINS = {
    "agreements",
    "at_month",
    "chain",
    "children",
    "coverage",
    "holes",
    "is_secured",
    "named_offers",
    "offers",
    "one_offer",
    "other_offer",
    "proposal",
    "reason",
    "reasons",
    "thin_spots",
    "transitions",
    "verdict",
}
# Contact points: functions by what they are for, and the things that show them; how they are reached is in no event.
CONTACT_POINTS = {"thing", "uses"}
# Searches: the field's own terms, and words without digits that at least five searches had.
SEARCHES = {"terms", "words"}
JUDGED = (
    REDACTIONS
    | IDS
    | VOCABULARY
    | PLACES
    | TIMES
    | FIGURES
    | TEXTS
    | TECHNICAL
    | ORGANISATIONS
    | AGREEMENTS
    | PROJECTS
    | ROLLOUT
    | SOCIAL_SPACE
    | CIRCLES
    | SITES
    | OFFERS
    | CHAINS
    | CONTACT_POINTS
    | SEARCHES
)


class Contact(Contract):
    """What no event may carry."""

    email: str
    phone: str


class PlantedPartner(PartnerDefined):
    """A partner with somebody to talk to."""

    contact_name: str
    staff: tuple[Contact, ...] = ()
    reachable: dict[str, Contact] = {}  # noqa: RUF012 - pydantic copies the default
    by_account: UUID | None = None


def field_names(schema: Any) -> Iterator[str]:
    """Every property that a schema or a part of it names."""
    if isinstance(schema, list):
        for item in schema:
            yield from field_names(item)
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from field_names(value)


def unjudged(contract: type[Contract]) -> set[str]:
    return set(field_names(contract.model_json_schema())) - JUDGED


@pytest.mark.parametrize("contract", ALL, ids=lambda contract: contract.__name__)
def test_every_field_of_a_contract_is_judged_not_to_name_a_person(contract: type[Contract]) -> None:
    assert unjudged(contract) == set()


def test_a_persons_name_and_addresses_are_found_in_parts_too() -> None:
    assert unjudged(PlantedPartner) == {"contact_name", "staff", "reachable", "by_account", "email", "phone"}


def test_no_judged_name_is_left_over() -> None:
    assert {name for contract in ALL for name in field_names(contract.model_json_schema())} == JUDGED


def open_maps(schema: Any) -> bool:
    """Whether a part of the schema takes keys that nobody has judged."""
    if isinstance(schema, list):
        return any(open_maps(item) for item in schema)
    if isinstance(schema, dict):
        return "additionalProperties" in schema or any(open_maps(value) for value in schema.values())
    return False


@pytest.mark.parametrize("contract", ALL, ids=lambda contract: contract.__name__)
def test_no_contract_has_a_map_whose_keys_could_say_anything(contract: type[Contract]) -> None:
    assert not open_maps(contract.model_json_schema())


def test_a_map_with_open_keys_is_found() -> None:
    assert open_maps(PlantedPartner.model_json_schema())
