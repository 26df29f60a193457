"""Examples in the documentation: what ```console blocks show is what the commands print.

A block holds lines `$ command` and, below each, its output (stdout). A command may end in a backslash and go
on in the next line, or in `<<'END'` and hold a file up to the line `END`. A line `…` stands for output left
out. Commands run one after another in one folder that holds a copy of the data set as `data/`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from acopio.assets import assets_folder

WIDTH: Final = "100"  # columns of a terminal, so that tables are the same everywhere
CUT: Final = "…"
_HERE: Final = re.compile(r"<<'(\w+)'$")  # a file written out in the example, up to a line with this word
_BLOCK: Final = re.compile(r"```console\n(.*?)```", re.DOTALL)


class Example(NamedTuple):
    """A command of a page and the output that the page shows for it."""

    command: str
    shown: str


def examples(page: str) -> Iterator[Example]:
    """Yield the commands of a page's console blocks with the output shown, in order."""
    for block in _BLOCK.finditer(page):
        for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            while command.endswith("\\"):
                more, _, shown = shown.partition("\n")
                command = f"{command}\n{more}"
            if here := _HERE.search(command):
                lines, _, shown = shown.partition(f"\n{here[1]}\n")
                command = f"{command}\n{lines}\n{here[1]}"
            yield Example(command, shown.rstrip())


def prepare(folder: Path) -> None:
    """Lay out the folder in which examples run: the data set, in a place of its own."""
    for name in ("profiles", "claims"):
        shutil.copytree(assets_folder() / "data" / name, folder / "data" / name)
    for path in sorted((assets_folder() / "data").glob("*.ttl")):
        shutil.copy2(path, folder / "data")


def run(command: str, folder: Path) -> str:
    """Run one command by the shell and return what it prints to stdout, without white space at line ends."""
    environment = {**os.environ, "COLUMNS": WIDTH, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode == 2:
        raise RuntimeError(f"$ {command}\n{done.stderr}")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).rstrip()


def agrees(shown: str, printed: str) -> bool:
    """True where the output shown is the one printed, apart from lines left out at `…`."""
    pattern = ".*?".join(re.escape(part.strip("\n")) for part in f"\n{shown}\n".split(f"\n{CUT}\n"))
    return re.fullmatch(pattern.replace("\\\n.*?", "\n.*?"), printed, flags=re.DOTALL) is not None


def renewed(page: str, folder: Path) -> str:
    """Return a page with its examples' outputs put anew; where a page cuts one short, it stays as short."""
    done = 0  # characters of the page; the same command may stand in it twice
    for example in examples(page):
        before = f"$ {example.command}\n{example.shown}"
        after = before
        printed = run(example.command, folder)
        if not agrees(example.shown, printed):
            shown = _shortened(printed, example.shown)
            ending = "" if example.shown or not shown else "\n"
            after = f"$ {example.command}\n{shown}{ending}"
        start = page.index(before, done)
        page = page[:start] + after + page[start + len(before) :]
        done = start + len(after)
    return page


def _shortened(printed: str, shown: str) -> str:
    lines = printed.splitlines()
    before = shown.splitlines()
    if CUT not in before:
        return printed
    first = before.index(CUT)
    last = len(before) - first - 1
    return "\n".join([*lines[:first], CUT, *(lines[-last:] if last else [])])
