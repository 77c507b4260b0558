"""Every "no" about agreements, as facts."""

from datetime import date

from services.registry.domain.refusals import FieldRefused, RegistryRefusal


class StepRefused(RegistryRefusal):
    """In this state the step can't be done; both are words of `life`."""

    def __init__(self, state: str, step: str) -> None:
        super().__init__(state, step)
        self.state = state
        self.step = step


class NotYetValid(RegistryRefusal):
    """The agreement is valid from a later day on."""

    def __init__(self, valid_from: date) -> None:
        super().__init__(valid_from)
        self.valid_from = valid_from


class NotYetFulfilled(FieldRefused):
    """What lies in the future has not been done."""

    def __init__(self) -> None:
        super().__init__("fulfilled_on")


class TooFewParties(FieldRefused):
    """Nobody agrees with nobody: two parties are the least."""

    def __init__(self) -> None:
        super().__init__("parties")


class NotAParty(FieldRefused):
    """The field names an organisation that is no party of the agreement."""


class NothingSecured(FieldRefused):
    """A transition leads from a phase or an institution to a phase or an institution."""

    def __init__(self) -> None:
        super().__init__("transition")
