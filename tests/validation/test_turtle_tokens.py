"""Tokens of Turtle: kinds, texts, places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.validation.turtle_tokens import TurtleError, string_value, tokens, unescape


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "<a> ex:b 'c'@en-GB .",
            [("iri", "<a>"), ("name", "ex:b"), ("short", "'c'"), ("at", "@en-GB"), ("mark", ".")],
        ),
        ("ex:a.b.", [("name", "ex:a.b"), ("mark", ".")]),
        ("_:a.b.", [("blank", "_:a.b"), ("mark", ".")]),
        ("1.", [("integer", "1"), ("mark", ".")]),
        ("1.5.", [("decimal", "1.5"), ("mark", ".")]),
        ("1.5e3.", [("double", "1.5e3"), ("mark", ".")]),
        ("a:b^^c:d", [("name", "a:b"), ("mark", "^^"), ("name", "c:d")]),
        ("PREFIX true a", [("word", "PREFIX"), ("word", "true"), ("word", "a")]),
        ('"""a""b"""', [("long", '"""a""b"""')]),
        ("'a' # 'b'\n'c'", [("short", "'a'"), ("short", "'c'")]),
        ("[]()", [("mark", "["), ("mark", "]"), ("mark", "("), ("mark", ")")]),
    ],
)
def test_tokens(text: str, wanted: list[tuple[str, str]]) -> None:
    *found, end = tokens(text)
    assert [(token.kind, token.text) for token in found] == wanted
    assert all(text[token.start : token.end] == token.text for token in found)
    assert (end.kind, end.start) == ("end", len(text))


@pytest.mark.parametrize("text", ["'a", '"""a', "<a b>", "\\", "é:", "{|"])
def test_what_begins_no_token_is_a_fault(text: str) -> None:
    if text == "é:":
        assert [token.kind for token in tokens(text)] == ["name", "end"]
        return
    with pytest.raises(TurtleError):
        list(tokens(text))


@pytest.mark.parametrize("text", [r"\q", r"\uD800", r"\U00110000"])
def test_escapes_that_there_are_not(text: str) -> None:
    with pytest.raises(TurtleError):
        unescape(text, 0)


@given(st.text())
def test_strings_come_back(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    token, _ = tokens(f'"{escaped}"')
    assert string_value(token) == text


@given(st.text(alphabet="<>:.;,[](){}^@'\"\\#_-+eE01a\n ", max_size=200))
def test_any_text_gives_tokens_or_a_fault(text: str) -> None:
    try:
        found = list(tokens(text))
    except TurtleError as error:
        assert 0 <= error.offset <= len(text)
    else:
        assert [token.start for token in found] == sorted(token.start for token in found)
