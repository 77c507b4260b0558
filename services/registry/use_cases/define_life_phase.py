"""The office defines a phase of the Lebensphasenmodell."""

from services.registry.domain.life_phase import LifePhase
from services.registry.storage import life_phases
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import LifePhaseDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_life_phase(work: Work, actor: Actor, phase: LifePhase, *, condition: WriteCondition) -> LifePhase:
    """Return the phase as it stands now."""
    before = await life_phases.find(work.connection, phase.key)
    check(condition, before)
    return await settle(
        work,
        actor,
        subject=f"life-phase/{phase.key}",
        before=before,
        after=phase,
        save=life_phases.save,
        contract=LifePhaseDefined,
    )
