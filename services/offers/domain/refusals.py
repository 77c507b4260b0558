"""Why the catalogue refuses; each refusal carries the facts, the API's table makes sentences of them."""

from uuid import UUID

from shared.web.problems import Refusal


class OfferRefusal(Refusal):
    """The root of all refusals of the catalogue."""


class AgesReversed(OfferRefusal):
    """The lower age is not below the upper one."""


class EndBeforeStart(OfferRefusal):
    """A date ends before it begins, or at once."""


class DateOutOfRange(OfferRefusal):
    """A date lies so far away that it must be a slip of the keyboard."""


class UnreadableLine(OfferRefusal):
    """A line of text contains characters that break lines elsewhere: in a mail's header, in a list."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class UnknownNetwork(OfferRefusal):
    """The registry has told of no such network."""

    def __init__(self, network: str) -> None:
        super().__init__(network)
        self.network = network


class UnknownOrganisation(OfferRefusal):
    """The registry has told of no such organisation."""

    def __init__(self, organisation: UUID) -> None:
        super().__init__(organisation)
        self.organisation = organisation


class OrganisationIsNoMember(OfferRefusal):
    """A partner publishes by itself only where its organisation is a member of the network."""

    def __init__(self, organisation: UUID, network: str) -> None:
        super().__init__(organisation, network)
        self.organisation = organisation
        self.network = network


class NetworkSpeaksElsewhere(OfferRefusal):
    """Another instance keeps this network's offers; `source` is None when none is announced for it."""

    def __init__(self, network: str, source: str | None) -> None:
        super().__init__(network, source)
        self.network = network
        self.source = source


class NetworkIsFixed(OfferRefusal):
    """An offer stays in the network it was made for."""

    def __init__(self, network: str) -> None:
        super().__init__(network)
        self.network = network


class OfferIsPublished(OfferRefusal):
    """The offer can be found by families already."""


class OfferIsNotPublished(OfferRefusal):
    """A draft can't be withdrawn: nobody outside has seen it."""


class OfferHasEnded(OfferRefusal):
    """An ended offer stays as it was."""


class NamedTwiceInSet(OfferRefusal):
    """A set describes an offer once; `first` is the place in the set where it is described already."""

    def __init__(self, first: int) -> None:
        super().__init__(first)
        self.first = first


class StepNotPossible(OfferRefusal):
    """The offer's state does not allow this step."""

    def __init__(self, step: str, status: str) -> None:
        super().__init__(step, status)
        self.step = step
        self.status = status


class PublishedOfferNeedsNoTime(OfferRefusal):
    """Only what is not public yet can be published later."""
