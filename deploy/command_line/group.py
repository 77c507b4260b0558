"""The command group; each command stands in a file of its own and imports what it needs when it is used."""

from importlib import import_module

import click

COMMANDS = (
    "up",
    "status",
    "token",
    "migrate",
    "load",
    "demo",
    "events",
    "dead-letters",
    "redact",
    "backup",
    "restore",
    "doctor",
)


class LateCommands(click.Group):
    """Imports a command's module only when it is asked for, so that `infamilie token` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"deploy.command_line.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=LateCommands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Die Plattform des Netzwerks INFamilie."""
