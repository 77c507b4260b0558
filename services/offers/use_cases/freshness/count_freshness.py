"""Tells how fresh each network is, whenever its figure has changed."""

from datetime import date

from services.offers.storage.freshness import figures
from services.offers.storage.freshness.figures import Freshness
from shared.contracts.offers import NetworkFreshnessCounted
from shared.messaging.edge import Work


async def count_freshness(work: Work, *, today: date) -> int:
    """Count all networks, tell of those whose figure differs from what was told, and return how many these are."""
    told = await figures.told(work.connection)
    counted = await figures.count(work.connection, today)
    empty = {network: Freshness(network, 0, 0) for network in told.keys() - counted.keys()}
    changed = [
        (one, told[network][1] + 1 if network in told else 1)
        for network, one in sorted({**counted, **empty}.items())
        if network not in told or told[network][0] != one
    ]
    if changed:
        await figures.keep(work.connection, changed)
    for one, version in changed:
        data = NetworkFreshnessCounted(
            network=one.network, published=one.published, fresh=one.fresh, overdue=one.overdue
        )
        work.announce(f"network-freshness/{one.network}", version=version, data=data, network=one.network)
    return len(changed)
