"""What each step does to an agreement; whether it may be done at all, the table of `life` decides."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from services.registry.domain.agreements.agreement import Agreement, Evaluation, EvaluationResult, Obligation, Signature
from services.registry.domain.agreements.life import Step, state_after
from services.registry.domain.agreements.refusals import NotAParty, NotYetFulfilled, NotYetValid
from services.registry.domain.refusals import NothingHere

# What the parties put their names to; everything else happens to an agreement.
TERMS = (
    "network",
    "title",
    "text",
    "parties",
    "transition",
    "obligations",
    "valid_from",
    "valid_to",
    "review_on",
    "template",
)


def amended(before: Agreement, wanted: Agreement) -> Agreement:
    """Return the agreement in the wanted wording: a new edition that nobody has signed, unless it says the same."""
    kept = {obligation.id: obligation for obligation in before.obligations}
    obligations = tuple(_carried(obligation, kept.get(obligation.id)) for obligation in wanted.obligations)
    terms = {**{term: getattr(wanted, term) for term in TERMS}, "obligations": obligations}
    if all(getattr(before, term) == value for term, value in terms.items()):
        return before
    return _new_edition(before, Step.CHANGE, **terms)


def signed(before: Agreement, *, party: UUID, at: datetime) -> Agreement:
    """Return the agreement signed by one more party; the last signature makes it signed. Signing twice changes nothing."""
    if party not in before.parties:
        raise NotAParty("party")
    is_last = before.unsigned_parties == {party}
    state = state_after(before.state, Step.SIGN_AS_LAST if is_last else Step.SIGN)
    if party not in before.unsigned_parties:
        return before
    signature = Signature(party=party, edition=before.edition, signed_at=at)
    return replace(before, state=state, signatures=(*before.signatures, signature))


def put_into_force(before: Agreement, *, today: date) -> Agreement:
    """Return the agreement in force; without a first day of its own it is valid from today. Raises NotYetValid."""
    state = state_after(before.state, Step.ENTER_INTO_FORCE)
    if before.valid_from is not None and before.valid_from > today:
        raise NotYetValid(before.valid_from)
    return replace(before, state=state, valid_from=before.valid_from or today)


def fulfilled(before: Agreement, *, obligation: UUID, on: date, today: date) -> Agreement:
    """Return the agreement with this obligation fulfilled; raises NothingHere for one that it doesn't have, NotYetFulfilled."""
    if on > today:
        raise NotYetFulfilled
    if not any(owed.id == obligation for owed in before.obligations):
        raise NothingHere
    state = state_after(before.state, Step.FULFIL)
    obligations = tuple(
        replace(owed, fulfilled_on=on, is_overdue=False) if owed.id == obligation else owed
        for owed in before.obligations
    )
    return replace(before, state=state, obligations=obligations)


def due_for_review(before: Agreement) -> Agreement:
    """Return the agreement with its day of review come."""
    return replace(before, state=state_after(before.state, Step.COME_DUE))


def with_overdue(before: Agreement, *, today: date) -> Agreement:
    """Return the agreement with every obligation marked whose day has passed unfulfilled."""
    return replace(before, obligations=tuple(_marked(owed, today) for owed in before.obligations))


def evaluated(before: Agreement, *, text: str, result: EvaluationResult, on: date) -> Agreement:
    """Return the agreement with one more evaluation; earlier ones stay."""
    state = state_after(before.state, Step.EVALUATE)
    evaluation = Evaluation(evaluated_on=on, edition=before.edition, result=result, text=text)
    return replace(before, state=state, evaluations=(*before.evaluations, evaluation))


def renewed(before: Agreement, *, valid_from: date | None, valid_to: date | None, review_on: date | None) -> Agreement:
    """Return the agreement proposed for a further time; that is a new edition, which is signed anew."""
    return _new_edition(before, Step.RENEW, valid_from=valid_from, valid_to=valid_to, review_on=review_on)


def ended(before: Agreement, *, reason: str, on: date) -> Agreement:
    """Return the agreement ended, whatever it had come to."""
    return replace(before, state=state_after(before.state, Step.END), ended_on=on, end_reason=reason)


def _new_edition(before: Agreement, step: Step, **terms: object) -> Agreement:
    state = state_after(before.state, step)
    changed = {**terms, "state": state, "edition": before.edition + 1, "signatures": ()}
    return replace(before, **changed)  # type: ignore[arg-type]  # the names are those of TERMS


def _carried(wanted: Obligation, before: Obligation | None) -> Obligation:
    """What was reported stays reported; a day put off is overdue no longer."""
    if before is None:
        return wanted
    is_overdue = before.is_overdue and wanted.due_on <= before.due_on
    return replace(wanted, fulfilled_on=before.fulfilled_on, is_overdue=is_overdue)


def _marked(owed: Obligation, today: date) -> Obligation:
    return replace(owed, is_overdue=True) if owed.fulfilled_on is None and owed.due_on < today else owed
