"""Loading documents into a data set: read all, find out who is who, write what has changed."""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Final, TypeVar

from acopio.dataset.faults import told_plainly
from acopio.dataset.folder import DatasetFolder, find_or_plan_dataset
from acopio.dataset.lock import writing
from acopio.dataset.organizations import DocumentNames, OrganizationRegistry
from acopio.dataset.parallel import map_in_order
from acopio.dataset.prepare import Prepared, State, prepare
from acopio.dataset.read_source import DocumentReading, read_source
from acopio.dataset.sources import Source, find_sources, require_one
from acopio.dataset.transaction import Transaction
from acopio.dataset.turtle_syntax import raise_all
from acopio.documents.source_document import Metadata
from acopio.errors import AcopioError
from acopio.graph.claim_graph import CLAIM_KINDS

Step = TypeVar("Step")

_IN_MEMORY: Final = 8_000_000  # bytes of readings; more of them wait on disk for their organisation


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """What became of one document: its organisation's IRI, whether its files changed, claims by kind."""

    stem: str
    organization: str
    state: State
    claims: Counter[str]


@dataclass(slots=True)
class LoadReport:
    """What a load did. `notes` are for a person to look at, `faults` the documents left out."""

    dataset: Path
    documents: list[LoadedDocument] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[AcopioError] = field(default_factory=list)

    def summary(self) -> str:
        """Return one line: documents by state, claims by kind."""
        states = Counter(document.state for document in self.documents)
        claims: Counter[str] = sum((document.claims for document in self.documents), Counter())
        kinds = ", ".join(f"{claims[kind]:,} {kind}" for kind in CLAIM_KINDS if claims[kind])
        by_state = ", ".join(f"{states[state]:,} {state}" for state in ("new", "changed", "unchanged"))
        many = "document" if len(self.documents) == 1 else "documents"
        total = f"{claims.total():,} claims" + (f" ({kinds})" if kinds else "")
        return f"{self.dataset}: {len(self.documents):,} {many} ({by_state}), {total}"


def load(
    paths: Sequence[Path | str],
    dataset: Path | str | None = None,
    *,
    metadata: Metadata | None = None,
    name: str | None = None,
    keep_going: bool = False,
    progress: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> LoadReport:
    """Read documents and write them and their claims to a data set, which is made where there is none.

    `paths` are files and folders, `-` is standard input, called `name`. `metadata` stands above what
    the documents say of themselves. `progress` is called with steps done and steps in all. Nothing
    is written where a document is at fault, unless `keep_going`: then the others are. The files are
    replaced all together; what has not changed is not touched. Raises AcopioError, or
    SeveralFaultsError with every fault found.
    """
    folder = find_or_plan_dataset(dataset)
    options = metadata or Metadata()
    sources = find_sources(paths, name=name)
    require_one(options, sources)
    report = LoadReport(folder.root)
    steps = _Steps(2 * len(sources), progress)
    with writing(folder), Transaction(folder) as transaction, _Spool() as spool:
        registry = OrganizationRegistry.read(folder.organizations)
        names: list[DocumentNames] = []
        task = partial(_read, folder=folder, options=options)
        for outcome in steps.count(map_in_order(task, sources, len(sources), workers)):
            if isinstance(outcome, AcopioError):
                report.faults.append(outcome)
            else:
                names.append(outcome[0])
                spool.put(outcome[1])
        _stop_at(report.faults, keep_going)
        organizations, told, ambiguous = registry.identify_all(names)
        report.notes += told
        report.faults += ambiguous
        _stop_at(report.faults, keep_going)
        readings = (
            (reading, organizations[each.stem].value)
            for reading, each in zip(spool, names, strict=True)
            if each.stem in organizations
        )
        for prepared in steps.count(
            map_in_order(partial(_prepare, folder=folder), readings, len(names), workers)
        ):
            if isinstance(prepared, AcopioError):
                report.faults.append(prepared)
                continue
            for path, content in prepared.writes:
                transaction.write(path, content)
            report.notes += prepared.notes
            report.documents.append(
                LoadedDocument(prepared.stem, prepared.organization, prepared.state, prepared.claims)
            )
        _stop_at(report.faults, keep_going)
        if (extended := registry.extended()) is not None:
            transaction.write(folder.organizations, extended)
        transaction.commit()
    return report


def _stop_at(faults: list[AcopioError], keep_going: bool) -> None:
    if not keep_going:
        raise_all(faults)


def _read(
    source: Source, *, folder: DatasetFolder, options: Metadata
) -> tuple[DocumentNames, bytes] | AcopioError:
    """Read one document in a worker; the reading comes back pickled, to wait on disk if need be."""
    try:
        read = read_source(source, options, folder.sidecar(source.stem))
    except AcopioError as error:
        return error
    reading = read.reading
    if reading.organization_name is None:
        why = "; ".join(reading.notes) or "no organisation could be named"
        return AcopioError("document-nameless", why, path=source.path)
    # The front matter's own words, which may hold an acronym in parentheses that the reader took apart.
    name = read.document.metadata.organization or reading.organization_name
    names = DocumentNames(source.stem, name, reading.alternate_names)
    return names, pickle.dumps(read, pickle.HIGHEST_PROTOCOL)


def _prepare(task: tuple[bytes, str], *, folder: DatasetFolder) -> Prepared | AcopioError:
    read: DocumentReading = pickle.loads(task[0])
    try:
        return prepare(read, task[1], folder)
    except AcopioError as error:
        return error


class _Steps:
    """Counts steps over several passes for whoever shows progress."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def count(self, items: Iterator[Step]) -> Iterator[Step]:
        for item in items:
            self._done += 1
            if self._progress:
                self._progress(self._done, self._total)
            yield item


class _Spool:
    """Byte strings put in a row and taken out in the same order; many of them wait in a temporary file."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._sizes: list[int] = []

    def __enter__(self) -> _Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, content: bytes) -> None:
        with told_plainly(tempfile.gettempdir()):
            self._file.write(content)
        self._sizes.append(len(content))

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(0)
        for size in self._sizes:
            yield self._file.read(size)
