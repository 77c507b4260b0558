"""What all things of the registry have in common: they are values, and each change makes the next version."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Aggregate:
    """The root of a consistent whole; `version` counts its changes from 1."""

    version: int = 1
