"""Write every generated page into `docs/` of a source checkout."""

from __future__ import annotations

from acopio.assets import assets_folder
from acopio.documentation.pages import PAGES, render


def main() -> None:
    """Write the pages whose text has changed and name them."""
    docs = assets_folder() / "docs"
    for name in sorted(PAGES):
        text, path = render(name), docs / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"docs/{name}")


if __name__ == "__main__":
    main()
