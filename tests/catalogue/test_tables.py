"""Data frames, workbooks, Parquet and Markdown: read back by other tools, with every value in its type."""

from __future__ import annotations

import datetime as dt
import io
import sys
from decimal import Decimal
from typing import Any

import openpyxl
import pandas
import pyarrow.parquet
import pytest
from catalogue_samples import QUERIES, store, stored
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl.utils.escape import unescape
from pyoxigraph import Literal, NamedNode

from acopio.catalogue.engines import run
from acopio.catalogue.header import Column, ValueType
from acopio.catalogue.markdown import to_markdown
from acopio.catalogue.parquet import to_parquet
from acopio.catalogue.result import Result
from acopio.catalogue.spreadsheet import to_xlsx
from acopio.catalogue.table import plain
from acopio.errors import AcopioError

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(words: str, datatype: str) -> Literal:
    return Literal(words, datatype=NamedNode(XSD + datatype))


def column(kind: ValueType, *terms: Any) -> Result:
    return Result("select", (Column("a", kind, "A"),), [(term,) for term in terms])


def sheet(result: Result) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(result)))["Rows"]


@pytest.mark.parametrize("name", QUERIES)
def test_dataframe_has_every_value_of_every_query(name: str) -> None:
    result = run(stored(name), store())
    frame = result.to_dataframe(exact=True)
    assert list(frame.columns) == [each.name for each in result.columns]
    for number, row in enumerate(result):
        for key, value in row.items():
            found = frame[key].iloc[number]
            if value is None:
                assert pandas.isna(found)
            elif isinstance(value, dt.date):
                assert found.date() == value
            else:
                assert found == value


def test_dataframe_columns_have_types_that_can_be_unknown() -> None:
    frame = run(stored("certification_dates"), store()).to_dataframe()
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert (kinds["earliest"], kinds["percent"], kinds["name"]) == ("datetime64[s]", "Float64", "string")
    assert frame["percent"].dropna().tolist() == [60.0, 50.0]
    assert (frame["latest"] - frame["earliest"]).dt.days.max() >= 364
    membership = run(stored("membership"), store()).to_dataframe()
    assert str(membership["value"].dtype) == "Int64" and membership["value"].isna().any()


@pytest.mark.parametrize(
    ("kind", "terms", "dtype", "values"),
    [
        ("integer", [typed("5", "integer"), None], "Int64", [5, pandas.NA]),
        ("integer", [typed(str(2**70), "integer")], "object", [2**70]),
        ("integer", [None], "Int64", [pandas.NA]),
        ("decimal", [typed("5", "integer"), typed("0.1", "decimal")], "Float64", [5.0, 0.1]),
        ("date", [typed("0987-01-02", "date"), None], "datetime64[s]", [dt.datetime(987, 1, 2), pandas.NaT]),
        ("date", [None], "datetime64[s]", [pandas.NaT]),
        ("text", [Literal(True), None], "boolean", [True, pandas.NA]),
        ("text", [Literal("a"), typed("5", "integer")], "object", ["a", 5]),
        ("text", [None], "string", [pandas.NA]),
        ("text", [typed("2004-05-17T01:02:03", "dateTime")], "datetime64[us]", [dt.datetime(2004, 5, 17, 1, 2, 3)]),
        ("text", [typed("2004-05-17T01:02:03Z", "dateTime")], "object", None),
        ("text", [], "string", []),
    ],
)  # fmt: skip
def test_dataframe_type_of_a_column(kind: ValueType, terms: list[Any], dtype: str, values: Any) -> None:
    series = column(kind, *terms).to_dataframe()["a"]
    assert str(series.dtype) == dtype
    if values is not None:
        assert all(one is two or one == two for one, two in zip(series.tolist(), values, strict=True))


def test_decimals_are_exact_when_asked_for() -> None:
    series = column("decimal", typed("0.10", "decimal"), None).to_dataframe(exact=True)["a"]
    assert series.tolist() == [Decimal("0.10"), None]


@pytest.mark.parametrize(
    ("module", "what"), [("pandas", "frame"), ("xlsxwriter", "xlsx"), ("pyarrow", "parquet")]
)
def test_missing_library_is_named_with_its_extra(
    module: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    makers: dict[str, Any] = {"frame": Result.to_dataframe, "xlsx": to_xlsx, "parquet": to_parquet}
    with pytest.raises(AcopioError, match=r"(?s)is not installed.*pip install 'acopio\[tables\]'") as caught:
        makers[what](column("text"))
    assert f"pip install {module}".casefold() in caught.value.remedy.casefold()


@pytest.mark.parametrize("name", QUERIES)
def test_workbook_has_every_value_of_every_query(name: str) -> None:
    result = run(stored(name), store())
    header, *rows = sheet(result).iter_rows(values_only=True)
    assert list(header) == [each.name for each in result.columns]
    for found, row in zip(rows, result, strict=True):
        for cell, value in zip(found, row.values(), strict=True):
            if isinstance(value, dt.date):
                assert cell == dt.datetime.combine(value, dt.time()) or cell == value.isoformat()
            else:
                assert cell == (value if not isinstance(value, Decimal) else pytest.approx(float(value)))


@given(
    st.sampled_from("=+-@"),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=20),
)
def test_no_cell_of_a_workbook_is_a_formula(first: str, rest: str) -> None:
    cell = sheet(column("text", Literal(first + rest)))["A2"]
    assert (cell.data_type, cell.value) == ("s", first + rest)
    assert cell.quotePrefix and cell.hyperlink is None


