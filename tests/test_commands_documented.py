"""Every command, option and format is documented: a new one without its words fails here."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from acopio.catalogue.format_names import BY_NAME
from acopio.catalogue.header import HEADER_KEYS, PARAMETER_KEYS
from acopio.catalogue.plot_spec import PLOT_KEYS, PLOT_KINDS
from acopio.documentation.commands_page import all_commands
from acopio.plots.draw import KINDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COMMANDS = dict(all_commands())
OPTIONS = [
    pytest.param(name, option, id=f"{name} {option.opts[0]}")
    for name, command in COMMANDS.items()
    for option in command.params
    if isinstance(option, click.Option)
]


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_command_says_what_it_does_and_is_shown_in_use(name: str) -> None:
    assert len((COMMANDS[name].help or "").split()) > 5
    assert f"\n## acopio {name}\n" in page("commands.md")
    elsewhere = [ROOT / "README.md", *(path for path in DOCS.glob("*.md") if path.name != "commands.md")]
    assert any(re.search(rf"\bacopio {name}\b", path.read_text("utf-8")) for path in elsewhere), (
        f"no page but the generated one shows acopio {name}"
    )


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_option_says_what_it_does(name: str, option: click.Option) -> None:
    assert len((option.help or "").split()) > 1, f"{option.opts} of acopio {name} has no help"
    section = page("commands.md").partition(f"\n## acopio {name}\n")[2].partition("\n## ")[0]
    assert all(f"`{each}`" in section for each in option.opts)
    if isinstance(option.type, click.Choice):
        assert all(re.search(rf"[\[|`\\ ]{re.escape(str(each))}\b", section) for each in option.type.choices)


@pytest.mark.parametrize("form", BY_NAME)
def test_format_of_a_query_says_what_it_is(form: str) -> None:
    (line,) = (line for line in page("queries.md").splitlines() if line.startswith(f"| `{form}` | `."))
    kind = BY_NAME[form]
    assert all(f"`{suffix}`" in line for suffix in kind.suffixes)
    assert kind.extra is None or f"acopio[{kind.extra}]" in line
    assert len(line.split("|")[-2].split()) > 3


def test_pictures_and_keys_of_headers_are_explained() -> None:
    text = page("queries.md")
    assert all(f"`.{kind}`" in text for kind in KINDS)
    assert all(kind in text for kind in PLOT_KINDS)
    assert all(f"\n| `{key}` | " in text for key in [*HEADER_KEYS, *PARAMETER_KEYS, *PLOT_KEYS])


def test_extras_are_explained() -> None:
    import tomllib

    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    told = "".join(path.read_text("utf-8") for path in [ROOT / "README.md", *DOCS.glob("*.md")])
    assert not [extra for extra in extras if extra != "dev" and f"acopio[{extra}]" not in told]
