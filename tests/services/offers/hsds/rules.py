"""What an HSDS 3.1 document must keep to, told twice.

Once in our own words, by the rules that are easy to break: they are always checked. And by the standard's own schemas with their formats,
wherever these lie: they are licensed CC BY-SA 4.0 and so no part of this repository; they are found in `shared/data/hsds-3.1` beside
any folder above it, or where HSDS_SCHEMAS says.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

REPOSITORY = Path(__file__).parents[4]
Json = dict[str, Any]


@dataclass(frozen=True)
class Entity:
    """What one kind of record needs, which words its keys may have, and what is nested in it."""

    required: frozenset[str] = frozenset()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nested: Mapping[str, str] = field(default_factory=dict)


def entity(required: str = "", *, nested: str = "", **words: str) -> Entity:
    pairs = (each.split(":") for each in nested.split())
    return Entity(
        required=frozenset({"id", *required.split()}),
        words={key: frozenset(said.split("|")) for key, said in words.items()},
        nested={key: (kind or key.removesuffix("s")) for key, kind in pairs},
    )


DAYS = "MO|TU|WE|TH|FR|SA|SU"
PLACES = "physical|postal|virtual"
ENTITIES: Mapping[str, Entity] = {
    "service": entity(
        "name status",
        status="active|inactive|defunct|temporarily closed",
        nested="phones: schedules: service_areas: service_at_locations: languages: organization:organization funding:funding"
        " cost_options: program:program contacts: capacities:service_capacity attributes: metadata:metadata",
    ),
    "organization": entity(
        "name description",
        nested="locations: programs: organization_identifiers: phones: contacts: attributes: metadata:metadata services:",
    ),
    "service_at_location": entity(nested="schedules: location:location service_areas: phones: contacts: attributes:"),
    "location": entity(
        "location_type",
        location_type=PLACES,
        nested="addresses:address accessibility:accessibility schedules: languages: phones: attributes:",
    ),
    "address": entity("address_1 city state_province postal_code country address_type", address_type=PLACES),
    "schedule": entity(freq="WEEKLY|MONTHLY", wkst=DAYS),
    "taxonomy": entity("name description"),
    "taxonomy_term": entity("name description", nested="taxonomy_detail:taxonomy"),
    "attribute": entity(nested="taxonomy_term:taxonomy_term"),
    "program": entity("name description"),
    "service_capacity": entity("unit available updated", nested="unit:unit"),
    "unit": entity("name"),
    "phone": entity("number"),
    "organization_identifier": entity("identifier_type identifier"),
    "metadata": entity(
        "last_action_date last_action_type field_name previous_value replacement_value updated_by resource_id"
    ),
}
ANYTHING = Entity(required=frozenset({"id"}))
ADDRESS_OF_THE_WEB = re.compile(r"https?://[!-~]+")


def faults_of(kind: str, document: Json) -> list[str]:
    """Everything that is wrong with a document, by our own rules and, where they are there, by the schemas."""
    return [*_own_faults(kind, document), *_schema_faults(kind, document)]


def _own_faults(kind: str, document: Json) -> Iterator[str]:
    known = ENTITIES.get(kind, ANYTHING)
    yield from (f"{kind}: {key} is missing" for key in sorted(known.required - document.keys()))
    for key, value in document.items():
        yield from (f"{kind}.{key}: {fault}" for fault in _faults_of_value(key, value, known))
        for nested in value if isinstance(value, list) else [value]:
            if isinstance(nested, dict):
                yield from _own_faults(known.nested.get(key, key.removesuffix("s")), nested)


def _faults_of_value(key: str, value: Any, known: Entity) -> Iterator[str]:
    if value is None or value == []:
        yield "is empty; optional keys are left out"
        return
    if key in known.words and value not in known.words[key]:
        yield f"{value!r} is none of its words"
    if (key == "id" or key.endswith("_id")) and not _reads(UUID, value):
        yield f"{value!r} is no UUID"
    if key in {"dtstart", "valid_from", "valid_to", "until", "assured_date", "last_action_date"} and not _reads(
        date.fromisoformat, value
    ):
        yield f"{value!r} is no day"
    if key in {"last_modified", "updated"} and (not _reads(datetime.fromisoformat, value) or not value.endswith("Z")):
        yield f"{value!r} is no moment"
    if key in {"website", "url", "uri", "term_uri"} and ADDRESS_OF_THE_WEB.fullmatch(value) is None:
        yield f"{value!r} is no address"
    if key == "email" and "@" not in value:
        yield f"{value!r} is no mailbox"


def _reads(read: Any, value: Any) -> bool:
    try:
        read(value)
    except (ValueError, AttributeError, TypeError):
        return False
    return True


def schema_folder() -> Path | None:
    """Where the standard's schemas lie on this machine, if they do."""
    told = os.environ.get("HSDS_SCHEMAS")
    beside = (folder / "shared" / "data" / "hsds-3.1" for folder in REPOSITORY.parents)
    return next((folder for folder in ([Path(told)] if told else beside) if folder.is_dir()), None)


@cache
def _validators() -> Mapping[str, Draft202012Validator]:
    folder = schema_folder()
    if folder is None:
        return {}
    read = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}
    schemas = {name: schema for name, schema in read.items() if name != "openapi.json"}
    resources = [(name, DRAFT202012.create_resource(schema)) for name, schema in schemas.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    checker = FormatChecker()
    return {
        name.removesuffix(".json"): Draft202012Validator(schema, registry=registry, format_checker=checker)
        for name, schema in schemas.items()
    }


def _schema_faults(kind: str, document: Json) -> Iterator[str]:
    validator = _validators().get(kind)
    if validator is not None:
        yield from (f"{kind}: {error.json_path}: {error.message}" for error in validator.iter_errors(document))
