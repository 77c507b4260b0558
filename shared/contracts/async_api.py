"""AsyncAPI 3.0 from the contracts: channels are streams, messages are CloudEvents whose `data` is the contract's schema."""

from typing import Any

from shared.contracts.catalogue import ALL
from shared.contracts.contract import Contract

VERSION = "3.0.0"
REQUIRED = ("specversion", "id", "source", "type", "subject", "subjectversion", "time", "sequence", "data")


def document(*, producer: str | None = None) -> dict[str, Any]:
    """Return the AsyncAPI document of one producer's events, or of all."""
    contracts = [contract for contract in ALL if producer in (None, producer_of(contract))]
    producers = sorted({producer_of(contract) for contract in contracts})
    return {
        "asyncapi": VERSION,
        "info": {
            "title": "INFamilie events",
            "version": "1",
            "description": "Every stream is also served gapless over HTTP: GET /events and GET /public/events.",
            "license": {"name": "EUPL-1.2"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {name: _channel(name, contracts) for name in producers},
        "operations": {
            f"publish-{name}": {"action": "send", "channel": {"$ref": f"#/channels/{name}"}} for name in producers
        },
        "components": {"messages": {_message_name(contract): _message(contract) for contract in contracts}},
    }


def producer_of(contract: type[Contract]) -> str:
    """Return the service whose events these are, e.g. `offers`."""
    return contract.name.split(".")[2]


def _channel(producer: str, contracts: list[type[Contract]]) -> dict[str, Any]:
    names = [_message_name(contract) for contract in contracts if producer_of(contract) == producer]
    return {
        "address": f"events:/{producer}/{{instance}}:{{epoch}}",
        "parameters": {
            "instance": {"description": "The instance of the service, e.g. city"},
            "epoch": {"description": "Which history of the log the stream tells"},
        },
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _message_name(contract: type[Contract]) -> str:
    return contract.type().removeprefix("de.infamilie.")


def _message(contract: type[Contract]) -> dict[str, Any]:
    return {
        "name": contract.type(),
        "title": contract.__name__,
        "summary": (contract.__doc__ or "").splitlines()[0],
        "contentType": "application/cloudevents+json",
        "x-visibility": contract.visibility.value,
        "payload": _envelope(contract),
    }


def _envelope(contract: type[Contract]) -> dict[str, Any]:
    schema = contract.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    return {
        "type": "object",
        "required": [*REQUIRED],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": {"type": "string", "format": "uuid"},
            "source": {"type": "string", "pattern": "^/[a-z]+/[a-z0-9-]+$"},
            "type": {"const": contract.type()},
            "subject": {"type": "string", "minLength": 1},
            "subjectversion": {"type": "integer", "minimum": 0},
            "sequence": {"type": "string", "pattern": "^[0-9]{20}$"},
            "time": {"type": "string", "format": "date-time"},
            "datacontenttype": {"const": "application/json"},
            "network": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "traceparent": {"type": "string", "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"},
            "data": _inlined(schema, definitions),
        },
    }


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """Return the schema with its references replaced, so that each message stands alone."""
    if isinstance(schema, list):
        return [_inlined(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {key: _inlined(value, definitions) for key, value in schema.items()}
