"""Pictures: every row is drawn or counted as left out, bounds open or closed, the same bytes every time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from plot_samples import BARS, MAP, POINTS, TIMELINE, result

from acopio.assets import queries_folder
from acopio.catalogue.plot_spec import PlotSpec
from acopio.catalogue.query import query
from acopio.catalogue.result import Result
from acopio.catalogue.stored_query import catalogue, read_query
from acopio.errors import AcopioError
from acopio.plots.chart import chart
from acopio.plots.draw import picture, picture_kind, write_picture

SAMPLES = {"timeline": TIMELINE, "points": POINTS, "bars": BARS, "map": MAP}
DATASET = Path(__file__).parents[1] / "catalogue" / "dataset"
SVG = "{http://www.w3.org/2000/svg}"


def words_of(drawn: Result) -> list[str]:
    """The words of a picture, in the order of its SVG."""
    root = ElementTree.fromstring(str(picture(drawn, "svg")))
    texts = [list(text) or [text] for text in root.iter(f"{SVG}text")]  # several lines are a tspan each
    return [line.text or "" for lines in texts for line in lines]


@pytest.mark.parametrize("kind", SAMPLES)
def test_same_rows_make_the_same_bytes_in_any_time_zone(kind: str) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import plot_samples\n"
        "from acopio.plots.draw import picture\n"
        f"sys.stdout.write(picture(plot_samples.{kind.upper()}, 'svg'))"
    )
    drawn = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent)],
        env={"TZ": "America/Lima", "PATH": "", "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert drawn.stdout == picture(SAMPLES[kind], "svg")


@pytest.mark.parametrize("kind", SAMPLES)
def test_picture_has_its_title_its_question_and_its_labels(kind: str) -> None:
    words = words_of(SAMPLES[kind])
    assert {"A title", "A question?"} <= set(words)
    labels = {
        "timeline": {"Name", "Earliest – Latest", "Scheme"},
        "points": {"Name", "Unit"},
        "bars": {"Purpose", "Uses"},
    }
    assert labels.get(kind, set()) <= set(words)


def test_categories_are_in_the_order_of_time_or_of_size() -> None:
    timeline, bars = words_of(TIMELINE), words_of(BARS)
    assert timeline.index("Kilima") < timeline.index("Alto Verde")
    assert [word for word in bars if word in ("health", "education", "roads")] == [
        "education",
        "health",
        "roads",
    ]
    assert {"17", "3"} <= set(bars)


def test_legend_of_bounds_tells_what_occurs() -> None:
    assert "A line spans what the words allow; an arrow marks a bound that is open." in words_of(TIMELINE)
    assert any("a hollow point has no bounds" in word for word in words_of(POINTS))
    closed = result(
        {"name": "text", "n": "integer", "min": "integer", "max": "integer"}, ("A", 3, 3, 3),
        plot=PlotSpec("points", x="n", y="name", low="min", high="max"),
    )  # fmt: skip
    assert not any("arrow" in word or "spans" in word for word in words_of(closed))


def test_rows_that_cannot_be_placed_are_counted() -> None:
    assert "1 row has no date to be shown by." in words_of(TIMELINE)
    assert any("1 row has no country that can be shown." in word for word in words_of(MAP))


def drawn_shapes(drawn: Result, way: str) -> int:
    """How many heads of arrows of an SVG point left or right, by the path that Vega draws for them."""
    root = ElementTree.fromstring(str(picture(drawn, "svg")))
    heads = {"right": "triangle-right", "left": "triangle-left"}[way]
    layers = [
        place
        for place, layer in enumerate(chart(drawn).to_dict()["layer"])
        if layer["mark"].get("shape") == heads
    ]
    groups = [
        group
        for group in root.iter(f"{SVG}g")
        if any(re.search(rf"\blayer_{place}_marks\b", group.get("class", "")) for place in layers)
    ]
    return sum(len(list(group.iter(f"{SVG}path"))) for group in groups)


def test_open_bounds_are_arrows_in_their_direction() -> None:
    assert (drawn_shapes(TIMELINE, "right"), drawn_shapes(TIMELINE, "left")) == (1, 1)
    assert (drawn_shapes(POINTS, "right"), drawn_shapes(POINTS, "left")) == (1, 1)


def test_exact_bounds_without_a_value_are_points() -> None:
    rows = result(
        {"n": "text", "x": "integer", "min": "integer", "max": "integer"}, ("A", None, 20, 20), ("B", 5, 5, 5),
        plot=PlotSpec("points", x="x", y="n", low="min", high="max"),
    )  # fmt: skip
    root = ElementTree.fromstring(str(picture(rows, "svg")))
    said = [path.get("aria-label") or "" for path in root.iter(f"{SVG}path")]
    assert sum("N: A" in words for words in said) == sum("N: B" in words for words in said) == 1


def test_bars_of_one_category_stand_one_after_another_the_longest_sum_first() -> None:
    rows = result(
        {"n": "text", "x": "integer", "c": "text"}, ("A", 4, "p"), ("B", 3, "q"), ("B", 3, "p"), ("B", 1, None),
        plot=PlotSpec("bars", x="x", y="n", color="c"),
    )  # fmt: skip
    words = words_of(rows)
    assert words.index("B") < words.index("A")
    assert words.index("p") < words.index("q") < words.index("(not stated)")
    layers = [layer["data"]["values"] for layer in chart(rows).to_dict()["layer"]]
    data = next(values for values in layers if "from" in values[0])
    spans = {(each["detail1"], each["color"]): (each["from"], each["to"]) for each in data}
    assert spans == {
        ("A", "p"): (0, 4), ("B", "p"): (0, 3), ("B", "q"): (3, 6), ("B", "(not stated)"): (6, 7),
    }  # fmt: skip


def test_numbers_far_apart_are_drawn_on_a_logarithmic_scale() -> None:
    assert "Value (logarithmic scale)" in words_of(POINTS)
    near = Result(POINTS.form, POINTS.columns, [POINTS.terms[0], POINTS.terms[3]], POINTS.header)
    assert "Value" in words_of(near)


def test_map_names_its_countries_with_their_numbers() -> None:
    words = words_of(MAP)
    assert {"Peru 2", "Honduras 1", "Nicaragua 1", "Guatemala 1"} <= set(words)


def test_words_of_documents_are_only_words() -> None:
    evil = "</script><script>alert(1)</script><b onload=x>&amp;\u2028"
    rows = result({"name": "text", "uses": "integer"}, (evil, 3), plot=PlotSpec("bars", x="uses", y="name"))
    ElementTree.fromstring(str(picture(rows, "svg")))
    page = str(picture(rows, "html"))
    assert page.count("</script>") == 2 and "alert(1)</" not in page and "<b onload" not in page
    assert "\u2028" not in page.rpartition("vegaEmbed(")[2]


def test_page_loads_nothing_from_elsewhere() -> None:
    page = str(picture(TIMELINE, "html"))
    assert "default-src 'none'" in page and "connect-src" not in page
    marks = re.sub(r"(?s)(<script>).*?</script>", r"\1", page)
    assert not re.search(r"\b(src|href)=|url\(", marks) and marks.count("<script") == 2
    data = re.search(r'vegaEmbed\("#picture", (\{.*\}), \{renderer', page)
    assert data is not None
    assert json.loads(data[1])["title"]["text"] == "A title"


def test_png_is_one() -> None:
    assert bytes(picture(BARS, "png")).startswith(b"\x89PNG\r\n")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name, path in catalogue().items() if read_query(path).header.plot])  # type: ignore[union-attr]
def test_every_query_with_a_plot_key_is_drawn(name: str) -> None:
    assert queries_folder().is_dir()
    assert str(picture(query(name, dataset=DATASET), "svg")).startswith("<svg")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            result({"n": "text", "d": "date"}, ("A", None), plot=PlotSpec("timeline", x="d", y="n")),
            "none of the 1 rows has a value in 'd'",
        ),
        (
            result({"p": "iri"}, ("https://x/none",), plot=PlotSpec("map", place="p")),
            "none of the 1 rows has a country in 'p'",
        ),
        (
            result({"n": "text", "x": "integer"}, *((f"n{i}", i) for i in range(151))),
            "151 lines are too many",
        ),
    ],
)  # fmt: skip
def test_too_little_and_too_much_is_told(rows: Result, words: str) -> None:
    with pytest.raises(AcopioError, match=words):
        picture(rows, "svg")


def test_very_many_colours_become_few() -> None:
    rows = result(
        {"n": "text", "x": "integer", "c": "text"}, *((f"n{i}", i + 1, f"c{i}") for i in range(30)),
        plot=PlotSpec("points", x="x", y="n", color="c"),
    )  # fmt: skip
    words = words_of(rows)
    assert "(all others)" in words and "c29" not in words


@pytest.mark.parametrize("module", ["altair", "vl_convert"])
def test_missing_library_is_named_with_the_extra(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(AcopioError, match=r"pip install 'acopio\[plot\]'"):
        picture(BARS, "svg")


def test_suffix_chooses_the_kind_and_others_are_refused(tmp_path: Path) -> None:
    assert picture_kind(Path("a.SVG")) == "svg"
    write_picture(BARS, tmp_path / "bars.svg")
    assert (tmp_path / "bars.svg").read_text("utf-8") == picture(BARS, "svg")
    with pytest.raises(AcopioError, match=r"'\.gif' names no picture"):
        picture_kind(Path("a.gif"))
