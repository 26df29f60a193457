"""Validating the whole of a data set, and building the index from which only changes are validated later."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from acopio.dataset.folder import DatasetFolder
from acopio.validation.compiled_engine import CompiledShapes, prefixes_of
from acopio.validation.data import Source
from acopio.validation.index_builder import IndexBuilder
from acopio.validation.inputs import dataset_data
from acopio.validation.kept_results import keep_blocks, keep_meta
from acopio.validation.listing import Listing
from acopio.validation.places import PlaceFinder, surroundings
from acopio.validation.reach import bears_on_all
from acopio.validation.result_blocks import BlockWriter, ResultBlocks
from acopio.validation.shapes import Shapes
from acopio.validation.told import Told


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is reported of a data set: results with places, numbers of files and triples, prefixes, notes.

    `validated` is the number of files that were validated now; of the others the results were known.
    """

    results: ResultBlocks
    files: int
    triples: int
    prefixes: dict[str, str]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    validated: int


def validate_whole(
    folder: DatasetFolder, shapes: Shapes, listing: Listing, behind: list[Source]
) -> tuple[Outcome, sqlite3.Connection | None]:
    """Validate all files; return also the cache, where what the shapes read can be told.

    Raises AcopioError as `dataset_data` and engines do.
    """
    data = dataset_data(folder, behind)
    sources = [source for source in data.sources if not source.background]
    compiled = CompiledShapes(shapes)
    prefixes = dict(sorted(prefixes_of(data.sources).items()))
    verdict = compiled.run(data.triples(), prefixes)
    results = Told(verdict.results, data.sources, data.under_validation)
    reads = compiled.reads()
    apart = not reads.whole and not any(bears_on_all(source, reads) for source in sources)
    builder = IndexBuilder(folder, reads, listing, data) if apart else None
    finder = PlaceFinder(surroundings(data, {result.focus_node for result in results}), shapes)
    writer = BlockWriter()
    for result in results:
        writer.add(finder.placed(result), builder.unit(result.focus_node) if builder else 0)
    blocks = list(writer.blocks())
    outcome = Outcome(
        ResultBlocks(blocks), len(sources), sum(len(source.triples) for source in sources), prefixes,
        data.notes, verdict.notes, len(sources),
    )  # fmt: skip
    if builder is None or builder.connection is None:
        return outcome, None
    keep_blocks(builder.connection, blocks)
    keep_meta(builder.connection, prefixes=prefixes, notes=verdict.notes, queries=compiled.queries)
    return outcome, builder.connection
