"""The tokens of Turtle with their places in the text (RDF 1.1 Turtle, section 6.5, Grammar).

N-Triples, N-Quads and TriG are written with the same tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START: Final = _BASE + "_"
_PART: Final = _START + r"\-0-9" + "\u00b7\u0300-\u036f\u203f-\u2040"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_UNICODE: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL: Final = rf"(?:[{_START}:0-9]|{_ESCAPED})(?:(?:[{_PART}.:]|{_ESCAPED})*(?:[{_PART}:]|{_ESCAPED}))?"

TOKEN: Final = re.compile(
    rf"""
    (?P<skip>  (?:[ \t\r\n]+ | \#[^\n\r]*)+ )
  | (?P<iri>   <(?:[^\x00-\x20<>"{{}}|^`\\] | {_UNICODE})*> )
  | (?P<long>  \"\"\"(?:\"{{0,2}}(?:[^"\\] | \\.))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\] | \\.))*''' )
  | (?P<short> "(?:[^"\\\n\r] | \\.)*" | '(?:[^'\\\n\r] | \\.)*' )
  | (?P<blank> _:[{_START}0-9](?:[{_PART}.]*[{_PART}])? )
  | (?P<name>  (?:[{_BASE}](?:[{_PART}.]*[{_PART}])?)?:(?:{_LOCAL})? )
  | (?P<at>    @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<double>  [+-]?(?:[0-9]+\.[0-9]* | \.?[0-9]+)[eE][+-]?[0-9]+ )
  | (?P<decimal> [+-]?[0-9]*\.[0-9]+ )
  | (?P<integer> [+-]?[0-9]+ )
  | (?P<word>  [A-Za-z]+ )
  | (?P<mark>  \^\^ | [.;,\[\](){{}}] )
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CHARACTERS: Final = {
    "t": "\t",
    "b": "\b",
    "n": "\n",
    "r": "\r",
    "f": "\f",
    '"': '"',
    "'": "'",
    "\\": "\\",
}


class TurtleError(ValueError):
    """The text breaks the grammar at `offset`, counted in code points from the beginning."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(f"{problem} (at {offset})")
        self.problem = problem
        self.offset = offset


class Token(NamedTuple):
    """A token: its kind (a group of `TOKEN`, or "end"), its text, and where it stands, `end` exclusive."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text without blanks and comments, and one of kind "end" after the last.

    Raises TurtleError where no token begins.
    """
    at = 0
    match = TOKEN.match
    while found := match(text, at):
        kind = found.lastgroup or ""
        if kind != "skip":
            yield Token(kind, found[0], at, found.end())
        at = found.end()
    if at < len(text):
        raise TurtleError(f"no token begins with {text[at]!r}", at)
    yield Token("end", "", at, at)


def unescape(text: str, offset: int) -> str:
    r"""Return a string or an IRI with its \n, \" and \u00E9 resolved; raises TurtleError for others."""
    if "\\" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        short, long, letter = match.groups()
        if letter is not None:
            if letter not in _CHARACTERS:
                raise TurtleError(f"there is no escape \\{letter}", offset + match.start())
            return _CHARACTERS[letter]
        code = int(short or long, 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise TurtleError(f"{match[0]} is no character", offset + match.start())
        return chr(code)

    return _ESCAPE.sub(character, text)


def string_value(token: Token) -> str:
    """Return the characters that a string token stands for."""
    marks = 3 if token.kind == "long" else 1
    return unescape(token.text[marks:-marks], token.start + marks)
