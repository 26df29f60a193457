"""Validation: data, shapes, a severity profile and an engine in; a report with places out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from acopio.dataset.folder import DatasetFolder, find_dataset
from acopio.validation.compiled_engine import prefixes_of
from acopio.validation.engine import DEFAULT_ENGINE, find_engine
from acopio.validation.incremental import validate_dataset
from acopio.validation.inputs import dataset_data, dataset_named, files_data
from acopio.validation.places import find_places
from acopio.validation.report import Report
from acopio.validation.shapes import Shapes, read_shapes
from acopio.validation.terms import short_iri
from acopio.validation.told import Told
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
    full: bool = False,
) -> Report:
    """Validate a data set, or the files named, and return the report.

    Without `paths` the data set is validated: the one named, else `./data`, else the one that comes
    with acopio. `shapes` are files or folders that stand in for acopio's own; data is then validated
    as it is, without ontology and documents. `profile` is `draft` (the default for acopio's shapes),
    `release`, or a Turtle file of severities. With `strict` every result stands against conformance.
    Of a data set only what changed since the last time is validated again, unless `full`; the report is
    the same.

    Raises AcopioError for what cannot be read or used: path-missing, path-kind, path-permission,
    format-unknown, no-data, dataset-missing, turtle-syntax, shapes-invalid, engine-unknown.
    """
    runner = find_engine(engine)
    used = read_shapes(shapes)
    if profile is not None or not shapes:
        used = used.with_profile(profile or DEFAULT_PROFILE)
    folder = _folder(paths, dataset, alone=bool(shapes))
    if folder is not None and engine == DEFAULT_ENGINE:
        found = validate_dataset(folder, used, full=full)
        return Report(
            results=found.results,
            strict=strict,
            profile=used.profile,
            engine=runner.name,
            files=found.files,
            triples=found.triples,
            shapes=sum(1 for _ in used.shapes()),
            notes=(*_notes(used), *found.missing, *found.notes),
            prefixes=used.prefixes | found.prefixes if shapes else used.prefixes,
        )
    check_shapes(used)
    data = dataset_data(folder) if folder else files_data(paths, dataset, alone=bool(shapes))
    verdict = runner.run(data, used)
    under_validation = [source for source in data.sources if not source.background]
    return Report(
        results=find_places(Told(verdict.results, data.sources, data.under_validation), data, used),
        strict=strict,
        profile=used.profile,
        engine=runner.name,
        files=len(under_validation),
        triples=sum(len(source.triples) for source in under_validation),
        shapes=sum(1 for _ in used.shapes()),
        notes=(*_notes(used), *data.notes, *verdict.notes),
        prefixes=used.prefixes | prefixes_of(data.sources) if shapes else used.prefixes,
    )


def _folder(paths: Sequence[Path | str], dataset: Path | str | None, *, alone: bool) -> DatasetFolder | None:
    """Return the data set that is to be validated as a whole, if it is one."""
    if not paths:
        return find_dataset(dataset)
    return None if alone else dataset_named(paths)


def _notes(shapes: Shapes) -> list[str]:
    """What a person should know of the shapes beside their results."""
    notes = []
    if not shapes.has_targets():
        notes.append("no shape has a target: nothing was checked")
    for _, predicate, value in shapes.triples:
        if predicate.value == "http://www.w3.org/2002/07/owl#imports":
            notes.append(f"owl:imports is not followed: {short_iri(getattr(value, 'value', ''), {})}")
    return sorted(set(notes)) + unknown_names(shapes)
