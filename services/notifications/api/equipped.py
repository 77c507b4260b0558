"""How routes reach the service's equipment."""

from typing import Annotated

from fastapi import Depends, Request

from services.notifications.equipment import Equipment


async def _equipment(request: Request) -> Equipment:
    equipment: Equipment = request.app.state.equipment
    return equipment


ServiceEquipment = Annotated[Equipment, Depends(_equipment)]
"""A route's parameter type: keys, bells, journal and the limit for sources."""
