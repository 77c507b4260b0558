"""Which day it is for people in Dortmund; inside, times are UTC."""

from services.registry.domain.calendar_day import BERLIN, local_day

__all__ = ["BERLIN", "local_day"]
