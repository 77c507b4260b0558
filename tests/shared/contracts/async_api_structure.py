"""What AsyncAPI 3.0.0 demands of the parts that our document has, as a JSON Schema written from the specification
(https://www.asyncapi.com/docs/reference/specification/v3.0.0); unknown parts are refused unless they begin with `x-`.
"""

from collections.abc import Iterator
from typing import Any

NAME = "^[\\w.\\-]+$"
EXTENSIONS: dict[str, Any] = {"^x-": {}}


def closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    """An object with these properties, extensions, and nothing else."""
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "patternProperties": EXTENSIONS,
        "additionalProperties": False,
    }


def named(value: dict[str, Any]) -> dict[str, Any]:
    """A map whose keys are names of parts."""
    return {"type": "object", "patternProperties": {NAME: value}, "additionalProperties": False}


TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
REFERENCE: dict[str, Any] = {
    "type": "object",
    "required": ["$ref"],
    "properties": {"$ref": {"type": "string", "pattern": "^#/"}},
    "additionalProperties": False,
}
INFO = closed(
    {
        "title": TEXT,
        "version": TEXT,
        "description": TEXT,
        "termsOfService": TEXT,
        "license": closed({"name": TEXT, "url": TEXT}, "name"),
    },
    "title",
    "version",
)
PARAMETER = closed(
    {
        "description": TEXT,
        "default": TEXT,
        "enum": {"type": "array", "items": TEXT},
        "examples": {"type": "array", "items": TEXT},
        "location": {"type": "string", "pattern": "^\\$message\\.(header|payload)#"},
    }
)
CHANNEL = closed(
    {
        "address": {"type": ["string", "null"]},
        "title": TEXT,
        "summary": TEXT,
        "description": TEXT,
        "parameters": named(PARAMETER),
        "messages": named(REFERENCE),
    }
)
OPERATION = closed(
    {
        "action": {"enum": ["send", "receive"]},
        "channel": REFERENCE,
        "title": TEXT,
        "summary": TEXT,
        "description": TEXT,
        "messages": {"type": "array", "items": REFERENCE},
    },
    "action",
    "channel",
)
MESSAGE = closed(
    {
        "name": TEXT,
        "title": TEXT,
        "summary": TEXT,
        "description": TEXT,
        "contentType": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
        "headers": {"type": "object"},
        "payload": {"type": "object", "required": ["type", "properties"]},
    }
)
STRUCTURE = closed(
    {
        "asyncapi": {"const": "3.0.0"},
        "id": {"type": "string", "format": "uri"},
        "info": INFO,
        "servers": {"type": "object"},
        "defaultContentType": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
        "channels": named(CHANNEL),
        "operations": named(OPERATION),
        "components": closed({"messages": named(MESSAGE), "schemas": {"type": "object"}}),
    },
    "asyncapi",
    "info",
)


def loose_references(document: dict[str, Any]) -> list[str]:
    """The `$ref`s that lead to no part of the document."""
    return [target for target in _references(document) if not _leads_somewhere(document, target)]


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from _references(value)
    if isinstance(part, list):
        for item in part:
            yield from _references(item)


def _leads_somewhere(document: Any, target: str) -> bool:
    for step in target.removeprefix("#/").split("/"):
        if not isinstance(document, dict) or step not in document:
            return False
        document = document[step]
    return True
