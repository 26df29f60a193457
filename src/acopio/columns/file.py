"""Columns on disk: one file of arrays, which is mapped into memory and never changed."""

from __future__ import annotations

import json
import mmap
import os
from pathlib import Path
from typing import Any, Final

import numpy as np

from acopio.columns.arrays import Array
from acopio.columns.graph import Graph
from acopio.columns.terms import Terms

Parts = tuple[dict[str, Any], dict[str, Array]]
"""What else there is to know, as JSON, and the arrays by name."""

_ALIGNED: Final = 64
_END: Final = b"end of the columns".ljust(_ALIGNED)


def write(path: Path, parts: Parts) -> None:
    """Write the parts into a new file."""
    meta, arrays = parts
    places, position = {}, 0
    for name, column in arrays.items():
        places[name] = (column.dtype.str, position, len(column))
        position += -(-column.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps([meta, places]).encode()
    with path.open("xb") as file:
        file.write(len(head).to_bytes(_ALIGNED, "little") + head + b" " * (-len(head) % _ALIGNED))
        for column in arrays.values():
            file.write(np.ascontiguousarray(column).tobytes())
            file.write(b"\0" * (-column.nbytes % _ALIGNED))
        file.write(_END)
        file.flush()
        os.fsync(
            file.fileno()
        )  # a file that a power failure leaves full of zeros would be read as one without terms


def read(path: Path) -> Graph:
    """Map a file into memory; raises OSError or ValueError where it is not there or not whole."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if data[-_ALIGNED:] != _END:
        raise ValueError("the end is missing")
    size = int.from_bytes(data[:_ALIGNED], "little")
    meta, places = json.loads(data[_ALIGNED : _ALIGNED + size])
    start = _ALIGNED + -(-size // _ALIGNED) * _ALIGNED
    return graph_of(
        meta,
        {
            name: np.frombuffer(data, dtype, count, start + position)
            for name, (dtype, position, count) in places.items()
        },
    )


def graph_of(meta: dict[str, Any], arrays: dict[str, Array]) -> Graph:
    """Return the graph of parts."""
    terms = Terms(
        meta["labels"],
        meta["bounds"],
        arrays["offsets"],
        arrays["blob"],
        arrays["hashes"],
        arrays["by_hash"],
    )
    columns, start = {}, 0
    for predicate, count in meta["predicates"]:
        span = slice(start, start + count)
        columns[predicate] = (
            arrays["subjects"][span],
            arrays["objects"][span],
            arrays["by_objects"][span],
            arrays["their_subjects"][span],
        )
        start += count
    return Graph(terms, columns)
