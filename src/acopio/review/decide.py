"""Writing decisions to a data set: one at a time while somebody reviews, or a table of them at once."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from acopio.dataset.folder import DatasetFolder
from acopio.dataset.lock import writing
from acopio.dataset.transaction import Transaction
from acopio.dataset.turtle_syntax import raise_all
from acopio.errors import AcopioError
from acopio.review.claims_file import ClaimsFile, Decision, Verdict

#: Columns of a table of decisions; others are looked past, so that the table of `--list` serves.
COLUMNS: Final = ("claim", "document", "decision", "note", "changes")
_WORDS: Final[dict[str, Verdict]] = {
    "a": "accepted", "accept": "accepted", "accepted": "accepted",
    "r": "rejected", "reject": "rejected", "rejected": "rejected",
    "c": "corrected", "correct": "corrected", "corrected": "corrected",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about one claim of one document; `line` is its line in a table of decisions."""

    stem: str
    claim: str
    decision: Decision
    line: int | None = None


def decide(folder: DatasetFolder, decisions: Iterable[Decided], table: Path | None = None) -> list[str]:
    """Write decisions, all of them or none; return the stems of the documents whose claims changed.

    Raises AcopioError with every decision that is at fault (by its line, where a table gives them).
    """
    by_document: dict[str, list[Decided]] = {}
    for each in decisions:
        by_document.setdefault(each.stem, []).append(each)
    faults: list[AcopioError] = []
    with writing(folder), Transaction(folder) as transaction:
        for stem, wanted in by_document.items():
            if not folder.claims_file(stem).exists():
                fault = AcopioError("review-claim", f"there is no document {stem!r} in this data set")
                faults.append(_placed(fault, wanted[0], table))
                continue
            file = ClaimsFile.read(folder, stem)
            for each in wanted:
                try:
                    file.decide(file.entry(each.claim), each.decision)
                except AcopioError as error:
                    faults.append(_placed(error, each, table))
            transaction.write(folder.claims_file(stem), file.turtle())
        raise_all(faults)
        transaction.commit()
    return sorted(by_document)


def restore(folder: DatasetFolder, stem: str, content: bytes) -> None:
    """Put a claims file back as it was: what undoing the last decision does."""
    with writing(folder), Transaction(folder) as transaction:
        transaction.write(folder.claims_file(stem), content)
        transaction.commit()


def _placed(error: AcopioError, decided: Decided, table: Path | None) -> AcopioError:
    if table is None:
        return error
    return AcopioError(error.kind.code, error.problem, path=table, line=decided.line, remedy=error.remedy)


def read_table(path: Path, content: str, reviewer: str, on: dt.date) -> list[Decided]:
    """Return the decisions of a CSV table: `claim`, `document`, `decision`, `note`, `changes`.

    A row without a decision is left undecided. `changes` are of the form `when=2004; kind=formed`.
    Raises AcopioError review-table with file and line.
    """
    reader = csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""))
    missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or ())]
    if missing:
        raise AcopioError("review-table", f"the column {missing[0]!r} is missing", path=path, line=1)
    decided, faults = [], []
    for row in reader:
        said = (row.get("decision") or "").strip().lower()
        if not said:
            continue
        try:
            decided.append(_row(row, said, reviewer, on, reader.line_num))
        except ValueError as error:
            faults.append(AcopioError("review-table", str(error), path=path, line=reader.line_num))
    raise_all(faults)
    return decided


def _row(row: dict[str, str], said: str, reviewer: str, on: dt.date, line: int) -> Decided:
    if said not in _WORDS:
        raise ValueError(f"{said!r} is no decision; use {', '.join(get_args(Verdict))} or nothing")
    changes: dict[str, str] = {}
    for part in filter(str.strip, (row.get("changes") or "").split(";")):
        name, equals, words = part.partition("=")
        if not equals:
            raise ValueError(f"{part.strip()!r} is no change; write field=value")
        changes[name.strip()] = words.strip()
    if changes and _WORDS[said] != "corrected":
        raise ValueError(f"only a correction has changes; the decision is {said!r}")
    note = (row.get("note") or "").strip()
    stem = (row.get("document") or "").strip()
    return Decided(
        stem, (row.get("claim") or "").strip(), Decision(_WORDS[said], reviewer, on, note, changes), line
    )
