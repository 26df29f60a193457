"""`docs/commands.md`: every command with its arguments and options, from the command line itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import click

from acopio.cli.main import COMMANDS, cli

_INTRODUCTION: Final = """# Commands

`acopio COMMAND --help` shows the same. Exit codes: 0 fine, 1 the data does not conform, 2 a fault, which is told
in one message ([errors](errors.md)), 130 interrupted. Data goes to standard output, talk to standard error.
"""


def commands_page() -> str:
    """Return the page: what each command does, how it is called, its options."""
    return "\n".join([_INTRODUCTION, *(_section(name, command) for name, command in all_commands())])


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Yield the commands with their names, in their order; those of a group after it, as `group name`."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command is None:
            raise LookupError(name)
        yield name, command
        if isinstance(command, click.Group):
            for below in sorted(command.commands):
                yield f"{name} {below}", command.commands[below]


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"acopio {name}")
    usage = " ".join(["acopio", name, *command.collect_usage_pieces(context)])
    lines = [f"## acopio {name}\n", f"{_words(command.help or '')}\n", f"```\n{usage}\n```\n"]
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    if options:
        lines += ["| option | what it does |", "| --- | --- |"]
        lines += [_option(option, context) for option in options]
        lines.append("")
    return "\n".join(lines)


def _option(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{each}`" for each in [*option.opts, *option.secondary_opts])
    value = "" if option.is_flag or option.count else f" `{option.make_metavar(context)}`"
    words = _words(option.help or "").replace("|", "\\|")
    return f"| {names}{value.replace('|', chr(92) + '|')} | {words} |"


def _words(text: str) -> str:
    """Return a help text on lines of its own paragraphs, without click's mark against wrapping."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\b", "").strip())
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)
