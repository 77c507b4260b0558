"""Who may see an agreement, and who may do what with it."""

from uuid import UUID

from services.registry.domain.agreements.agreement import Agreement
from services.registry.storage.agreements.agreements import Sight
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted, NotVisible


def sight_of(actor: Actor) -> Sight:
    """Return which agreements the actor may see: the office all, others those of their networks and organisations."""
    if actor.is_office:
        return Sight(networks=None)
    return Sight(networks=actor.networks, parties=actor.organisations)


def insist_on_seeing(actor: Actor, agreement: Agreement) -> None:
    """Return for the office, the network's coordinators and the parties; else raises NotVisible."""
    if not (actor.is_office or actor.coordinates(agreement.network) or actor.organisations & set(agreement.parties)):
        raise NotVisible


def insist_on_steering(actor: Actor, agreement: Agreement) -> None:
    """Return for the office and the network's coordinators; else raises NotPermitted, or NotVisible for strangers."""
    insist_on_seeing(actor, agreement)
    actor.may_change_network(agreement.network)


def insist_on_signing(actor: Actor, agreement: Agreement, party: UUID) -> None:
    """Return for the party's own people only: nobody signs for somebody else. Raises NotPermitted or NotVisible."""
    insist_on_seeing(actor, agreement)
    if not actor.represents(party):
        raise NotPermitted


def insist_on_reporting(actor: Actor, agreement: Agreement, obligation: UUID) -> None:
    """Return for the party that owes it, the network's coordinators and the office; else raises."""
    insist_on_seeing(actor, agreement)
    owers = {owed.party for owed in agreement.obligations if owed.id == obligation}
    if not (owers & actor.organisations):
        actor.may_change_network(agreement.network)
