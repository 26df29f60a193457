"""Small data sets that are edited, and what of a report must not depend on how it was come by."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from acopio.dataset.folder import DatasetFolder
from acopio.validation.full_run import Outcome, validate_whole
from acopio.validation.inputs import background
from acopio.validation.listing import list_files
from acopio.validation.shapes import Shapes, read_shapes

PRELUDE = """@prefix ex: <http://e.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix acopio: <https://w3id.org/acopio/ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .
@prefix doc: <https://w3id.org/acopio/doc/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_TICKS = count(1)


def put(folder: Path, name: str, text: str | None) -> None:
    """Write or remove a file, with a time of change that is long past and like no other."""
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.write_text(PRELUDE + text if name.endswith(".ttl") else text, "utf-8")
    os.utime(path, ns=(tick := 1_600_000_000_000_000_000 + next(_TICKS), tick))


def shapes_of(folder: DatasetFolder) -> Shapes:
    return read_shapes([folder.root / "shapes.ttl"])


def whole(folder: DatasetFolder, shapes: Shapes) -> Outcome:
    return validate_whole(folder, shapes, list_files(folder), background())[0]


def told(outcome: Outcome) -> tuple[object, ...]:
    """Return all that a report tells of."""
    rules = [count for count, _ in outcome.results.by_rule()]
    return (
        list(outcome.results), rules, outcome.files, outcome.triples, outcome.prefixes, outcome.missing,
        outcome.notes,
    )  # fmt: skip
