"""Who may use the routes of agreements; which agreements they reach, the use cases decide."""

from typing import Annotated

from fastapi import Depends

from shared.identity.access import any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require

Reader = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))]
"""A route's parameter type: the office, a coordinator, or somebody who acts for a partner."""
Steward = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]
"""A route's parameter type: the office or a coordinator."""
Signatory = Annotated[Actor, Depends(require(partner_of("organisation")))]
"""A route's parameter type: somebody who acts for a partner."""
