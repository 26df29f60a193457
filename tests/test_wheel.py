"""A built wheel, installed where nothing else of acopio is, carries its assets and answers a query."""

import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ASSET_FOLDERS = ("ontology", "shapes", "queries", "loaders", "data")


def run(*command: str, cwd: Path) -> str:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ACOPIO"))
    }
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `python` of a fresh environment that holds the wheel; libraries come from the running one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
    )
    run(*build, str(ROOT), cwd=folder)
    (wheel,) = folder.glob("acopio-*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    target = Path(run(str(python), "-c", "import site; print(site.getsitepackages()[0])", cwd=folder).strip())
    run(
        *(
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--target",
            str(target),
        ),
        str(wheel),
        cwd=folder,
    )
    # Dependencies by path, after the environment's own packages: no network, and acopio is the wheel's.
    (target / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    return python


@pytest.mark.xdist_group("wheel")
def test_wheel_is_the_one_imported(installed: Path) -> None:
    place = run(str(installed), "-c", "import acopio; print(acopio.__file__)", cwd=installed.parent)
    assert Path(place.strip()).is_relative_to(installed.parents[1])


@pytest.mark.xdist_group("wheel")
@pytest.mark.parametrize("folder", ASSET_FOLDERS)
def test_wheel_carries_every_asset(installed: Path, folder: str) -> None:
    code = (
        "from acopio.assets import assets_folder as root\n"
        f"for path in (root() / {folder!r}).rglob('*'):\n"
        "    if path.is_file(): print(path.relative_to(root()))"
    )
    packed = set(run(str(installed), "-c", code, cwd=installed.parent).split("\n")) - {""}
    kept = {
        str(path.relative_to(ROOT))
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    }
    assert kept
    assert packed == kept


@pytest.mark.xdist_group("wheel")
def test_wheel_answers_a_query(installed: Path) -> None:
    answer = run(
        str(installed), "-m", "acopio.cli.main", "query", "founding", "--format", "csv", cwd=installed.parent
    )
    header, *rows = answer.splitlines()
    assert header.startswith("document,kind,earliest,latest,quote")
    assert any("acopagro--fair-trade-usa" in row and "1992" in row for row in rows)
