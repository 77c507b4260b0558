"""Takes a change that anybody proposes, and answers it."""

from datetime import timedelta
from uuid import UUID

from services.offers.domain.content_refusals import TooManySuggestions
from services.offers.domain.secret import fingerprint, new_secret
from services.offers.domain.suggestion import Suggestion
from services.offers.storage import offers
from services.offers.storage.suggestions import suggestions
from services.offers.use_cases.permission import insist_on_changing
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition

MOST_OPEN = 50
ANSWERED_ARE_KEPT = timedelta(days=365)


async def suggest_change(work: Work, *, offer_id: UUID, text: str) -> tuple[Suggestion, str]:
    """Return the suggestion and the secret by which its author sees the answer; raises NotVisible, TooManySuggestions."""
    offer = await offers.find(work.connection, offer_id)
    if offer is None or offer.is_hidden:
        raise NotVisible
    if await suggestions.count_open(work.connection, offer_id) >= MOST_OPEN:
        raise TooManySuggestions
    suggestion = Suggestion(id=work.new_id(), offer=offer_id, text=text, made_at=work.now)
    secret = new_secret()
    await suggestions.add(work.connection, suggestion, fingerprint=fingerprint(secret))
    return suggestion, secret


async def answer_suggestion(
    work: Work, actor: Actor, *, suggestion_id: UUID, expected: int, answer: str, accepted: bool
) -> Suggestion:
    """Return the answered suggestion; raises NotVisible, NotPermitted, SuggestionIsAnswered, and 412."""
    before = await suggestions.find(work.connection, suggestion_id, for_change=True)
    offer = await offers.find(work.connection, before.offer) if before is not None else None
    if before is None or offer is None:
        raise NotVisible
    insist_on_changing(actor, offer.content, hidden=True)
    WriteCondition(expected).check(before.version)
    suggestion = before.answered(answer, accepted=accepted, at=work.now)
    await suggestions.save(work.connection, suggestion)
    await record(
        work.connection,
        account=actor.account or "",
        action="answer-suggestion",
        subject=("suggestion", str(suggestion.id)),
        at=work.now,
        before={"state": before.state.value},
        after={"state": suggestion.state.value},
    )
    return suggestion


async def forget_answered(work: Work) -> int:
    """Delete suggestions that were answered a year ago and return how many they were."""
    return await suggestions.forget_answered(work.connection, work.now - ANSWERED_ARE_KEPT)
