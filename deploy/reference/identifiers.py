"""Stable ids (RFC 9562 UUIDv5): the same key is the same id on every machine, so a second load changes nothing."""

from uuid import UUID, uuid5

NAMESPACE = UUID("6f0c9f0e-5a0b-5d0e-9d53-1f2a3c4b5e6d")


def identifier(kind: str, *parts: str) -> UUID:
    """Return the id of a thing from its kind and its natural key; parts are told apart by a character no key contains."""
    return uuid5(NAMESPACE, "\x1f".join((kind, *parts)))


def normalised(name: str) -> str:
    """Return the name as it counts for sameness: case, outer and repeated spaces do not matter."""
    return " ".join(name.casefold().split())
