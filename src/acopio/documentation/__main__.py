"""Renew what is generated in a source checkout: the pages of `PAGES`, the outputs of all examples."""

from __future__ import annotations

import tempfile
from pathlib import Path

from acopio.assets import assets_folder
from acopio.documentation.examples import prepare, renewed
from acopio.documentation.pages import PAGES, render


def main() -> None:
    """Write the pages whose text has changed and name them."""
    root = assets_folder()
    for name in sorted(PAGES):
        _write(root, root / "docs" / name, render(name))
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
            _write(root, path, renewed(path.read_text("utf-8"), Path(folder)))


def _write(root: Path, path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(root))


if __name__ == "__main__":
    main()
