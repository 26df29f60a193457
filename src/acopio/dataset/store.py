"""The store: the files of a data set made ready for queries, on disk in `.store/<fingerprint>/`.

The files are the truth. A generation of the store is built beside the others, in a folder of its
own, put in place by a rename and never changed afterwards; readers open it read-only, so any number
of them can, also while a new one is being built. Deleting `.store/` loses nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Store

from acopio.columns import beside
from acopio.dataset.built_by import BUILDER
from acopio.dataset.folder import DatasetFolder, find_dataset
from acopio.dataset.graph_files import GraphFile, QuadSource, fingerprint, graph_files
from acopio.dataset.lock import make_cache, writing
from acopio.dataset.transaction import is_pending, recover
from acopio.dataset.turtle_syntax import raise_all
from acopio.errors import AcopioError

_KEPT: Final = 2  # generations: the newest, and the one before, which a reader may still have open
_TRIES: Final = 3  # builds, where the files change while they are read
_FEW: Final = 0.25  # share of files changed up to which a copy of the last generation is mended
_LISTING: Final = "files.json"  # of what a generation was built from; written last
_BUILDING: Final = ".building-"


def open_store(dataset: DatasetFolder | Path | str | None = None, *, in_memory: bool = False) -> Store:
    """Open a data set for reading: every document and every file of the ontology is a named graph.

    Ask it with `use_default_graph_as_union=True`. The store is built first where it is missing or
    older than the files; in memory where the folder cannot be written to, or where `in_memory` asks
    for it (queries are several times as fast there, and opening costs as much as parsing the files).
    Raises AcopioError turtle-syntax with the place of every fault.
    """
    folder = dataset if isinstance(dataset, DatasetFolder) else find_dataset(dataset)
    finish_pending(folder)
    if in_memory:
        return memory_store(graph_files(folder))
    for _ in range(_TRIES):
        files = graph_files(folder)
        generation = folder.cache / fingerprint(files)
        store = _open(generation)
        if store is not None:
            return store
        try:
            built = _build(folder, files)
        except (OSError, RuntimeError):
            break  # read-only or full: memory will do
        if fingerprint(graph_files(folder)) == generation.name:
            _publish(built, generation)
            _remove_old(folder, generation)
        else:
            shutil.rmtree(built, ignore_errors=True)
    return memory_store(graph_files(folder))


def memory_store(files: Sequence[GraphFile]) -> Store:
    """Load files into a store in memory; raises AcopioError turtle-syntax with the place of every fault."""
    store, source = Store(), QuadSource()
    for file in files:
        if file.graph is None:
            store.extend(source.read([file]))
            continue
        try:
            store.bulk_load(path=file.path, format=RdfFormat.TURTLE, to_graph=file.graph)
        except (SyntaxError, OSError):
            list(source.read([file]))
    raise_all(source.faults)
    return store


def _open(generation: Path) -> Store | None:
    """Open a generation; None where there is none, or where it is damaged, which is then removed."""
    if not (generation / _LISTING).exists():
        return None
    try:
        store = Store.read_only(str(generation / "quads"))
    except (OSError, RuntimeError):  # RocksDB tells of corruption by a RuntimeError
        shutil.rmtree(generation, ignore_errors=True)
        return None
    beside.remember(store, generation)
    return store


def _build(folder: DatasetFolder, files: Sequence[GraphFile]) -> Path:
    """Build a generation in a folder of its own; raises OSError or RuntimeError where it cannot be."""
    try:
        make_cache(folder)
    except AcopioError as error:
        raise OSError(error.problem) from error
    _remove_abandoned(folder)
    building = Path(tempfile.mkdtemp(prefix=f"{_BUILDING}{os.getpid()}-", dir=folder.cache))
    try:
        source = _mend_copy(folder, building, files) or _build_whole(building, files)
        raise_all(source.faults)
        listing = {file.key: [*file.state, source.graphs[file.key].value] for file in files}
        (building / _LISTING).write_text(json.dumps([BUILDER, listing]), "utf-8")
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return building


def _build_whole(building: Path, files: Sequence[GraphFile]) -> QuadSource:
    encoder = beside.encoder() if _is_large(files) else None
    source = QuadSource(encoder.take if encoder else None)
    store = Store(building / "quads")
    store.bulk_extend(source.read(files))
    if encoder and not source.faults:
        del store
        beside.write(building, encoder)
    return source


def _is_large(files: Sequence[GraphFile]) -> bool:
    return sum(file.size for file in files) >= beside.LARGE


def _mend_copy(folder: DatasetFolder, building: Path, files: Sequence[GraphFile]) -> QuadSource | None:
    """Copy the last generation by hard links and replace the graphs that changed.

    None where there is no generation, or so much has changed that it does not pay.
    """
    last = next(iter(_generations(folder)), None)
    if last is None:
        return None
    builder, old = json.loads((last / _LISTING).read_text("utf-8"))
    if builder != BUILDER:
        return None
    changed = [file for file in files if old.get(file.key, [])[:2] != file.state]
    gone = {old[key][2] for key in old.keys() - {file.key for file in files}}
    if len(changed) + len(gone) > _FEW * len(old):
        return None
    source = QuadSource()
    new = list(source.read(changed))
    if source.faults:
        return source
    try:
        before = Store.read_only(str(last / "quads"))
        before.backup(building / "quads")
    except (OSError, RuntimeError):
        shutil.rmtree(building / "quads", ignore_errors=True)
        return None
    store = Store(building / "quads")
    replaced = gone | {old[file.key][2] for file in changed if file.key in old}
    graphs = [NamedNode(str(iri)) for iri in replaced]
    for graph in graphs:
        store.remove_graph(graph)
    store.extend(new)
    store.flush()
    if _is_large(files) and not beside.mend(last, building, before, store, graphs, new):
        _encode(building, files)
    for file in files:
        if file.key not in source.graphs:
            source.graphs[file.key] = NamedNode(str(old[file.key][2]))
    return source


def _encode(building: Path, files: Sequence[GraphFile]) -> None:
    """Write the columns of a generation from its files."""
    encoder = beside.encoder()
    if encoder:
        source = QuadSource(encoder.take)
        for _ in source.read(files):
            pass
        if not source.faults and not encoder.has_blank_nodes():  # which the store knows by other labels
            beside.write(building, encoder)


def _publish(built: Path, generation: Path) -> None:
    """Put a generation in place, unless another process has just put the same one there."""
    try:
        built.rename(generation)
    except OSError:
        shutil.rmtree(built, ignore_errors=True)


def _generations(folder: DatasetFolder) -> list[Path]:
    """Return the generations that are whole, the newest first."""
    found = [
        path.parent for path in folder.cache.glob(f"*/{_LISTING}") if not path.parent.name.startswith(".")
    ]
    return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))


def _remove_old(folder: DatasetFolder, current: Path) -> None:
    older = [path for path in _generations(folder) if path != current]
    for path in older[_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _remove_abandoned(folder: DatasetFolder) -> None:
    """Remove what a killed process was building."""
    for path in folder.cache.glob(f"{_BUILDING}*"):
        process = path.name.removeprefix(_BUILDING).partition("-")[0]
        if process.isdigit() and not _is_alive(int(process)):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def finish_pending(folder: DatasetFolder) -> None:
    """Put in place what a killed load had committed; leave it to the writer where there is one."""
    if is_pending(folder):
        with suppress(AcopioError), writing(folder):
            recover(folder)
