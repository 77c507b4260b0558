"""The failures, by what they befall."""

from importlib import import_module

MODULES = (
    "kills",
    "fan_out",
    "broker",
    "database",
    "restores",
    "backlog",
    "doubles",
    "poison",
    "smtp",
    "sources",
    "clock",
)


def load_all() -> None:
    """Enter all scenarios in the list, in the order in which they are played."""
    for module in MODULES:
        import_module(f"tests.chaos.scenarios.{module}")
