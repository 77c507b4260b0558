"""Writes docs/settings.md from the settings classes themselves: `make docs`. A sweep holds the page and the code together."""

import importlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from shared.hosting.settings import ServiceSettings

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "settings.md"
# Stands for REGISTRY, OFFERS, … in the table of what all services share.
ANY_SERVICE: Final = "<SERVICE>_"
INTRODUCTION: Final = """\
# Settings

Written by `make docs` from the settings classes; edit those instead. Every setting is an environment variable. The embedded
stack of `make run` and `docker-compose.yml` set all of them; whoever runs the services on servers of their own sets these.
"""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One environment variable: what it is for, and what it is when nobody sets it."""

    variable: str
    default: str
    description: str


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(service_settings()), encoding="utf-8")
    click.echo(f"{PAGE.relative_to(ROOT)} ist neu geschrieben.")


def service_settings() -> dict[str, type[BaseSettings]]:
    """The settings class of each service that has one, by the service's name."""
    folders = sorted(path.parent.name for path in (ROOT / "services").glob("*/settings.py"))
    return {name: _settings_class(f"services.{name}.settings") for name in folders}


def settings_of(model: type[BaseModel], *, prefix: str) -> Iterator[Setting]:
    """The variables of a settings class in the order of its fields; parts within are joined by `__`."""
    for name, field in model.model_fields.items():
        variable = f"{prefix}{name.upper()}"
        part = _part(field)
        if part is None:
            yield Setting(variable=variable, default=_default(field), description=field.description or "")
        else:
            yield from settings_of(part, prefix=f"{variable}__")


def prefix_of(settings: type[BaseSettings]) -> str:
    """How the variables of this service begin, e.g. `OFFERS_`."""
    return str(settings.model_config.get("env_prefix", ""))


def page(services: dict[str, type[BaseSettings]]) -> str:
    """The whole page: what every service must be told, then what each one has of its own."""
    shared = list(settings_of(ServiceSettings, prefix=ANY_SERVICE))
    sections = [INTRODUCTION, _section("Every service", shared)]
    known = {setting.variable.removeprefix(ANY_SERVICE) for setting in shared}
    for name, settings in services.items():
        prefix = prefix_of(settings)
        own = [
            setting
            for setting in settings_of(settings, prefix=prefix)
            if setting.variable.removeprefix(prefix) not in known
        ]
        sections.append(_section(name, own))
    return "\n".join(sections)


def _section(title: str, settings: Iterable[Setting]) -> str:
    rows = [f"| `{setting.variable}` | {setting.default} | {setting.description} |" for setting in settings]
    table = ["| variable | when unset | what it is for |", "|---|---|---|", *rows] if rows else ["Nothing of its own."]
    return "\n".join([f"## {title}", "", *table, ""])


def _settings_class(module: str) -> type[BaseSettings]:
    members: Iterable[object] = vars(importlib.import_module(module)).values()
    classes = (member for member in members if isinstance(member, type) and issubclass(member, BaseSettings))
    return next(member for member in classes if member.__module__ == module)


def _part(field: FieldInfo) -> type[BaseModel] | None:
    annotation = field.annotation
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _default(field: FieldInfo) -> str:
    """How the default reads in the table; a secret's is never shown."""
    if field.is_required():
        return "**must be set**"
    default = field.get_default(call_default_factory=True, validated_data={})
    if default is None:
        return "off"
    if isinstance(default, SecretStr):
        return "a default for local use only"
    return f"`{default if isinstance(default, str) else json.dumps(default, default=str)}`"


if __name__ == "__main__":
    main()
