"""The conversation of `acopio review`: a claim, its words, an answer; then the next."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from acopio.catalogue.table import output_width, plain
from acopio.errors import AcopioError
from acopio.namespaces import ID
from acopio.review.claims_file import ClaimsFile, Decision, Verdict
from acopio.review.decide import Decided, decide, restore
from acopio.review.fields import fields_of
from acopio.review.waiting import read_skipped, waiting_claims, write_skipped

if TYPE_CHECKING:
    from acopio.dataset.folder import DatasetFolder
    from acopio.review.waiting import Order, WaitingClaim, Wanted

_HELP: Final = """\
a  accept   the source says so
c  correct  the source says something else: give the values that are wrong anew
r  reject   the source does not say so
s  skip     leave it for later
b  back     undo the last decision, or go back to the last claim skipped
q  quit     stop; what is decided is kept"""
_ANSWERS: Final = {
    "accept": "a",
    "correct": "c",
    "reject": "r",
    "skip": "s",
    "back": "b",
    "quit": "q",
    "help": "?",
}


class _StopAsking(Exception):  # noqa: N818  # no fault
    """Somebody has had enough, or there are no answers left."""


def walk(folder: DatasetFolder, wanted: Wanted, order: Order, reviewer: str) -> None:
    """Show claim after claim and write down what is decided; tell at the end what was done."""
    _Walk(folder, wanted, order, reviewer).run()


class _Walk:
    def __init__(self, folder: DatasetFolder, wanted: Wanted, order: Order, reviewer: str) -> None:
        self._folder, self._reviewer = folder, reviewer
        self._claims = list(waiting_claims(folder, wanted, order))
        self._skipped = read_skipped(folder)
        self._counts: Counter[str] = Counter()
        # What each claim passed so far needs to be taken back: its file as it was, None for a skip.
        self._passed: list[tuple[str, bytes | None]] = []
        self._styled = sys.stdout.isatty()

    def run(self) -> None:
        if not self._claims:
            click.echo("No claim waits for a decision.", err=True)
            return
        number = 0
        try:
            while number < len(self._claims):
                number += self._one(number)
        except _StopAsking:
            pass
        finally:
            waiting = {claim.iri for claim in self._claims[number:]} | self._skipped
            write_skipped(self._folder, sorted(self._skipped & waiting))
            told = ", ".join(f"{self._counts[word]} {word}" for word in ("accepted", "corrected", "rejected"))
            left = len(self._claims) - self._counts.total() + self._counts["skipped"]
            click.echo(f"{told}, {self._counts['skipped']} skipped; {left} left to decide.", err=True)

    def _one(self, number: int) -> int:
        """Show a claim and take an answer; return how many claims to go on by."""
        claim = self._claims[number]
        self._show(claim, number)
        while True:
            answer = self._ask("accept, correct, reject, skip, back, quit, ? [a/c/r/s/b/q/?]").strip().lower()
            match _ANSWERS.get(answer, answer):
                case "a":
                    self._decide(claim, "accepted")
                    return 1
                case "r":
                    self._decide(claim, "rejected", self._ask("why (may be left empty)"))
                    return 1
                case "c":
                    if self._correct(claim):
                        return 1
                case "s":
                    self._skipped.add(claim.iri)
                    self._passed.append(("skipped", None))
                    self._counts["skipped"] += 1
                    return 1
                case "b":
                    if self._passed:
                        return self._back(number)
                    click.echo("This is the first claim.")
                case "q":
                    raise _StopAsking
                case _:
                    click.echo(_HELP)

    def _show(self, claim: WaitingClaim, number: int) -> None:
        place = f"{self._folder.profile(claim.stem)}:{claim.line}:{claim.column}"
        words = plain(claim.words)
        marked = click.style(words, bold=True, underline=True) if self._styled else f"»{words}«"
        before, after = plain(claim.before), plain(claim.after)
        glue = ("" if claim.before[-1:].strip() else " ", "" if claim.after[:1].strip() else " ")
        context = f"{before}{glue[0] if before else ''}{marked}{glue[1] if after else ''}{after}"
        measured = str(claim.precision or "not measured")
        click.echo(f"\n[{number + 1}/{len(self._claims)}] {plain(place)}")
        click.echo(click.wrap_text(context, min(output_width(), 100), "    ", "    "))
        click.echo(f"  {claim.kind}: {plain(claim.says)}")
        click.echo(f"  ({claim.assertion}; rule {claim.rule}: {measured}; {claim.iri.removeprefix(ID)})")

    @staticmethod
    def _ask(question: str) -> str:
        """Return the next line of standard input; no line left means stop."""
        click.echo(f"{question}: ", nl=False)
        line = sys.stdin.readline()
        if not line:
            click.echo()
            raise _StopAsking
        if not sys.stdin.isatty():
            click.echo(plain(line))
        return line.rstrip("\n")

    def _decide(
        self, claim: WaitingClaim, verdict: Verdict, note: str = "", changes: dict[str, str] | None = None
    ) -> None:
        before = self._folder.claims_file(claim.stem).read_bytes()
        decision = Decision(verdict, self._reviewer, dt.date.today(), note.strip(), changes or {})
        decide(self._folder, [Decided(claim.stem, claim.iri, decision)])
        self._passed.append((verdict, before))
        self._counts[verdict] += 1
        self._skipped.discard(claim.iri)

    def _correct(self, claim: WaitingClaim) -> bool:
        """Ask for each field; an empty line leaves it as it is, a single "-" takes it away."""
        file = ClaimsFile.read(self._folder, claim.stem)
        entry = file.entry(claim.iri)
        changes: dict[str, str] = {}
        click.echo('New value for each field; empty: as it is, "-": none, "?": what it can be.')
        for field in fields_of(entry):
            stands = field.read(entry)
            while (answer := self._ask(f"  {field.name} [{plain(stands)}]").strip()) == "?":
                click.echo(f"    {field.hint}")
            if answer:
                changes[field.name] = "" if answer == "-" else answer
        note = self._ask("why (may be left empty)")
        try:
            self._decide(claim, "corrected", note, changes)
        except AcopioError as error:
            if not error.kind.code.startswith("review-"):
                raise
            click.echo(f"{error.message()}\nNothing is decided yet.")
            return False
        return True

    def _back(self, number: int) -> int:
        verdict, content = self._passed.pop()
        self._counts[verdict] -= 1
        if content is None:
            self._skipped.discard(self._claims[number - 1].iri)
        else:
            restore(self._folder, self._claims[number - 1].stem, content)
        return -1
