"""The one who acts: an account with the grants it holds now, and the questions that use cases ask of it."""

from dataclasses import dataclass
from uuid import UUID

from shared.contracts.registry import Role
from shared.identity.grants import Grant
from shared.identity.refusals import NotPermitted, NotVisible


@dataclass(frozen=True)
class Actor:
    """Who makes the request; without an account it is an anonymous visitor."""

    account: str | None
    grants: tuple[Grant, ...] = ()

    @property
    def is_office(self) -> bool:
        """Tell whether the actor belongs to the prevention office, which may act in all quarters."""
        return self._has(Role.OFFICE)

    @property
    def is_service(self) -> bool:
        """Tell whether the actor is one of the platform's own services."""
        return self._has(Role.SERVICE)

    @property
    def networks(self) -> frozenset[str]:
        """Return the networks that the actor coordinates."""
        return frozenset(grant.network for grant in self.grants if grant.role is Role.COORDINATOR and grant.network)

    @property
    def organisations(self) -> frozenset[UUID]:
        """Return the organisations that the actor acts for."""
        return frozenset(
            grant.organisation for grant in self.grants if grant.role is Role.PARTNER and grant.organisation
        )

    def coordinates(self, network: str) -> bool:
        """Tell whether the actor coordinates this network."""
        return network in self.networks

    def represents(self, organisation: UUID) -> bool:
        """Tell whether the actor acts for this organisation."""
        return organisation in self.organisations

    def may_change_network(self, network: str, *, hidden: bool = False) -> None:
        """Return for the network's coordinators and the office; else raises NotPermitted, or NotVisible for hidden things."""
        self._insist(self.is_office or self.coordinates(network), hidden)

    def may_act_for(self, organisation: UUID, *, network: str | None = None, hidden: bool = False) -> None:
        """Return for the organisation's people, the office, and the coordinators of `network` if it is given; else raises."""
        by_coordination = network is not None and self.coordinates(network)
        self._insist(self.is_office or self.represents(organisation) or by_coordination, hidden)

    def _has(self, role: Role) -> bool:
        return any(grant.role is role for grant in self.grants)

    def _insist(self, permitted: bool, hidden: bool) -> None:
        if not permitted:
            raise NotVisible if hidden else NotPermitted


ANONYMOUS = Actor(account=None)
