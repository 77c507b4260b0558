"""The invented people who can sign in to a demonstration."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody with a stable subject; what they may do is the registry's business."""

    subject: str
    name: str


DEMO_PEOPLE = (
    Person("demo-office", "Petra Amt"),
    Person("demo-coordinator-hoerde", "Canan Koordination"),
    Person("demo-partner-awo", "Pia Partnerin"),
    Person("demo-newcomer", "Nora Neuling"),
)
