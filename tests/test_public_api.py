"""The public names: sorted, importable, documented, and imported only when used."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import acopio
from acopio.documentation.examples import prepare

DOCS = Path(__file__).parents[1] / "docs"
README = DOCS.parent / "README.md"


def test_names_are_sorted() -> None:
    assert acopio.__all__ == sorted(acopio.__all__)


@pytest.mark.parametrize("name", acopio.__all__)
def test_name_is_importable(name: str) -> None:
    assert callable(getattr(acopio, name))


def test_the_page_lists_exactly_the_public_names() -> None:
    listed = re.findall(r"^\| `acopio\.(\w+)", (DOCS / "python.md").read_text("utf-8"), flags=re.MULTILINE)
    assert listed == acopio.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lead'"):
        acopio.lead  # noqa: B018


def test_importing_acopio_imports_nothing_heavy() -> None:
    code = "import sys, acopio; print(sorted({'rdflib','pyshacl','pyoxigraph','rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("page", [README, DOCS / "python.md"], ids=lambda path: path.name)
def test_python_examples_run(page: Path, tmp_path: Path) -> None:
    prepare(tmp_path)
    code = "\n".join(re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), flags=re.DOTALL))
    assert code
    script = tmp_path / "example.py"
    script.write_text(f"if __name__ == '__main__':\n{re.sub('^', '    ', code, flags=re.MULTILINE)}", "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
