"""Deny by default: every route declares who may use it, by one rule that can be read, listed and tested."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from shared.identity.actor import Actor


class Reach(StrEnum):
    """What kind of actor a rule lets in."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SERVICE = "service"
    OFFICE = "office"
    COORDINATOR = "coordinator"
    PARTNER = "partner"
    ANY = "any"


@dataclass(frozen=True)
class Access:
    """A rule. `parameter` names the path parameter that carries the scope; where the path has none of that name the scope
    is in the body or in a row, and the use case checks it through the actor.
    """

    reach: Reach
    parameter: str | None = None
    alternatives: tuple["Access", ...] = ()

    def __str__(self) -> str:
        if self.alternatives:
            return " or ".join(str(alternative) for alternative in self.alternatives)
        return f"{self.reach} of {{{self.parameter}}}" if self.parameter else str(self.reach.value)

    @property
    def admits_strangers(self) -> bool:
        """Tell whether a request without credentials may pass."""
        return self.reach is Reach.PUBLIC or any(alternative.admits_strangers for alternative in self.alternatives)

    def allows(self, actor: Actor, path: Mapping[str, object]) -> bool:
        """Tell whether the actor may use a route with these path parameters."""
        scope = path.get(self.parameter) if self.parameter else None
        match self.reach:
            case Reach.PUBLIC:
                return True
            case Reach.SIGNED_IN:
                return actor.account is not None
            case Reach.SERVICE:
                return actor.is_service
            case Reach.OFFICE:
                return actor.is_office
            case Reach.COORDINATOR:
                return bool(actor.networks) if scope is None else actor.coordinates(str(scope))
            case Reach.PARTNER:
                return bool(actor.organisations) if scope is None else _represents(actor, scope)
            case Reach.ANY:
                return any(alternative.allows(actor, path) for alternative in self.alternatives)


def _represents(actor: Actor, organisation: object) -> bool:
    try:
        return actor.represents(UUID(str(organisation)))
    except ValueError:
        return False


PUBLIC = Access(Reach.PUBLIC)


def signed_in() -> Access:
    """Let in everybody with a valid credential, whatever the grants."""
    return Access(Reach.SIGNED_IN)


def service() -> Access:
    """Let in the platform's own services."""
    return Access(Reach.SERVICE)


def office() -> Access:
    """Let in the prevention office."""
    return Access(Reach.OFFICE)


def coordinator_of(parameter: str) -> Access:
    """Let in coordinators; of the network in this path parameter, where the path has it."""
    return Access(Reach.COORDINATOR, parameter)


def partner_of(parameter: str) -> Access:
    """Let in partners' people; of the organisation in this path parameter, where the path has it."""
    return Access(Reach.PARTNER, parameter)


def any_of(*alternatives: Access) -> Access:
    """Let in whom one of the rules lets in; with PUBLIC among them credentials are optional, but not ignored."""
    return Access(Reach.ANY, alternatives=alternatives)
