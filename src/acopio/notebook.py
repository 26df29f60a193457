"""`%load_ext acopio`: `%acopio` asks a stored query, `%%sparql` one of the cell, in IPython and notebooks.

`%acopio` takes what `acopio query` takes. Values of Python reach a query by `--bind NAME=EXPRESSION` as
terms that the engine binds; nothing of the notebook is ever pasted into a query.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class, no_var_expand

if TYPE_CHECKING:
    from acopio.catalogue.result import Result

_WORD: Final = re.compile(r"""(?:[^\s"']|"[^"]*"|'[^']*'|["'])+""")
_QUOTED: Final = re.compile(r"""(["'])(.*?)\1""")
_EXPRESSIONS: Final = ("--bind", "--iri")
_ATTACHED: Final = tuple(f"{option}=" for option in _EXPRESSIONS)


@click.command("%%sparql", add_help_option=False)
@click.option("--bind", "bound", multiple=True, metavar="NAME=EXPRESSION")
@click.option("--iri", "iris", multiple=True, metavar="NAME=EXPRESSION")
@click.option("--dataset", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--endpoint", metavar="URL")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS")
@click.option("--into", metavar="NAME")
def _sparql(**_: Any) -> None:
    """Hold the options of a cell; it is only parsed, never called."""


@magics_class
class AcopioMagics(Magics):  # type: ignore[misc]  # IPython is not followed by the type checker
    """The magics; a fault is shown as its message."""

    @line_magic
    @no_var_expand
    def acopio(self, line: str) -> Result | None:
        """Ask a stored query, as in `%acopio certification_dates --product cocoa`.

        Takes what acopio query takes, and --bind NAME=EXPRESSION for a parameter that is a value of
        Python. Returns the result, which is shown as a table; --list and --help print.
        """
        from acopio.cli.query import ask, command, deliver, listing

        words, bound = _taken(_split(line), "--bind")
        for name, expression in map(_pair, bound):
            words += ["--param", f"{name}={_words(self.shell.ev(expression), name)}"]
        try:
            if "-" in words:
                raise UsageError("A notebook has no standard input; write the query into a cell of %%sparql.")
            context = command.make_context("%acopio", words, help_option_names=["-h", "--help"])
            if context.params["list_all"]:
                print(listing(), end="")
                return None
            result = ask(context)
            if any(context.params[name] is not None for name in ("form", "output", "plot")):
                deliver(context, result)
            return result
        except click.exceptions.Exit:  # after --help
            return None
        except click.ClickException as error:
            raise UsageError(error.format_message()) from None

    @cell_magic
    @no_var_expand
    def sparql(self, line: str, cell: str) -> Result:
        """Ask the query of the cell, as in `%%sparql --bind since=year --iri organization=iri`.

        --bind NAME=EXPRESSION gives the variable ?NAME the value of an expression of Python as its only
        one, --iri as an IRI; --into NAME keeps the result under a name; --dataset DIR, --endpoint URL and
        --timeout SECONDS are as in acopio query. Returns the result, which is shown as a table.
        """
        from acopio.catalogue.query import answered, open_source
        from acopio.catalogue.stored_query import parse_query
        from acopio.catalogue.variables import iri_of, term_of, with_variables

        try:
            given = _sparql.make_context("%%sparql", _split(line)).params
        except click.ClickException as error:
            raise UsageError(error.format_message()) from None
        terms = {name: term_of(self.shell.ev(code), name) for name, code in map(_pair, given["bound"])}
        terms |= {name: iri_of(self.shell.ev(code), name) for name, code in map(_pair, given["iris"])}
        parse_query(cell, "<cell>")  # told of with the places of the cell as it is written
        query = parse_query(with_variables(cell, terms, "<cell>"), "<cell>")
        source = open_source(given["dataset"], given["endpoint"], given["timeout"])
        result = answered(query, source, timeout=given["timeout"])
        if given["into"]:
            self.shell.push({given["into"]: result})
        return result


def _split(line: str) -> list[str]:
    """Return the words of a line without the quotes around them; an expression keeps its own.

    `--bind product='cocoa'` is the text cocoa; `--bind "first=rows[0]['name']"` is quoted as a whole.
    """
    words: list[str] = []
    for word in _WORD.findall(line):
        if words and words[-1] in _EXPRESSIONS:
            whole = _QUOTED.fullmatch(word)
            words.append(whole[2] if whole else word)
        elif word.startswith(_ATTACHED):
            words.append(word)
        else:
            words.append(_QUOTED.sub(r"\2", word))
    return words


def _taken(words: list[str], option: str) -> tuple[list[str], list[str]]:
    """Return the other words, and the values of an option."""
    others, values = [], []
    rest = iter(words)
    for word in rest:
        if word == option:
            values.append(next(rest, ""))
        elif word.startswith(f"{option}="):
            values.append(word.removeprefix(f"{option}="))
        else:
            others.append(word)
    return others, values


def _pair(words: str) -> tuple[str, str]:
    name, equals, expression = words.partition("=")
    name = name.strip().lstrip("?$")
    if not equals or not name.isidentifier() or not expression.strip():
        raise UsageError(f"--bind and --iri take NAME=EXPRESSION, not {words!r}")
    return name, expression


def _words(value: Any, name: str) -> str:
    """Return a value of Python as the words of a parameter."""
    from acopio.catalogue.variables import term_of

    return str(getattr(term_of(value, name), "value", value))


def load_ipython_extension(shell: Any) -> None:
    """Give a shell the magics; called by `%load_ext acopio`."""
    shell.register_magics(AcopioMagics)


__all__ = ["AcopioMagics", "load_ipython_extension"]
