"""`python -m tests.chaos`: lives through all failures, prints a line for each, and ends with 1 if something did not hold."""

import argparse
import asyncio
import secrets
import sys

from deploy.local.testing import passable_folder
from tests.chaos.run import run
from tests.chaos.scenarios import load_all
from tests.chaos.stage import SCENARIOS


def main() -> int:
    """Read the command line and run."""
    load_all()
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, help="repeats a run's choices")
    parser.add_argument("--scenario", action="append", choices=sorted(SCENARIOS), metavar="NAME", help="only this one")
    parser.add_argument("--part", choices=("all", "ci"), default="all", help="ci: the short part")
    parser.add_argument("--list", action="store_true", help="name the scenarios")
    wanted = parser.parse_args()
    if wanted.list:
        sys.stdout.write("".join(f"{one.name}{'  (ci)' if one.is_in_ci else ''}\n" for one in SCENARIOS.values()))
        return 0
    seed = secrets.randbelow(1_000_000) if wanted.seed is None else wanted.seed
    with passable_folder() as folder:
        return asyncio.run(run(folder, seed=seed, names=wanted.scenario, is_short=wanted.part == "ci"))


if __name__ == "__main__":
    sys.exit(main())
