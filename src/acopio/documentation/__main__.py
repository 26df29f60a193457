"""Renew what is generated in a source checkout: the generated pages, the outputs of all examples.

python -m acopio.documentation            everything
python -m acopio.documentation queries    only pages below docs/ whose path begins so: no example is run
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from acopio.assets import assets_folder
from acopio.documentation.examples import prepare, renewed
from acopio.documentation.pages import GENERATED, generated_pages, render


def main(beginnings: tuple[str, ...] = ()) -> None:
    """Write the pages whose text has changed and name them; only those that begin so, where any is given."""
    root = assets_folder()
    pages = generated_pages()
    for name in sorted(pages):
        if not beginnings or name.startswith(beginnings):
            _write(root, root / "docs" / name, render(name))
    if beginnings:
        return
    for path in sorted((root / "docs").glob("*/**/*.md")):
        if str(path.relative_to(root / "docs")) not in pages and path.read_text("utf-8").startswith(
            GENERATED
        ):
            path.unlink()
            print(f"{path.relative_to(root)} (gone)")
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
            _write(root, path, renewed(path.read_text("utf-8"), Path(folder)))


def _write(root: Path, path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(root))


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
