"""How the refusals around natural persons read."""

from services.registry.domain.refusals import PersonIsErased
from shared.web.problems import ProblemKind, Refusals, mark

PERSON_REFUSALS: Refusals = {
    PersonIsErased: ProblemKind(
        "person-is-erased",
        409,
        mark("Diese Person wurde gelöscht"),
        mark(
            "Unter dieser Kennung wird nichts mehr gespeichert. Bitte legen Sie die Person neu an, wenn sie es wünscht."
        ),
    ),
}
