"""The folder of a data set: what lies where, and which folder is meant when none is named."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Final

from acopio.assets import bundled_dataset_folder
from acopio.errors import AcopioError

DEFAULT: Final = Path("data")
_LONGEST: Final = 255  # bytes of a file's name


@dataclass(frozen=True, slots=True)
class DatasetFolder:
    """A data set on disk: documents, claims, who is who. `.store/` is a cache that may be deleted."""

    root: Path

    @property
    def profiles(self) -> Path:
        """The documents, `<stem>.md`, with a sidecar `<stem>.yaml` where metadata came by options."""
        return self.root / "profiles"

    @property
    def claims(self) -> Path:
        """What the documents claim, `<stem>.ttl`."""
        return self.root / "claims"

    @property
    def organizations(self) -> Path:
        """Who is who, kept by people and extended by loading."""
        return self.root / "organizations.ttl"

    @property
    def description(self) -> Path:
        """What the data set itself is: title, licence."""
        return self.root / "dataset.ttl"

    @property
    def cache(self) -> Path:
        """The store built from the files, the lock, and what a load has not yet put in place."""
        return self.root / ".store"

    def profile(self, stem: str) -> Path:
        """Return where a document lies."""
        return self.profiles / f"{stem}.md"

    def sidecar(self, stem: str) -> Path:
        """Return where the metadata lies that a document does not give itself."""
        return self.profiles / f"{stem}.yaml"

    def claims_file(self, stem: str) -> Path:
        """Return where a document's claims lie."""
        return self.claims / f"{stem}.ttl"

    def exists(self) -> bool:
        """Tell whether the folder is a data set."""
        return self.profiles.is_dir() or self.claims.is_dir()

    def stems(self) -> list[str]:
        """Return the stems of all documents that have claims, sorted."""
        return sorted(path.name[: -len(".ttl")] for path in turtle_files(self.claims))


def is_stem(text: str) -> bool:
    """Tell whether a text, the end of a document's IRI say, can be the stem of a document.

    A stem is the name of one file within a folder: no path that leads out of it or below it, on any system.
    """
    name = PureWindowsPath(f"{text}.md").name
    return (
        name == f"{text}.md"
        and not name.startswith(".")
        and all(character >= " " for character in name)
        and len(name.encode("utf-8", "surrogatepass")) <= _LONGEST
    )


def turtle_files(folder: Path) -> list[Path]:
    """Return the Turtle files of a folder, sorted by name; none where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if e.name.endswith(".ttl") and not e.name.startswith(".")]
    except FileNotFoundError:
        return []
    return [folder / name for name in sorted(names)]


def find_dataset(given: Path | str | None = None) -> DatasetFolder:
    """Return the data set to read: the one named, else `./data`, else the one that comes with acopio.

    Raises AcopioError path-missing, path-kind or dataset-missing where the folder named is none.
    """
    if given is None:
        here = DatasetFolder(DEFAULT)
        return here if here.exists() else DatasetFolder(bundled_dataset_folder())
    folder = DatasetFolder(Path(given))
    if not folder.root.exists():
        raise AcopioError(
            "dataset-missing", "there is no such folder", path=folder.root, remedy=_make_one(folder.root)
        )
    _must_be_a_folder(folder.root)
    if not folder.exists():
        raise AcopioError(
            "dataset-missing",
            "the folder has neither profiles/ nor claims/",
            path=folder.root,
            remedy=_make_one(folder.root),
        )
    return folder


def find_or_plan_dataset(given: Path | str | None = None) -> DatasetFolder:
    """Return the data set to write to, which need not exist yet: the one named, else `./data`.

    The data set that comes with acopio is written to only where it is `./data` or is named. Raises
    AcopioError path-kind where a file is in the way, dataset-missing where `./data` holds other things.
    """
    folder = DatasetFolder(DEFAULT if given is None else Path(given))
    if folder.root.exists():
        _must_be_a_folder(folder.root)
        if given is None and not folder.exists() and any(folder.root.iterdir()):
            raise AcopioError(
                "dataset-missing",
                "the folder holds other things than a data set",
                path=folder.root,
                remedy="Name the data set: acopio load PATH --dataset DIR",
            )
    return folder


def _must_be_a_folder(path: Path) -> None:
    if not path.is_dir():
        raise AcopioError("path-kind", "a file stands where a data set's folder is wanted", path=path)


def _make_one(path: Path) -> str:
    return f"Make one: acopio load PATH --dataset {path}"
