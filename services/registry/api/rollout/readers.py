"""Who reads the roll-out: the office and the platform's services everything, a coordination its own network."""

from typing import Annotated

from fastapi import Depends

from shared.identity.access import any_of, coordinator_of, office, service
from shared.identity.actor import Actor
from shared.identity.gate import require

READERS = any_of(office(), coordinator_of("network"), service())
COMPARERS = any_of(office(), service())
Writer = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]
Office = Annotated[Actor, Depends(require(office()))]
