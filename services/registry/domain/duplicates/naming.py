"""What names several partners names one of them by another id: an agreement its parties, a body its members."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from services.registry.domain.agreements.agreement import Agreement, Signature
from services.registry.domain.agreements.life import AgreementState, Step, state_after
from services.registry.domain.bodies.body import Body, BodyMember


def with_party(agreement: Agreement, *, party: UUID, instead_of: UUID) -> Agreement | None:
    """Return the agreement with another id of a party; None when it would be an agreement of one organisation with itself.

    What one of two entries has signed, the organisation has signed: with nobody left to sign, a proposed one is signed.
    """

    def named(partner: UUID) -> UUID:
        return party if partner == instead_of else partner

    parties = tuple(dict.fromkeys(named(each) for each in agreement.parties))
    if len(parties) < 2:
        return None
    signatures: dict[UUID, Signature] = {}
    for signature in agreement.signatures:
        signatures.setdefault(named(signature.party), replace(signature, party=named(signature.party)))
    after = replace(
        agreement,
        parties=parties,
        obligations=tuple(replace(owed, party=named(owed.party)) for owed in agreement.obligations),
        signatures=tuple(signatures.values()),
    )
    if after.state is AgreementState.PROPOSED and not after.unsigned_parties:
        return replace(after, state=state_after(after.state, Step.SIGN_AS_LAST))
    return after


def places_of(body: Body, partner: UUID) -> tuple[int, ...]:
    """Return the places of a partner among the members; with several functions it has several."""
    return tuple(place for place, member in enumerate(body.members) if member.partner == partner)


def with_member(body: Body, *, partner: UUID, places: Collection[int]) -> Body:
    """Return the body with this partner in these places, in the functions that were held there."""

    def named(place: int, member: BodyMember) -> BodyMember:
        return replace(member, partner=partner) if place in places else member

    return replace(body, members=tuple(named(place, member) for place, member in enumerate(body.members)))
