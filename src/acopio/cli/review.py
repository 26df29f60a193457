"""`acopio review`: people decide about claims, one after the other or by a table."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from acopio.dataset.folder import DatasetFolder
    from acopio.review.waiting import Order, Wanted

_KINDS = (
    "founding", "count", "certification", "premium-use", "need", "outcome", "testimony", "recognition",
    "funding", "statement",
)  # fmt: skip


@click.command("review")
@click.option(
    "--reviewer", metavar="NAME", envvar="ACOPIO_REVIEWER", help="Who decides. [env: ACOPIO_REVIEWER]"
)
@click.option("--document", "documents", multiple=True, metavar="STEM", help="Only claims of this document.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only claims of this kind.")
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="RULE",
    help="Only claims of this rule: founding.formed, founding.",
)
@click.option(
    "--order",
    type=click.Choice(["text", "doubt"]),
    default="text",
    show_default=True,
    help="Document by document, or those first whose rule is least sure.",
)
@click.option(
    "--list", "listed", is_flag=True, help="Print the claims that wait as CSV, to decide in a table."
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Carry out the decisions of such a table, all of them or none.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="With --list: write to a file."
)
@click.option("--dataset", type=click.Path(path_type=Path), metavar="DIR", help="Data set.  [default: data]")
def command(
    reviewer: str | None,
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    rules: tuple[str, ...],
    order: Order,
    listed: bool,
    decisions: Path | None,
    output: Path | None,
    dataset: Path | None,
) -> None:
    """Decide about draft claims: accept, correct, reject or skip.

    Each claim is shown with its words in their context. A decision is written at once, so that you can
    stop at any time and go on later; loading a document again keeps it. Answers are read from standard
    input line by line, so that a file of answers serves as well as a keyboard.
    """
    from acopio.dataset.folder import find_dataset
    from acopio.review.waiting import Wanted

    if output is not None and not listed:
        raise click.UsageError("--output goes with --list.")
    folder = find_dataset(dataset if dataset is not None or listed else Path("data"))
    wanted = Wanted(documents, kinds, tuple(rule.rstrip(".") for rule in rules))
    _must_exist(folder, documents)
    if listed:
        _list(folder, wanted, order, output)
    elif decisions is not None:
        _carry_out(folder, decisions, _reviewer(reviewer, ask=False))
    else:
        from acopio.cli.review_walk import walk

        walk(folder, wanted, order, _reviewer(reviewer, ask=True))


def _must_exist(folder: DatasetFolder, documents: tuple[str, ...]) -> None:
    from acopio.catalogue.suggest import did_you_mean
    from acopio.errors import AcopioError

    for stem in documents:
        if not folder.claims_file(stem).exists():
            guess = did_you_mean(stem, folder.stems())
            raise AcopioError(
                "review-claim",
                f"there is no document {stem!r} in {folder.root}",
                remedy=f"{guess}acopio query documents lists them.",
            )


def _reviewer(given: str | None, *, ask: bool) -> str:
    if given and given.strip():
        return given.strip()
    if ask and sys.stdin.isatty():
        answer: str = click.prompt("Your name, as it shall stand in the data")
        return answer.strip()
    raise click.UsageError("Say who decides: --reviewer NAME, or set ACOPIO_REVIEWER.")


def _list(folder: DatasetFolder, wanted: Wanted, order: Order, output: Path | None) -> None:
    """Print a row a claim; `decision`, `note` and `changes` are left to be filled in."""
    import csv
    import io

    from acopio.catalogue.output import emit
    from acopio.review.decide import COLUMNS
    from acopio.review.waiting import waiting_claims

    made = io.StringIO(newline="")
    table = csv.writer(made)
    shown = ("kind", "says", "words", "line", "column", "before", "after", "rule", "right", "judged")
    table.writerow([*COLUMNS, *shown])
    for claim in waiting_claims(folder, wanted, order):
        measured = claim.precision
        figures: tuple[Any, Any] = (measured.right, measured.judged) if measured else ("", "")
        place = (claim.line, claim.column)
        values = (
            claim.kind,
            claim.says,
            claim.words,
            *place,
            claim.before,
            claim.after,
            claim.rule,
            *figures,
        )
        table.writerow([claim.iri, claim.stem, "", "", "", *map(_no_formula, values)])
    emit(made.getvalue(), output)


def _no_formula(value: Any) -> Any:
    """Keep a spreadsheet from running what a document says: "=1+1" gets an apostrophe before it."""
    words = " ".join(value.split()) if isinstance(value, str) else value
    return f"'{words}" if isinstance(words, str) and words[:1] in "=+-@\t" and words else words


def _carry_out(folder: DatasetFolder, table: Path, reviewer: str) -> None:
    from collections import Counter

    from acopio.dataset.faults import told_plainly
    from acopio.errors import AcopioError
    from acopio.review.decide import decide, read_table

    with told_plainly(table):
        content = table.read_bytes()
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise AcopioError("review-table", "the table is not UTF-8", path=table, line=line) from None
    decided = read_table(table, words, reviewer, dt.date.today())
    changed = decide(folder, decided, table)
    counts = Counter(each.decision.verdict for each in decided)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("accepted", "corrected", "rejected"))
    click.echo(f"{folder.root}: {len(decided)} decided ({told}) in {len(changed)} documents", err=True)
