"""Validating a data set again after some of its files changed: only what the changes can bear on.

The cache holds the results of every file and of every shared node (`graph_index` says what that is), and
what tells a file's content from another. A change of a file bears on the results of the file, and of the
shared nodes whose triples it changes, and of whatever shapes come to those nodes from. These are validated
against their files and the shared triples that shapes can read from there, which are all that a run over
the whole of the data would read for them. The whole is validated where the shapes, the ontology or the
program changed, where much changed, or where what shapes read cannot be told (`acopio.shacl.reads`).
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from typing import Final

from acopio.dataset.folder import DatasetFolder
from acopio.shacl.load import no_collection
from acopio.validation.cache_file import cache_file, open_cache, write_cache
from acopio.validation.data import Source
from acopio.validation.full_run import Outcome, validate_whole
from acopio.validation.inputs import background
from acopio.validation.kept_results import keep_meta, kept_meta
from acopio.validation.known_files import KnownFiles, TooMuch
from acopio.validation.listing import Listing, key_of, list_files
from acopio.validation.partial_run import PartialRun
from acopio.validation.shapes import Shapes
from acopio.validation.wellformed import check_shapes

_KEY: Final = "key"


def validate_dataset(folder: DatasetFolder, shapes: Shapes, *, full: bool = False) -> Outcome:
    """Validate a data set with the compiled engine, from the cache unless `full`, and renew the cache.

    Shapes of which there are results in the cache were well-formed, and are not looked at again. Raises
    AcopioError as `dataset_data` and engines do, and shapes-invalid.
    """
    with no_collection():
        return _validate(folder, shapes, full)


def _validate(folder: DatasetFolder, shapes: Shapes, full: bool) -> Outcome:
    listing = list_files(folder)
    behind = background()
    name = key_of(folder, repr([source.name for source in shapes.sources]), shapes.profile)
    key = key_of(folder, list(shapes.sources), behind, repr(shapes.overrides))
    path = cache_file(folder, name)
    connection = None if full else open_cache(path)
    if connection is not None:
        with closing(connection):
            outcome = _from_cache(folder, shapes, listing, behind, connection, key)
            if outcome is not None:
                with suppress(sqlite3.OperationalError):  # what cannot be kept is found out again
                    connection.execute("COMMIT")
                return outcome
    check_shapes(shapes)
    outcome, built = validate_whole(folder, shapes, listing, behind)
    if built is not None:
        keep_meta(built, **{_KEY: key})
        write_cache(path, built, folder)
    return outcome


def _from_cache(
    folder: DatasetFolder, shapes: Shapes, listing: Listing, behind: list[Source],
    connection: sqlite3.Connection, key: str,
) -> Outcome | None:  # fmt: skip
    """Return what a cache and the changes since give; None where the whole is to be validated."""
    try:
        if kept_meta(connection, _KEY) != key:
            return None
        return PartialRun(KnownFiles(folder, listing, connection), shapes, behind, connection).outcome()
    except (TooMuch, sqlite3.Error, json.JSONDecodeError):
        return None
