"""Writes build/asyncapi.json, the description of all events, from the contracts themselves: `make docs`. Nothing of it is kept by hand."""

import json
from pathlib import Path
from typing import Final

import click

from shared.contracts.async_api import document

ROOT: Final = Path(__file__).parents[1]
EXPORTED: Final = ROOT / "build" / "asyncapi.json"


def export(path: Path) -> None:
    """Write the document; the folder is made when it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Write the file anew."""
    export(EXPORTED)
    click.echo(f"{EXPORTED.relative_to(ROOT)} ist neu geschrieben.")


if __name__ == "__main__":
    main()
