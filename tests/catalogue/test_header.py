"""A header is read as it is written; whatever breaks its contract is an error with its line."""

from __future__ import annotations

import pytest
from catalogue_samples import HEADED, headed

from acopio.catalogue.header import RESERVED_NAMES, Column, Parameter, read_header
from acopio.catalogue.plot_spec import PlotSpec
from acopio.cli.query import command
from acopio.errors import AcopioError

FULL = """# a comment of somebody's
#+ title: Claims
#+ question: Which claims?
#+ description: >-
#+   In two
#+   lines.
#+ parameters:
#+   since: {type: date, bound: latest, default: "2004", description: from then on}
#+   scheme: {type: concept, scheme: certification, required: true, description: the scheme}
#+   organization: {type: iri, class: acopio:ProducerOrganization, description: which}
#+ columns:
#+   claim: {type: iri, label: Claim, detail: true}
#+ tags: [claims, time]
SELECT ?claim WHERE { ?claim ?p ?o }
"""


def test_header_is_read_whole() -> None:
    header = read_header(FULL, "a.rq")
    assert header is not None
    assert (header.title, header.description, header.tags) == ("Claims", "In two lines.", ("claims", "time"))
    assert header.columns == (Column("claim", "iri", "Claim", True, 12),)
    since, scheme, organization = header.parameters
    assert since == Parameter("since", "date", "from then on", bound="latest", default="2004", line=8)
    assert (scheme.scheme, scheme.required) == ("certification", True)
    assert organization.class_iri == "https://w3id.org/acopio/ns#ProducerOrganization"


def test_query_without_header_has_none() -> None:
    assert read_header("# only a comment\nSELECT * WHERE { ?s ?p ?o }", "a.rq") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: Names", "titel: Names", 1, "unknown key 'titel'"),
        ("#+ title: Names\n", "", 1, "no 'title'"),
        ("#+ tags: [names]\n", "", 1, "no 'tags'"),
        ("title: Names", "title:", 1, "'title' must be some words"),
        ("title: Names", "title: Names\n#+ title: Others", 2, "names 'title' twice"),
        ("tags: [names]", "tags: names", 11, "list of words"),
        ("type: text\n", "type: text\n#+     default_value: x\n", 7, "unknown key 'default_value'"),
        ("type: text\n", "type: string\n", 6, "has the type 'string'; the types are"),
        ("#+     type: text\n", "", 5, "parameter 'words' has no 'type'"),
        (
            "#+     description: only names with these words\n",
            "",
            5,
            "parameter 'words' has no 'description'",
        ),
        ("type: text\n", "type: concept\n", 5, "'scheme' goes with the type 'concept'"),
        ("type: text\n", "type: text\n#+     scheme: product\n", 5, "'scheme' goes with the type 'concept'"),
        ("type: text\n", "type: concept\n#+     scheme: fruit\n", 5, "no concept scheme 'fruit'"),
        ("type: text\n", "type: text\n#+     class: schema:Country\n", 5, "'class' goes with the type 'iri'"),
        ("type: text\n", "type: iri\n#+     class: Country\n", 7, "'class' is a prefixed name"),
        ("type: text\n", "type: text\n#+     bound: latest\n", 5, "'bound' is earliest or latest"),
        ("type: text\n", "type: text\n#+     required: maybe\n", 7, "'required' is true or false"),
        ("  words:", "  Words:", 5, "'Words' is no name"),
        ("  words:", "  format:", 5, "'format' is an option of acopio query"),
        ("label: Name}", "lable: Name}", 10, "unknown key 'lable'"),
        ("{type: text, label: Name}", "{type: text}", 10, "column 'name' has no 'label'"),
        ("{type: text, label: Name}", "text", 10, "column 'name' must be a mapping"),
        ("type: text\n", "type: iri\n#+     choices: [a, b]\n", 5, "'choices' goes with the type 'text'"),
        ("type: text\n", "type: text\n#+     choices: a\n", 7, "'choices' must be a list of words"),
        ("[names]", "[names", 11, "the header is not YAML"),
        ("name: {type: text, label: Name}", "nom: {type: text, label: Name}", 10, "does not select '?nom'"),
        ("#+   name: {type: text, label: Name}\n", "", 9, "does not describe the column '?name'"),
        ("SELECT DISTINCT ?organization ?name", "SELECT DISTINCT ?name ?organization", 9, "another order"),
        ("  VALUES (?_words) { (UNDEF) }\n", "", 5, "the parameter 'words' has no place in the query"),
        (
            "(?_words) { (UNDEF) }",
            "(?_words ?_more) { (UNDEF UNDEF) }",
            15,
            "does not describe the parameter '?_more'",
        ),
        ("(?_words) { (UNDEF) }", "(?_words ?x) { (UNDEF UNDEF) }", 15, "a row of parameters holds only"),
        ("{ (UNDEF) }", '{ ("a") }', 15, "a row of parameters holds only"),
        (
            "SELECT DISTINCT ?organization ?name WHERE",
            "ASK WHERE",
            1,
            "a query with a header is a SELECT query",
        ),
    ],
)
def test_breach_is_an_error_with_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in HEADED
    text = HEADED.replace(old, new, 1)
    text = text.replace("ORDER BY ?organization ?name\n", "") if new.startswith("ASK") else text
    with pytest.raises(AcopioError) as caught:
        headed(text)
    assert caught.value.kind.code == "query-header"
    assert words in caught.value.problem
    assert (str(caught.value.path), caught.value.line) == ("test.rq", line)


