"""Who sees the office's pages: the office. Agreements, the ends of fundings and the state of plans are no public facts."""

from typing import Annotated

from fastapi import Depends

from shared.identity.access import office
from shared.identity.actor import Actor
from shared.identity.gate import require

Planner = Annotated[Actor, Depends(require(office()))]
"""A route's parameter type."""
