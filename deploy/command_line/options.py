"""The options that commands share: which installation is meant."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from deploy.local.installation import Installation, default_data_dir, port_base_of
from deploy.local.ports import Ports


def with_installation(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--data-dir` and `--port-base`; the command gets them as `installation`."""

    @click.option(
        "--data-dir",
        type=click.Path(path_type=Path, file_okay=False),
        default=default_data_dir,
        help="Datenverzeichnis (sonst INFAMILIE_DATA oder .infamilie).",
    )
    @click.option("--port-base", type=int, default=None, help="Erster der Ports (sonst INFAMILIE_PORT_BASE oder 8400).")
    def with_options(data_dir: Path, port_base: int | None, **options: Any) -> Any:
        data_dir = data_dir.expanduser().absolute()
        try:
            ports = Ports(port_base or port_base_of(data_dir))
        except ValueError as wrong:
            raise click.BadParameter("Erlaubt sind 1024 bis 65000.", param_hint="--port-base") from wrong
        return command(installation=Installation(data_dir, ports), **options)

    with_options.__name__ = command.__name__
    with_options.__doc__ = command.__doc__
    with_options.__click_params__ = [*with_options.__click_params__, *getattr(command, "__click_params__", [])]  # type: ignore[attr-defined]  # click keeps a command's options there
    return with_options
