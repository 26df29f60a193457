"""The `acopio` command: finds the sub-command's file, turns faults into messages and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Final

import click

from acopio import __version__
from acopio.errors import AcopioError

# The order in which a user meets them; each is `acopio.cli.<name>.command`.
COMMANDS: Final = ("demo", "load", "read", "review", "validate", "query", "cite", "show", "export", "push")

EXIT_FAULT: Final = 2
EXIT_INTERRUPTED: Final = 130


class LazyGroup(click.Group):
    """A group that imports a command's file only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"acopio.cli.{cmd_name}").command
        return command


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="acopio")
def cli() -> None:
    """Turn profile pages of fair-trade producers into a graph whose every claim names its words."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 data does not conform, 2 fault, 130 interrupted."""
    try:
        sys.exit(cli.main(args=arguments, prog_name="acopio", standalone_mode=False) or 0)
    except AcopioError as error:
        click.echo(f"acopio: {error.message()}", err=True)
        sys.exit(EXIT_FAULT)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_FAULT)
    except (KeyboardInterrupt, click.Abort):
        click.echo("acopio: stopped; nothing half-written is left behind", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing to say, and nothing to flush on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        # Faults of files are told where they are met; what comes this far is mostly our own output.
        from acopio.dataset.faults import storage_fault

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(f"acopio: {storage_fault(error, 'standard output').message()}", err=True)
        sys.exit(EXIT_FAULT)


if __name__ == "__main__":
    main()
