"""Every list that can be taken out, by the name of its file."""

from collections.abc import Mapping

from services.registry.storage.exchange.lists import LISTS, ExportList
from services.registry.storage.exchange.work_lists import WORK_LISTS

ALL_LISTS: Mapping[str, ExportList] = {**LISTS, **WORK_LISTS}
