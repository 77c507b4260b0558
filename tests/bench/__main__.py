"""Measures the platform: `make bench`, or `python -m tests.bench [--runs N] [--part PART]`.

Every figure stands beside its limit: the same work in the same minutes by a loop written by hand (by_hand.py).
"""

import asyncio
import json
import sys
from argparse import ArgumentParser
from collections.abc import AsyncIterator
from pathlib import Path

from deploy.local.testing import REPOSITORY, passable_folder, running_issuer, running_postgres, running_valkey
from tests.bench.catalogue.figures import catalogue_figures
from tests.bench.catalogue.hsds_figures import hsds_figures
from tests.bench.dashboard.figures import dashboard_figures
from tests.bench.delivery.figures import delivery_figures
from tests.bench.double_structures.figures import double_structure_figures
from tests.bench.double_structures.typing_figures import typing_figures
from tests.bench.duplicates.figures import duplicate_figures
from tests.bench.duplicates.search import search_figures
from tests.bench.exchange import exchange_figures
from tests.bench.figure import Figure, table
from tests.bench.lists.figures import list_figures
from tests.bench.matching.figures import matching_figures
from tests.bench.messaging import messaging_figures
from tests.bench.portal.figures import portal_figures
from tests.bench.processes import CLIENTS, Servers
from tests.bench.stack import stack_figures

RESULT = REPOSITORY / "build" / "bench.json"
ON_SERVERS = {
    "messaging": messaging_figures,
    "duplicates": search_figures,
    "registry": list_figures,
    "exchange": exchange_figures,
    "catalogue": catalogue_figures,
    "hsds": hsds_figures,
    "dashboard": dashboard_figures,
    "delivery": delivery_figures,
    "matching": matching_figures,
    "portal": portal_figures,
    "double-structures": typing_figures,
}
PARTS = (*ON_SERVERS, "stack")


def main() -> int:
    """Measure, print the table, write build/bench.json; the exit code tells whether all targets are met."""
    parser = ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--runs", type=int, default=5, help="Läufe je Messung; es zählt der mittlere")
    parser.add_argument("--part", choices=PARTS, action="append", help="nur dieser Teil (mehrfach möglich)")
    chosen = parser.parse_args()
    figures = asyncio.run(_measure(chosen.runs, chosen.part or list(PARTS)))
    sys.stdout.write("\n" + table(figures) + "\n")
    _write(figures)
    return 0 if all(figure.ok for figure in figures) else 1


async def _measure(runs: int, parts: list[str]) -> list[Figure]:
    figures: list[Figure] = []
    if "duplicates" in parts:
        figures += duplicate_figures()
    if "double-structures" in parts:
        figures += double_structure_figures()
    for part in parts:
        with passable_folder() as folder:
            figures += [figure async for figure in _part(part, folder, runs)]
    return figures


async def _part(part: str, folder: Path, runs: int) -> AsyncIterator[Figure]:
    if part == "stack":
        async for figure in stack_figures(folder, runs=runs, tell=_tell):
            yield figure
        return
    with (
        running_postgres(folder) as postgres,
        running_valkey(folder) as valkey,
        running_issuer(folder / "issuer", clients=CLIENTS) as issuer,
    ):
        async for figure in ON_SERVERS[part](Servers(postgres, valkey, issuer, folder), runs=runs, tell=_tell):
            yield figure


def _tell(text: str) -> None:
    sys.stdout.write(f"  … {text}\n")
    sys.stdout.flush()


def _write(figures: list[Figure]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps([figure.to_json() for figure in figures], indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
