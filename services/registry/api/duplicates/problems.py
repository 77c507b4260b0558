"""How each "no" about duplicates reads."""

from services.registry.domain.duplicates.refusals import (
    AlreadyDecided,
    ChangedSinceMerge,
    MergedIntoItself,
    NotMerged,
    PartnerIsMerged,
    StandsBelow,
)
from services.registry.domain.refusals import FieldRefused
from shared.web.problems import Problem, ProblemKind, Refusals, mark

PARTNER_IS_MERGED = ProblemKind(
    "partner-is-merged",
    409,
    mark("Dieser Eintrag wurde mit einem anderen zusammengeführt"),
    mark("Bitte ändern Sie den Eintrag, der geblieben ist, oder nehmen Sie die Zusammenführung zurück."),
)
NOT_MERGED = ProblemKind(
    "not-merged",
    409,
    mark("Hier gibt es nichts zurückzunehmen"),
    mark("Dieser Eintrag ist mit keinem anderen zusammengeführt."),
)
CHANGED_SINCE_MERGE = ProblemKind(
    "changed-since-merge",
    409,
    mark("Seit der Zusammenführung hat sich etwas geändert"),
    mark(
        "Das müsste zurückgehen, wurde aber inzwischen geändert: {names}. Bitte stellen Sie es dort von Hand richtig."
    ),
)
ALREADY_DECIDED = ProblemKind(
    "already-decided",
    409,
    mark("Darüber ist schon entschieden"),
    mark("Jemand hat dieses Paar schon beurteilt. Bitte laden Sie die Liste neu."),
)
DUPLICATE_FIELD_KINDS: dict[type[FieldRefused], ProblemKind] = {
    MergedIntoItself: ProblemKind(
        "merged-into-itself",
        422,
        mark("Ein Eintrag kann nicht mit sich selbst zusammengeführt werden"),
        mark("Bitte nennen Sie den anderen Eintrag, der bleiben soll."),
    ),
    StandsBelow: ProblemKind(
        "stands-below",
        422,
        mark("Der Eintrag, der bleiben soll, gehört zu dem anderen"),
        mark("Zwischen beiden stehen weitere Organisationen. Bitte ändern Sie zuerst deren Träger."),
    ),
}


def _partner_is_merged(refusal: PartnerIsMerged) -> Problem:
    return Problem(PARTNER_IS_MERGED, merged_into=str(refusal.into))


def _changed_since_merge(refusal: ChangedSinceMerge) -> Problem:
    return Problem(CHANGED_SINCE_MERGE, subjects=list(refusal.subjects), names=", ".join(refusal.subjects))


DUPLICATE_REFUSALS: Refusals = {
    PartnerIsMerged: _partner_is_merged,
    NotMerged: NOT_MERGED,
    ChangedSinceMerge: _changed_since_merge,
    AlreadyDecided: ALREADY_DECIDED,
}