def test_empty_header_is_an_error() -> None:
    with pytest.raises(AcopioError, match="the header is empty"):
        read_header("#+\nSELECT * WHERE { ?s ?p ?o }", "a.rq")


def test_reserved_names_are_the_options_of_the_command() -> None:
    options = {
        option.removeprefix("--") for param in command.params for option in param.opts if "--" in option
    }
    assert options | {"help"} == RESERVED_NAMES


def test_plot_of_a_header_names_its_columns() -> None:
    plotted = FULL.replace("#+ tags", "#+   since: {type: date, label: Since}\n#+ plot: {PLOT}\n#+ tags")
    header = read_header(plotted.replace("{PLOT}", "{kind: timeline, x: since, y: claim}"), "a.rq")
    assert header is not None
    assert header.plot == PlotSpec("timeline", x="since", y="claim")
    assert header.plot.columns == ("since", "claim")


@pytest.mark.parametrize(
    ("plot", "words"),
    [
        ("{x: since, y: claim}", "the 'kind' of a plot is one of timeline, bars, points, map"),
        ("{kind: pie, x: since, y: claim}", "the 'kind' of a plot is one of timeline"),
        ("{kind: timeline, when: since}", "'plot' has an unknown key 'when'; the keys are kind, x, y"),
        ("{kind: timeline, x: begin, y: claim}", "names the column 'begin', which there is not"),
        ("{kind: timeline, x: since}", "needs 'y'"),
        ("{kind: timeline, y: claim}", "needs 'x', or the bounds"),
        ("{kind: timeline, x: claim, y: claim}", "'claim' is no column of dates"),
        ("{kind: bars, low: since, y: claim}", "bars need 'x'"),
        ("{kind: points, x: since, y: claim}", "'since' is no column of numbers"),
        ("{kind: map, y: claim}", "a map needs 'place'"),
        ("{kind: map, place: claim, x: since}", "the 'x' of a map is a column of numbers"),
        ("timeline", "'plot' must be a mapping"),
    ],
)
def test_plot_that_cannot_be_drawn_is_told_with_its_line(plot: str, words: str) -> None:
    text = FULL.replace("#+ tags", f"#+   since: {{type: date, label: Since}}\n#+ plot: {plot}\n#+ tags")
    with pytest.raises(AcopioError) as caught:
        read_header(text, "a.rq")
    assert words in caught.value.problem
    assert caught.value.line == 14
