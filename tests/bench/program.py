"""One measured program as a process of its own, as in production: `python -m tests.bench.program publishing PORT`.

It imports what it runs and nothing else: its memory is measured too.
"""

import sys
from collections.abc import Mapping
from pkgutil import resolve_name

from shared.hosting.serving import serve_until_told

PROGRAMS: Mapping[str, str] = {
    "publishing": "tests.bench.measured_services:publishing",
    "listening": "tests.bench.measured_services:listening",
    "by-hand-publishing": "tests.bench.by_hand:publishing",
    "by-hand-listening": "tests.bench.by_hand:listening",
    "notifications": "services.notifications.app:create_app",
    "overview": "services.dashboard.app:create_app",
    "catalogue": "services.offers.app:create_app",
    "portal": "services.portal.app:create_app",
    "catalogue-by-hand": "tests.bench.catalogue.by_hand:ByHand",
    "hsds-by-hand": "tests.bench.catalogue.hsds_by_hand:HsdsByHand",
}

if __name__ == "__main__":
    make_app = resolve_name(PROGRAMS[sys.argv[1]])
    serve_until_told(make_app(), host="127.0.0.1", port=int(sys.argv[2]), grace_seconds=1)
