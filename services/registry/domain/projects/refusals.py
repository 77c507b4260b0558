"""Every "no" about projects, as facts."""

from collections.abc import Collection

from services.registry.domain.refusals import RegistryRefusal


class ProjectCannotBecome(RegistryRefusal):
    """The state table knows no way from `state` to `wanted`; `allowed` are those that it knows."""

    def __init__(self, state: str, wanted: str, *, allowed: Collection[str]) -> None:
        super().__init__(state, wanted)
        self.state = state
        self.wanted = wanted
        self.allowed = tuple(allowed)
