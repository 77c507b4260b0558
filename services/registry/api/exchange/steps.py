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
from services.registry.use_cases.exchange.take_steps import ask_for_step, take_step, take_steps, take_steps_for_ever
from shared.hosting.answers import answer
from shared.hosting.running import Running, RunningService
from shared.identity.actor import Actor
from shared.identity.refusals import IDENTITY_PROBLEMS
from shared.web.etag import ExpectedVersion
from shared.web.problems import Problem, Refusal, Refusals, problem_of
from shared.web.standard_problems import INTERNAL_ERROR

TABLE: Final[Refusals] = {**IDENTITY_PROBLEMS, **REFUSALS, **EXCHANGE_REFUSALS}
WISH: Final = "respond-async"
LATER: Final[dict[int | str, dict[str, Any]]] = {
    202: {"description": "The step is under way; `GET` tells of it", "model": ImportAnswer}
}

router = APIRouter(prefix="/imports", tags=["imports"])


@dataclass(frozen=True)
class AskedStep:
    """Who asks for a step of which import, upon which version, and whether he waits for it."""

    response: Response
    running: Running
    background: BackgroundTasks
    actor: Actor
    import_id: UUID
    expected: int
    waits: bool

    async def take(self, wanted: ImportState) -> ImportAnswer:
        """Take the step, or have it taken."""
        return await (self._take(wanted) if self.waits else self._note(wanted))

    async def _take(self, wanted: ImportState) -> ImportAnswer:
        async with self.running.edge.transaction() as work:
            made = await take_step(work, self.actor, self.import_id, wanted=wanted, expected=self.expected)
        answer(self.response, work, version=made.version)
        return answer_of(made)

    async def _note(self, wanted: ImportState) -> ImportAnswer:
        """Write the step down, answer 202, and take it then."""
        async with self.running.edge.transaction() as work:
            made = await ask_for_step(work, self.actor, self.import_id, wanted=wanted, expected=self.expected)
            step = await steps.find(work.connection, self.import_id)
        self.background.add_task(take_steps, self.running, told=_document)
        self.response.status_code = 202
        self.response.headers["Preference-Applied"] = WISH
        return answer_of(made, step)


async def _asked(
    *,
    response: Response,
    running: RunningService,
    background: BackgroundTasks,
    actor: Importer,
    import_id: UUID,
    expected: ExpectedVersion,
    prefer: Annotated[str, Header(max_length=200)] = "",
) -> AskedStep:
    wishes = {wish.strip().lower() for wish in prefer.split(",")}
    return AskedStep(response, running, background, actor, import_id, expected, waits=WISH not in wishes)


Asked = Annotated[AskedStep, Depends(_asked)]


@router.post("/{import_id}/apply", responses=LATER)
async def post_apply(asked: Asked) -> ImportAnswer:
    """Apply a draft as it was reported; refused when the registry has changed in between."""
    return await asked.take(ImportState.APPLIED)


@router.post("/{import_id}/undo", responses=LATER)
async def post_undo(asked: Asked) -> ImportAnswer:
    """Take an applied import back; refused with the names of what others need by now."""
    return await asked.take(ImportState.UNDONE)


async def carry_out_imports(running: Running) -> None:
    """Take the steps whose process has ended meanwhile; what is asked for now is taken at once."""
    await take_steps_for_ever(running, told=_document)


def _document(failure: Exception) -> Mapping[str, Any]:
    if isinstance(failure, Problem):
        return failure.document()
    return (problem_of(failure, TABLE) if isinstance(failure, Refusal) else Problem(INTERNAL_ERROR)).document()
