"""Which changes of a published offer subscribers should hear of: when, where, for whom and for how much; never mere wording."""

from collections.abc import Set

NOTEWORTHY = frozenset({"dates", "schedule", "schedule_text", "places", "cost", "ages"})


def is_noteworthy(changed_fields: Set[str]) -> bool:
    """Tell whether a change of these fields is worth a notice."""
    return not NOTEWORTHY.isdisjoint(changed_fields)
