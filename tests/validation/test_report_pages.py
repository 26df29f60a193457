"""The report as SARIF, as annotations of GitHub and as a page of HTML; as a DataFrame."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from sarif_pydantic import Sarif
from test_report_formats import INFO, REPORT, WARNING, WRONG

from acopio.validation.html_report import write_html
from acopio.validation.report import Excerpt, Place, Report, Result
from acopio.validation.sarif_report import write_github, write_sarif

EXCERPT = Excerpt("    acopio:countedUnit product:cocoa ;", 23, 13, 12, 18)
MARKED = replace(WRONG, excerpt=EXCERPT)


def sarif(report: Report) -> dict[str, object]:
    text = "".join(write_sarif(report))
    Sarif.model_validate_json(text)
    run: dict[str, object]
    (run,) = json.loads(text)["runs"]
    return run


def html(report: Report, limit: int = 0) -> str:
    return "".join(write_html(report, limit))


def test_sarif_holds_results_with_places_and_rules_with_pages() -> None:
    run = sarif(replace(REPORT, results=[MARKED, WARNING, INFO]))
    results = run["results"]
    assert isinstance(results, list)
    assert [(each["ruleId"], each["level"]) for each in results] == [
        ("count-claim/unit", "error"), ("share/base-given", "warning"), ("claim/reviewed", "note"),
    ]  # fmt: skip
    assert results[0]["locations"][0] == {
        "physicalLocation": {
            "artifactLocation": {"uri": "claims/a.ttl"},
            "region": {
                "startLine": 12, "startColumn": 5, "endLine": 12, "endColumn": 18,
                "snippet": {"text": EXCERPT.line},
            },
        },
        "logicalLocations": [{"fullyQualifiedName": "https://w3id.org/acopio/id/acopagro/count/1a2b3c4d"}],
    }  # fmt: skip
    assert results[0]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 9
    assert results[0]["message"]["text"].startswith("Give a unit. (focus node id:acopagro/count/")
    driver = run["tool"]["driver"]  # type: ignore[index]
    assert [rule["id"] for rule in driver["rules"]] == [each["ruleId"] for each in results]
    assert driver["rules"][0]["helpUri"].endswith("/docs/rules/count-claim/unit.md")
    notes = run["invocations"][0]["toolExecutionNotifications"]  # type: ignore[index]
    assert notes == [{"level": "note", "message": {"text": "a note"}}]


def test_sarif_without_results_is_whole() -> None:
    assert sarif(Report())["results"] == []


def test_the_model_of_sarif_refuses_what_is_none() -> None:
    broken = "".join(write_sarif(REPORT)).replace('"level": "warning"', '"level": "grave"')
    with pytest.raises(ValueError, match="level"):
        Sarif.model_validate_json(broken)


def test_a_fingerprint_outlives_a_move_and_tells_values_apart() -> None:
    def fingerprint(result: Result) -> str:
        results = sarif(Report(results=[result]))["results"]
        return str(results[0]["partialFingerprints"])  # type: ignore[index]

    assert fingerprint(WRONG) == fingerprint(replace(WRONG, place=Place("claims/b.ttl", 99, 1)))
    assert fingerprint(WRONG) != fingerprint(replace(WRONG, value=Literal("x")))


def test_shapes_of_others_have_no_page_of_ours() -> None:
    theirs = replace(WRONG, source_shape=NamedNode("http://example.org/shape"), rule="ex:shape")
    run = sarif(Report(results=[theirs]))
    assert "helpUri" not in run["tool"]["driver"]["rules"][0]  # type: ignore[index]


def test_github_annotations() -> None:
    lines = "".join(write_github(replace(REPORT, results=[MARKED, WARNING]))).splitlines()
    assert lines[0].startswith(
        "::error file=claims/a.ttl,line=12,col=5,endLine=12,endColumn=18,title=count-claim/unit::Give a unit."
    )
    assert lines[1].startswith("::warning file=claims/a.ttl,line=12,col=5,title=share/base-given::")
    assert lines[2] == "::notice title=acopio::a note"


def test_no_word_of_the_data_ends_a_github_command() -> None:
    hostile = "100%\n::error::x\r"
    result = replace(WRONG, messages=(Literal(hostile),), place=Place("a,b:c\n.ttl", 1, 1))
    (line,) = "".join(write_github(Report(results=[result]))).splitlines()
    assert "file=a%2Cb%3Ac%0A.ttl,line=1" in line
    assert "100%25%0A::error::x%0D" in line


class Page(HTMLParser):
    """What a page consists of: every tag must be closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_has_counts_and_every_result() -> None:
    page = html(replace(REPORT, results=[MARKED, WARNING, INFO]))
    parsed = Page(page)
    assert parsed.tags.count("article") == 3 and parsed.tags.count("tr") == 4
    assert {link.removeprefix("#") for link in parsed.links} == set(parsed.ids)
    assert "<pre>acopio:countedUnit <mark>product:cocoa</mark> ;</pre>" in page
    assert "because: Use a unit of the scheme. (skos:inScheme)" in page
    assert "1 violation, 1 warning, 1 info. Validated: 2 files, 9 triples" in page


def test_html_asks_nothing_of_other_places() -> None:
    parsed = Page(html(REPORT))
    assert not {"script", "link", "img", "iframe"} & set(parsed.tags)
    assert all(link.startswith("#") for link in parsed.links)


def test_html_is_capped_by_rule() -> None:
    report = Report(results=[replace(WRONG, place=Place("a.ttl", line, 1)) for line in range(1, 6)])
    assert Page(html(report, 2)).tags.count("article") == 3  # two results and "… and 3 more"
    assert "… and 3 more; --limit 0 shows all." in html(report, 2)


def test_html_without_results() -> None:
    assert '<h1 class="verdict good">Conforms</h1>' in html(Report())
    Page(html(Report()))


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_nothing_in_the_data_becomes_part_of_the_page(text: str) -> None:
    hostile = text + '<script>alert("x")</script>&\'"'
    result = replace(
        MARKED, messages=(Literal(hostile),), value=Literal(hostile), rule=hostile,
        excerpt=Excerpt(hostile, 0, len(hostile), 1, 1), place=Place(hostile, 1, 1),
    )  # fmt: skip
    parsed = Page(html(Report(results=[result], notes=(hostile,))))
    assert "script" not in parsed.tags
    sarif(Report(results=[result]))


def test_dataframe() -> None:
    frame = REPORT.to_dataframe()
    assert list(frame["rule"]) == ["count-claim/unit", "share/base-given", "claim/reviewed"]
    assert str(frame["line"].dtype) == "Int64" and str(frame["rule"].dtype).startswith("string")
    assert frame["value"].isna().tolist() == [False, True, True]
