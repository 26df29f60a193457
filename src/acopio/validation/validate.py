"""Validation: data, shapes, a severity profile and an engine in; a report with places out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from acopio.dataset.folder import find_dataset
from acopio.validation.data import Data
from acopio.validation.engine import DEFAULT_ENGINE, find_engine
from acopio.validation.inputs import dataset_data, dataset_named, files_data
from acopio.validation.places import find_places
from acopio.validation.report import Report, Result
from acopio.validation.shapes import Shapes, read_shapes
from acopio.validation.terms import Term, short_iri
from acopio.validation.wellformed import check_shapes, unknown_names

DEFAULT_PROFILE = "draft"


def validate(
    paths: Sequence[Path | str] = (),
    *,
    dataset: Path | str | None = None,
    shapes: Sequence[Path | str] = (),
    profile: Path | str | None = None,
    engine: str = DEFAULT_ENGINE,
    strict: bool = False,
) -> Report:
    """Validate a data set, or the files named, and return the report.

    Without `paths` the data set is validated: the one named, else `./data`, else the one that comes
    with acopio. `shapes` are files or folders that stand in for acopio's own; data is then validated
    as it is, without ontology and documents. `profile` is `draft` (the default for acopio's shapes),
    `release`, or a Turtle file of severities. With `strict` every result stands against conformance.

    Raises AcopioError for what cannot be read or used: path-missing, path-kind, path-permission,
    format-unknown, no-data, dataset-missing, turtle-syntax, shapes-invalid, engine-unknown.
    """
    runner = find_engine(engine)
    used = read_shapes(shapes)
    if profile is not None or not shapes:
        used = used.with_profile(profile or DEFAULT_PROFILE)
    check_shapes(used)
    data = _data(paths, dataset, alone=bool(shapes))
    verdict = runner.run(data, used)
    subjects = data.under_validation
    behind = _described_elsewhere(data)
    results = _Told(verdict.results, subjects, behind)
    return Report(
        results=find_places(results, data, used),
        strict=strict,
        profile=used.profile,
        engine=runner.name,
        files=sum(not source.background for source in data.sources),
        triples=sum(len(source.triples) for source in data.sources if not source.background),
        shapes=sum(1 for _ in used.shapes()),
        notes=(*_notes(used), *data.notes, *verdict.notes),
        prefixes=used.prefixes | _prefixes(data) if shapes else used.prefixes,
    )


def _data(paths: Sequence[Path | str], dataset: Path | str | None, *, alone: bool) -> Data:
    if paths:
        folder = None if alone else dataset_named(paths)
        return dataset_data(folder) if folder else files_data(paths, dataset, alone=alone)
    return dataset_data(find_dataset(dataset))


class _Told:
    """The results of which a report tells: not those about nodes that only background files describe."""

    def __init__(self, results: Iterable[Result], subjects: Container[Term], behind: Container[Term]) -> None:
        self._results, self._subjects, self._behind = results, subjects, behind

    def __iter__(self) -> Iterator[Result]:
        for result in self._results:
            if result.focus_node in self._subjects or result.focus_node not in self._behind:
                yield result


def _described_elsewhere(data: Data) -> set[Term]:
    """The subjects of background files: what is wrong with them is not told of the files under validation."""
    return {subject for source in data.sources if source.background for subject, _, _ in source.triples}


def _prefixes(data: Data) -> dict[str, str]:
    found: dict[str, str] = {}
    for source in data.sources:
        for name, space in source.prefixes.items():
            found.setdefault(name, space)
    return found


def _notes(shapes: Shapes) -> list[str]:
    """What a person should know of the shapes beside their results."""
    notes = []
    if not shapes.has_targets():
        notes.append("no shape has a target: nothing was checked")
    for _, predicate, value in shapes.triples:
        if predicate.value == "http://www.w3.org/2002/07/owl#imports":
            notes.append(f"owl:imports is not followed: {short_iri(getattr(value, 'value', ''), {})}")
    return sorted(set(notes)) + unknown_names(shapes)
