"""Writes docs/asyncapi.json, the description of all events, from the contracts themselves: `make docs`. A test holds both together."""

import json
from pathlib import Path
from typing import Final

import click

from shared.contracts.async_api import document

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "asyncapi.json"


def written() -> str:
    """The document as the file holds it."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the file anew."""
    PAGE.write_text(written(), encoding="utf-8")
    click.echo(f"{PAGE.relative_to(ROOT)} ist neu geschrieben.")


if __name__ == "__main__":
    main()