@pytest.mark.parametrize(
    "words",
    ["http://x.example/", "mailto:a@b", "12", "1e5", "TRUE", "", "internal:x", "{=1}"],
)
def test_words_of_a_workbook_stay_words(words: str) -> None:
    cell = sheet(column("text", Literal(words)))["A2"]
    assert cell.value in (words, words or None) and cell.hyperlink is None
    assert not words or cell.data_type == "s"


def test_control_characters_of_a_workbook_are_written_as_excel_writes_them() -> None:
    assert unescape(sheet(column("text", Literal("\x01 a")))["A2"].value) == "\x01 a"


def test_numbers_and_dates_that_excel_cannot_hold_are_words() -> None:
    old, long = typed("1859-01-01", "date"), typed("1234567890123456789", "integer")
    assert sheet(column("date", old))["A2"].value == "1859-01-01"
    assert sheet(column("integer", long))["A2"].value == "1234567890123456789"
    assert sheet(column("decimal", typed("12.5", "decimal")))["A2"].value == 12.5


def test_more_than_a_cell_or_a_sheet_holds_is_told() -> None:
    with pytest.raises(AcopioError, match="row 1 is longer than the 32767 characters"):
        to_xlsx(column("text", Literal("x" * 32_768)))
    with pytest.raises(AcopioError, match="1048576 rows are more than the 1048575"):
        to_xlsx(Result("select", (), [()] * 1_048_576))


def test_workbook_says_what_its_columns_are() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(run(stored("founding"), store()))))
    about = [row[:3] for row in book["About"].iter_rows(values_only=True)]
    assert about[0][:2] == ("Title", "Founding events")
    assert ("earliest", "Earliest", "date") in about


@pytest.mark.parametrize("name", ["certification_dates", "membership", "documents"])
@pytest.mark.parametrize("made", [to_xlsx, to_parquet])
def test_same_rows_make_the_same_bytes(name: str, made: Any) -> None:
    assert made(run(stored(name), store())) == made(run(stored(name), store()))


@pytest.mark.parametrize("name", QUERIES)
def test_parquet_has_every_value_of_every_query(name: str) -> None:
    result = run(stored(name), store())
    table = pyarrow.parquet.read_table(io.BytesIO(to_parquet(result)))
    assert table.to_pylist() == result.rows


def test_parquet_columns_are_typed_and_labelled() -> None:
    schema = pyarrow.parquet.read_schema(io.BytesIO(to_parquet(run(stored("membership"), store()))))
    kinds = {field.name: str(field.type) for field in schema}
    assert (kinds["value"], kinds["earliest"], kinds["name"]) == ("int64", "date32[day]", "string")
    assert kinds["percent"].startswith("decimal128(38")
    assert schema.field("value").metadata[b"label"] == b"Number"
    assert schema.metadata[b"title"] == b"Membership counts"


@pytest.mark.parametrize(
    ("terms", "kind", "values"),
    [
        ([typed(str(2**70), "integer"), None], "string", [str(2**70), None]),
        ([Literal("a"), typed("5", "integer")], "string", ["a", "5"]),
        ([typed("1.5", "double"), None], "double", [1.5, None]),
        ([typed("1e0", "double"), typed("2.50", "decimal")], "string", ["1.0", "2.50"]),
        ([typed("0.123456789012345678", "decimal")], "decimal128(38, 18)", [Decimal("0.123456789012345678")]),
        ([Literal(True)], "bool", [True]),
        ([typed("2004-05-17", "date"), typed("2004", "gYear")], "string", ["2004-05-17", "2004"]),
    ],
)  # fmt: skip
def test_parquet_type_of_a_column(terms: list[Any], kind: str, values: list[Any]) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(to_parquet(column("text", *terms))))
    assert (str(table.schema.field("a").type), table["a"].to_pylist()) == (kind, values)


MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def cells(text: str) -> list[str]:
    """The words of the cells, with `<…>` for whatever is more than words."""
    rows = [token for token in MARKDOWN.parse(text) if token.type == "inline"]
    return [
        "".join(
            part.content if part.type in ("text", "text_special") else f"<{part.type}>"
            for part in row.children or ()
        )
        for row in rows
    ]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=3))
def test_nothing_in_a_markdown_cell_is_a_mark(words: list[str]) -> None:
    text = to_markdown(column("text", *map(Literal, words)))
    assert cells(text) == ["A", *(plain(word) for word in words)]


@pytest.mark.parametrize(
    "words",
    ["a | b", "<script>alert(1)</script>", "[x](javascript:1)", "![x](y)", "**b** _i_ `c` ~~s~~", "a\\", "&lt;", "\\|"],
)  # fmt: skip
def test_marks_of_markdown_are_shown_as_they_are(words: str) -> None:
    assert cells(to_markdown(column("text", Literal(words)))) == ["A", words]


def test_markdown_leaves_out_columns_of_detail_unless_wide() -> None:
    result = run(stored("founding"), store())
    assert to_markdown(result).splitlines()[0] == "| Document | Kind | Earliest | Latest | Words | Name |"
    assert "Founders at least" in to_markdown(result, wide=True).splitlines()[0]
    assert "---:" in to_markdown(result, wide=True).splitlines()[1]
