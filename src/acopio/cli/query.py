"""`acopio query`: a question of the catalogue, or one of your own, asked of a data set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from acopio.catalogue.format_names import BY_NAME, FORMATS, SUFFIXES
from acopio.cli.source_options import refuse_both, source_options
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from acopio.catalogue.citation import Citation
    from acopio.catalogue.header import Parameter
    from acopio.catalogue.result import Result
    from acopio.catalogue.stored_query import StoredQuery

_QUERY: Final = "acopio.query"
_OPTION: Final = "parameter_"


class QueryCommand(click.Command):
    """A command whose options and help also come from the header of the query that is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the query among the arguments first, so that its parameters are options."""
        name = self._named(args)
        if name is not None:
            from acopio.catalogue.stored_query import find_query

            ctx.meta[_QUERY] = find_query(name, allow_remote="--allow-remote" in args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if name is not None and error.option_name.startswith("--"):
                ctx.meta[_QUERY].parameter(error.option_name.removeprefix("--"))
            raise

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of every query, and those of the one named."""
        stored: StoredQuery | None = ctx.meta.get(_QUERY)
        own: list[click.Parameter] = [
            click.Option(
                [f"--{parameter.name.replace('_', '-')}", f"{_OPTION}{parameter.name}"],
                metavar=_metavar(parameter),
                help=parameter.description
                + (f"  [default: {parameter.default}]" if parameter.default else ""),
            )
            for parameter in (stored.parameters if stored else ())
        ]
        return own + super().get_params(ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the query answers, in the place of what the command does."""
        stored: StoredQuery | None = ctx.meta.get(_QUERY)
        if stored is None or stored.header is None:
            super().format_help_text(ctx, formatter)
            return
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(stored.header.question)
            formatter.write_paragraph()
            formatter.write_text(stored.header.description)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the columns of the query below its options."""
        stored: StoredQuery | None = ctx.meta.get(_QUERY)
        if stored is not None and stored.header is not None:
            with formatter.section("Columns"):
                formatter.write_dl(
                    [(column.name, f"{column.label} ({column.type})") for column in stored.columns]
                )

    def _named(self, args: list[str]) -> str | None:
        """Return the first argument that is neither an option nor the value of one."""
        flags = {
            name
            for option in self.params
            if isinstance(option, click.Option) and option.is_flag
            for name in option.opts
        } | {"-h", "--help"}
        rest = iter(args)
        for word in rest:
            if word == "--":
                return next(rest, None)
            if word == "-" or not word.startswith("-"):
                return word
            attached = "=" in word if word.startswith("--") else len(word) > 2
            if word not in flags and not attached:
                next(rest, None)
        return None


@click.command("query", cls=QueryCommand)
@click.argument("name", required=False, metavar="[NAME|FILE|-]")
@click.option(
    "-p", "--param", "given", multiple=True, metavar="NAME=VALUE", help="Set a parameter of the query."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How the rows are written.  [default: by the suffix of --output, else table]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file, whole or not at all.",
)
@source_options
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the rows as .svg, .png or .html; they are written too where --format or --output is given.",
)
@click.option("--cite", is_flag=True, help="Say in the output how to cite it: data, parameters, hashes.")
@click.option("--wide", is_flag=True, help="Show all columns in a table.")
@click.option(
    "--allow-remote",
    is_flag=True,
    help="Let the query ask other servers (SERVICE) or name its graphs (FROM).",
)
@click.option("--list", "list_all", is_flag=True, help="List the stored queries.")
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> None:
    """Ask a stored query, or one in a FILE or on standard input, of a data set.

    A parameter is an option of its own, in words: acopio query certification_dates --product cocoa.
    acopio query NAME --help shows what a query answers, its parameters and its columns.
    """
    if ctx.params["list_all"]:
        click.echo(listing(), nl=False)
        return
    deliver(ctx, ask(ctx))


def ask(ctx: click.Context) -> Result:
    """Return the answer to what the command was called with; outputs that could not be are refused before."""
    if ctx.params["name"] is None:
        raise click.UsageError(
            "Name a query, a file or - for standard input; --list names the stored ones.", ctx
        )
    from acopio.catalogue.query import answered, open_source
    from acopio.catalogue.sparql import names_graphs

    dataset, endpoint, timeout = (ctx.params[name] for name in ("dataset", "endpoint", "timeout"))
    refuse_both(dataset, endpoint)
    stored = named_query(ctx)
    _refuse_impossible(ctx)
    parameters = given_parameters(ctx)
    source = open_source(dataset, endpoint, timeout)
    own_graphs = names_graphs(stored.text)
    return answered(stored, source, parameters, timeout=timeout, own_graphs=own_graphs)


