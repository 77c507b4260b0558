"""The time is passed in, so that tests own it."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
