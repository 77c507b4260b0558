"""A family says what is missing; only the sum grows, and it is told when a round number from five on is reached."""

from dataclasses import asdict

from services.registry.domain.wishes.wish import STEPS, Wish, steps_reached
from services.registry.storage.wishes import wishes
from services.registry.use_cases.references import insist_on_life_phases, insist_on_networks
from shared.contracts.registry import WishCounted
from shared.messaging.edge import Work


async def count_wish(work: Work, wish: Wish) -> None:
    """Count the wish; raises UnknownReference. Nobody acts, so there is nobody for the audit trail."""
    await insist_on_networks(work.connection, "network", wish.network)
    await insist_on_life_phases(work.connection, "phase", wish.phase)
    count = await wishes.count(work.connection, wish)
    if count in STEPS:
        data = WishCounted.model_validate({**asdict(wish), "at_least": count})
        work.announce(wish.subject, version=steps_reached(count), data=data, network=wish.network)
