"""Every "no" of the registry, as facts; `api.problems` puts them into sentences."""

from collections.abc import Collection

from shared.web.problems import Refusal


class RegistryRefusal(Refusal):
    """The root of the registry's refusals."""


class NothingHere(RegistryRefusal):
    """No such thing is registered."""


class ChangedMeanwhile(RegistryRefusal):
    """Somebody else wrote the same thing between our reading and our writing."""


class AlreadyRegistered(RegistryRefusal):
    """The id is taken."""


class PartnerWasRemoved(RegistryRefusal):
    """The id belonged to a partner that was removed again; listeners that heard of both would mix them up."""


class StillPointedTo(RegistryRefusal):
    """What would go is pointed to; `what` names it, `by` those that point there, as people call them."""

    def __init__(self, what: Collection[str], by: Collection[str]) -> None:
        super().__init__(*what)
        self.what = tuple(what)
        self.by = tuple(by)


class FieldRefused(RegistryRefusal):
    """One field of the input can't stand; `field` is its name in the contract."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class UnknownReference(FieldRefused):
    """The field names things that are not registered."""

    def __init__(self, field: str, unknown: Collection[str]) -> None:
        super().__init__(field)
        self.unknown = tuple(unknown)


class EndsBeforeStart(FieldRefused):
    """The field is the end of a time or an age that lies before its start."""


class NamedTwice(FieldRefused):
    """The field lists the same thing more than once."""


class ParentCircle(FieldRefused):
    """The parent organisation belongs, over however many steps, to the organisation itself."""

    def __init__(self) -> None:
        super().__init__("parent")


class ScopeMissing(FieldRefused):
    """The role needs this field."""


class ScopeUnexpected(FieldRefused):
    """The role holds everywhere or elsewhere and must not have this field."""


class ReservedForOffice(RegistryRefusal):
    """These fields are changed by the prevention office only."""

    def __init__(self, fields: Collection[str]) -> None:
        super().__init__(*fields)
        self.fields = tuple(fields)


class StatusNotReachable(RegistryRefusal):
    """No step leads to the wanted status; `allowed` are those that can follow."""

    def __init__(self, allowed: Collection[str]) -> None:
        super().__init__(*allowed)
        self.allowed = tuple(allowed)


class GrantIsWithdrawn(RegistryRefusal):
    """A withdrawn grant never holds again; a new one has an id of its own."""


class MemberUnclear(FieldRefused):
    """A member of a body is neither exactly one partner nor exactly one person."""


class SubjectMissing(FieldRefused):
    """A working group says neither what nor whom it is about."""


class HoursOverlap(FieldRefused):
    """Two intervals of the same weekday overlap."""


class StepNotPossible(RegistryRefusal):
    """No step leads from where the thing stands to where it should be; `allowed` are those that can follow."""

    def __init__(self, allowed: Collection[str]) -> None:
        super().__init__(*allowed)
        self.allowed = tuple(sorted(allowed))


class DecisionStands(RegistryRefusal):
    """What was decided is not rewritten."""


class DecisionIsOver(RegistryRefusal):
    """A decision that was revised or lifted can't be revised."""


class PersonIsErased(RegistryRefusal):
    """Nothing is written about an erased person any more."""


class InvitationIsOver(RegistryRefusal):
    """The invitation was accepted, withdrawn, or waited for too long."""


class TooManyOpenRequests(RegistryRefusal):
    """The account waits for several answers already."""


class GeocodingIsOff(RegistryRefusal):
    """Nobody has switched geocoding on, or it doesn't answer."""
