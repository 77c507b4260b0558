"""What the roll-out says no to, as facts."""

from collections.abc import Collection

from services.registry.domain.refusals import FieldRefused, RegistryRefusal


class PhasesOutOfOrder(FieldRefused):
    """A phase ends before the one in front of it, or one without an end has a phase with an end behind it."""


class DayYetToCome(FieldRefused):
    """The field is the day of something that has happened, and that day lies in the future."""


class NotAPhase(RegistryRefusal):
    """The plan has no phase of this key."""


class GateIsOpen(RegistryRefusal):
    """An open gate is not opened again: what was confirmed stays as it was confirmed."""


class GateIsClosed(RegistryRefusal):
    """Only an open gate can be closed again."""


class EarlierGatesClosed(RegistryRefusal):
    """Gates open in order; `names` are those of the phases in front that are closed."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(*names)
        self.names = tuple(names)


class LaterGateOpen(RegistryRefusal):
    """A gate is not closed while one behind it is open; `name` is that of its phase."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class SetUpUnfinished(RegistryRefusal):
    """A network becomes active when the gates of its set-up are open; `names` are those that aren't, all without a plan."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(*names)
        self.names = tuple(names)


class TemplateOlder(RegistryRefusal):
    """A plan adopts a newer version of the template only."""


class FactorsMissing(FieldRefused):
    """A self-assessment scores all ten success factors; `missing` are the rest."""

    def __init__(self, missing: Collection[str]) -> None:
        super().__init__("scores")
        self.missing = tuple(missing)


class FactorUnknown(FieldRefused):
    """A score is given for something that is no success factor."""