def deliver(ctx: click.Context, result: Result) -> None:
    """Draw an answer and write its rows, as the command was called to; say what is left out."""
    form, output, plot, wide = (ctx.params[name] for name in ("form", "output", "plot", "wide"))
    if plot is not None:
        from acopio.plots.draw import write_picture

        write_picture(result, plot)
    rows_wanted = plot is None or form is not None or output is not None
    form = _format_of(form, output)
    if rows_wanted:
        from acopio.catalogue.output import emit

        citation = None
        if ctx.params["cite"]:
            from acopio.catalogue.citation import citation_of, version_of

            version = version_of(ctx.params["dataset"], ctx.params["endpoint"], ctx.params["timeout"])
            citation = citation_of(named_query(ctx), given_parameters(ctx), result, version)
        emit(_written(result, form, wide, output, citation), output)
    hidden = sum(column.detail for column in result.columns)
    if not result.terms:
        click.echo("no rows", err=True)
        for note in result.notes:
            click.echo(f"  {note}", err=True)
    elif rows_wanted and form in ("table", "markdown") and hidden and not wide:
        click.echo(f"{hidden} more columns: --wide", err=True)
    if result.terms:
        for note in result.notes:
            click.echo(f"note: {note}", err=True)


def named_query(ctx: click.Context) -> StoredQuery:
    """Return the query that a `QueryCommand` was called with."""
    stored: StoredQuery = ctx.meta[_QUERY]
    return stored


def _metavar(parameter: Parameter) -> str:
    """Return what the value of a parameter is called in the help."""
    if parameter.type == "concept":
        return "WORD"
    return "NAME" if parameter.class_iri else parameter.type.upper()


def given_parameters(ctx: click.Context) -> dict[str, Any]:
    """Return the parameters given either way; AcopioError on one given twice or without a value."""
    stored = named_query(ctx)
    given: tuple[str, ...] = ctx.params["given"]
    options = {name: value for name, value in ctx.params.items() if name.startswith(_OPTION)}
    found: dict[str, Any] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        parameter = stored.parameter(name.strip())
        if not equals:
            raise AcopioError(
                "query-parameter", f"'{pair}' gives the parameter no value", remedy=f"Write -p {name}=VALUE."
            )
        if parameter.name in found:
            raise AcopioError("query-parameter", f"the parameter '{parameter.name}' is given twice")
        found[parameter.name] = value
    for option, value in options.items():
        name = option.removeprefix(_OPTION)
        if value is not None:
            if name in found:
                raise AcopioError("query-parameter", f"the parameter '{name}' is given twice")
            found[name] = value
    return found


def _format_of(form: str | None, output: Path | None) -> str:
    if form is not None or output is None:
        return form or "table"
    suffix = output.suffix.lower()
    if suffix not in SUFFIXES:
        raise AcopioError(
            "format-unknown",
            f"the suffix '{suffix}' names no format",
            path=output,
            remedy=f"Give --format, or one of the suffixes {', '.join(SUFFIXES)}.",
        )
    return SUFFIXES[suffix]


def _refuse_impossible(ctx: click.Context) -> None:
    """Raise AcopioError for an output that could not be written, before anything is asked."""
    output, plot = ctx.params["output"], ctx.params["plot"]
    form = _format_of(ctx.params["form"], output)
    import sys

    if BY_NAME[form].binary and output is None and sys.stdout.isatty():
        raise AcopioError("format-terminal", f"{form} is bytes, and the output is a terminal")
    if ctx.params["cite"]:
        from acopio.catalogue.formats import refuse_citation

        refuse_citation(form)
    if plot is not None:
        from acopio.plots.draw import picture_kind

        picture_kind(plot)


def _written(
    result: Result, form: str, wide: bool, output: Path | None, citation: Citation | None
) -> str | bytes:
    if form == "table":
        import sys

        from acopio.catalogue.table import PIPE_WIDTH, to_table

        styled = output is None and sys.stdout.isatty()
        table = to_table(result, wide=wide, styled=styled, width=None if output is None else PIPE_WIDTH)
        return f"{table}\n{citation.line()}\n" if citation else table
    from acopio.catalogue.formats import written

    return written(result, form, wide=wide, citation=citation)


def listing() -> str:
    """Return the stored queries by topic, each with its question."""
    from acopio.catalogue.header import read_header
    from acopio.catalogue.stored_query import catalogue

    files = catalogue()
    width = max(map(len, files), default=0)
    lines: list[str] = []
    topic = None
    for name, path in files.items():
        if path.parent.name != topic:
            topic = path.parent.name
            lines.append(topic)
        header = read_header(path.read_text("utf-8"), path)
        lines.append(f"  {name:{width}}  {header.question if header else ''}".rstrip())
    return "".join(f"{line}\n" for line in lines)
