"""Every "no" about duplicates, as facts."""

from collections.abc import Collection
from uuid import UUID

from services.registry.domain.refusals import FieldRefused, RegistryRefusal


class PartnerIsMerged(RegistryRefusal):
    """The partner is an alias of another one."""

    def __init__(self, into: UUID) -> None:
        super().__init__(into)
        self.into = into


class MergedIntoItself(FieldRefused):
    """A partner can't be merged into itself."""

    def __init__(self) -> None:
        super().__init__("into")


class StandsBelow(FieldRefused):
    """The partner to stay belongs, over several steps, to the one that would go: the chain of parents would close."""

    def __init__(self) -> None:
        super().__init__("into")


class NotMerged(RegistryRefusal):
    """There is no merge that could be undone."""


class ChangedSinceMerge(RegistryRefusal):
    """What the merge moved was changed by somebody since; `subjects` names it."""

    def __init__(self, subjects: Collection[str]) -> None:
        super().__init__(*subjects)
        self.subjects = tuple(subjects)


class AlreadyDecided(RegistryRefusal):
    """Somebody has decided about this pair."""
