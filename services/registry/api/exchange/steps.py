"""The steps of an import over HTTP: applying it and taking it back, while one waits or not (`Prefer: respond-async`, RFC 7240)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Depends, Header, Response

from services.registry.api.exchange.imports import ImportAnswer, Importer, answer_of
from services.registry.api.exchange.problems import EXCHANGE_REFUSALS
from services.registry.api.problems import REFUSALS
from services.registry.domain.exchange.partner_import import ImportState
from services.registry.storage.exchange import steps
from services.registry.use_cases.exchange.apply_import import apply_import
from services.registry.use_cases.exchange.take_steps import ask_for_step, take_steps, take_steps_for_ever
from services.registry.use_cases.exchange.undo_import import undo_import
from shared.calendar_day import local_day
from shared.hosting.answers import answer
from shared.hosting.running import Running, RunningService
from shared.identity.actor import Actor
from shared.identity.refusals import IDENTITY_PROBLEMS
from shared.web.etag import ExpectedVersion
from shared.web.problems import Problem, Refusals, problem_of

TABLE: Final[Refusals] = {**IDENTITY_PROBLEMS, **REFUSALS, **EXCHANGE_REFUSALS}
WISH: Final = "respond-async"
LATER: Final[dict[int | str, dict[str, Any]]] = {
    202: {"description": "The step is under way; `GET` tells of it", "model": ImportAnswer}
}

router = APIRouter(prefix="/imports", tags=["imports"])


@dataclass(frozen=True)
class _Later:
    """Whether the one who asks does not want to wait, and how he is served."""

    is_wished: bool
    background: BackgroundTasks

    async def ask(
        self, running: Running, response: Response, actor: Actor, import_id: UUID, *, wanted: ImportState, expected: int
    ) -> ImportAnswer:
        """Note the step, answer 202, and take it then."""
        async with running.edge.transaction() as work:
            made = await ask_for_step(work, actor, import_id, wanted=wanted, expected=expected)
            step = await steps.find(work.connection, import_id)
        self.background.add_task(take_steps, running, told=_document)
        response.status_code = 202
        response.headers["Preference-Applied"] = WISH
        return answer_of(made, step)


async def _later(background: BackgroundTasks, prefer: Annotated[str, Header(max_length=200)] = "") -> _Later:
    return _Later(WISH in {wish.strip().lower() for wish in prefer.split(",")}, background)


Later = Annotated[_Later, Depends(_later)]


def _document(refusal: Exception) -> Mapping[str, Any]:
    return (refusal if isinstance(refusal, Problem) else problem_of(refusal, TABLE)).document()


@router.post("/{import_id}/apply", responses=LATER)
async def post_apply(
    *,
    response: Response,
    running: RunningService,
    later: Later,
    actor: Importer,
    import_id: UUID,
    expected: ExpectedVersion,
) -> ImportAnswer:
    """Apply a draft as it was reported; refused when the registry has changed in between."""
    if later.is_wished:
        return await later.ask(running, response, actor, import_id, wanted=ImportState.APPLIED, expected=expected)
    async with running.edge.transaction() as work:
        made = await apply_import(work, actor, import_id, expected=expected)
    answer(response, work, version=made.version)
    return answer_of(made)


@router.post("/{import_id}/undo", responses=LATER)
async def post_undo(
    *,
    response: Response,
    running: RunningService,
    later: Later,
    actor: Importer,
    import_id: UUID,
    expected: ExpectedVersion,
) -> ImportAnswer:
    """Take an applied import back; refused with the names of what others need by now."""
    if later.is_wished:
        return await later.ask(running, response, actor, import_id, wanted=ImportState.UNDONE, expected=expected)
    today = local_day(running.clock())
    async with running.edge.transaction() as work:
        made = await undo_import(work, actor, import_id, expected=expected, today=today)
    answer(response, work, version=made.version)
    return answer_of(made)


async def carry_out_imports(running: Running) -> None:
    """Take the steps whose process has ended meanwhile; what is asked for now is taken at once."""
    await take_steps_for_ever(running, told=_document)
