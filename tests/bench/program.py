"""One measured program as a process of its own, as in production: `python -m tests.bench.program publishing PORT`."""

import sys
from collections.abc import Callable
from typing import Any

from services.dashboard.app import create_app as create_overview
from services.notifications.app import create_app as create_notifications
from services.offers.app import create_app as create_catalogue
from services.portal.app import create_app as create_portal
from shared.hosting.serving import serve_until_told
from tests.bench import by_hand, measured_services
from tests.bench.catalogue.by_hand import ByHand
from tests.bench.catalogue.hsds_by_hand import HsdsByHand

PROGRAMS: dict[str, Callable[[], Any]] = {
    **measured_services.PROGRAMS,
    **by_hand.PROGRAMS,
    "notifications": create_notifications,
    "overview": create_overview,
    "catalogue": create_catalogue,
    "portal": create_portal,
    "catalogue-by-hand": ByHand,
    "hsds-by-hand": HsdsByHand,
}

if __name__ == "__main__":
    serve_until_told(PROGRAMS[sys.argv[1]](), host="127.0.0.1", port=int(sys.argv[2]), grace_seconds=1)
