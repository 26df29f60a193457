"""Persons named in a text, with what they are, and lines that hold a name and nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from acopio.reading.language import Language
from acopio.reading.layout import looks_like_person
from acopio.reading.lexicon import Mention
from acopio.reading.naming_runs import CapitalRun
from acopio.reading.tokens import Token

_SEPARATORS: Final = frozenset({",", "(", "–", "—", "-", "·", "|", "•", "/", ":"})
_STOPS: Final = frozenset({",", ")", ".", ";", "–", "—", ":", "·", '"', "“", "”", "«", "»", "*", "_"})
_LEADING: Final = frozenset({"—", "–", "-", "--", "*", "_", "~", ">", "•", "·", "“", '"', "”", "»"})
_LONGEST_LINE: Final = 22  # tokens of a line that holds a name and a role
_LONGEST_NAME: Final = 6  # words
_LONGEST_ROLE: Final = 9  # tokens


class Person(NamedTuple):
    """A person's name in the text: its tokens, and the role beside it (offsets) where there is one."""

    first: int
    last: int
    role: tuple[int, int] | None


class PersonFinder:
    """Finds the persons of one text."""

    def __init__(
        self,
        tokens: Sequence[Token],
        norms: Sequence[str],
        mentions: Mapping[str, list[Mention]],
        runs: Sequence[CapitalRun],
        taken: frozenset[int],
        language: Language,
    ) -> None:
        """Keep what is looked at; `taken` are tokens of organisations' names, which are no persons."""
        self._tokens, self._norms, self._language, self._mentions = tokens, norms, language, mentions
        roles = sorted(
            (*mentions.get("role", ()), *mentions.get("unit", ())), key=lambda m: (m.first, -m.last)
        )
        self._roles = [m for m in roles if m.value not in _NO_ROLE]
        self._role_starts = [m.first for m in self._roles]
        self._role_ends = {m.last: m for m in reversed(self._roles)}
        self.taken = taken
        self._titled = {m.last + 1 for m in mentions.get("title", ())}
        self.found = [person for run in runs if (person := self._person(run))]
        self._firsts = [person.first for person in self.found]
        self._by_word: dict[str, Person] = {}
        for person in reversed(self.found):
            if person.last > person.first:
                for index in range(person.first, person.last + 1):
                    self._by_word[norms[index]] = person

    def named(self, index: int) -> Person | None:
        """Return the person that one word stands for, named in full anywhere in the text: "says Amparo"."""
        return self._by_word.get(self._norms[index]) if self._tokens[index].capitalised else None

    def in_line(self, first: int, stop: int, *, sure: bool = False) -> Person | None:
        """Return the person of a line such as "— Ana Quispe, member since 2001"; None for any other line.

        `sure` says that the line stands where a speaker is named: then one word with a role is a name.
        """
        tokens, norms = self._tokens, self._norms
        while first < stop and (tokens[first].text in _LEADING or tokens[first].text[0] in "*_"):
            first += 1
        while stop > first and tokens[stop - 1].kind == "break":
            stop -= 1
        if first >= stop or stop - first > _LONGEST_LINE or not tokens[first].capitalised:
            return None
        last = end = first
        words = 0
        while end < stop and tokens[end].text not in _SEPARATORS:
            token = tokens[end]
            if token.text[0] in "*_" and words:
                end += 1
                continue
            joiner = norms[end] in self._language.person_joiners
            nickname = token.text in ('"', "“", "”", "(", ")", ".", "'")
            if not (token.capitalised or joiner or nickname) or token.kind == "number":
                return None
            if token.kind in ("word", "dotted"):
                words += 1
                last = end
            end += 1
        if words > _LONGEST_NAME or last in self.taken or first in self.taken or self._no_name(first, last):
            return None
        if self._is_title(first, last):
            return None
        role = None
        if end + 1 < stop:
            begin = end + 1
            finish = begin
            while finish < stop and tokens[finish].text not in (".", ";", '"', "“", ")", "\n"):
                finish += 1
            role = (tokens[begin].start, tokens[max(begin, finish - 1)].end)
        if words == 1 and not (role and (sure or self._role_within(end + 1, stop))):
            return None  # "Challenges" is no person, "Mokhtar, grower" is
        return Person(first, last, role)

    def _is_title(self, first: int, last: int) -> bool:
        """True for "WHAT WE SAY" and "IN HER WORDS": capitals throughout, of words that no name has."""
        words = [index for index in range(first, last + 1) if self._tokens[index].kind == "word"]
        if not all(self._tokens[index].text.isupper() for index in words):
            return False
        others = self._language.not_names | self._language.stop_words
        return any(
            self._norms[i] in others and self._norms[i] not in self._language.person_joiners for i in words
        )

    def before(self, index: int, first: int) -> Person | None:
        """Return the person named last between two tokens, in full where one word stands for a name."""
        position = bisect_left(self._firsts, index) - 1
        known = self.found[position] if position >= 0 and self.found[position].first >= first else None
        for token in range(index - 1, first - 1, -1):
            if known is not None and token <= known.last:
                return known
            if person := self.named(token):
                return person
        return known

    def is_other(self, index: int) -> bool:
        """True for a capitalised word that is a place, a scheme, an organisation or the like."""
        return self._no_name(index, index)

    def _role_within(self, first: int, stop: int) -> bool:
        index = bisect_left(self._role_starts, first)
        return index < len(self._roles) and self._roles[index].first < stop

    def _no_name(self, first: int, last: int) -> bool:
        start, end = self._tokens[first].start, self._tokens[last].end
        if self._norms[first] in self._language.not_names and last == first:
            return True
        return any(
            found[index].start < end
            for kind in (
                "organization-word",
                "scheme",
                "premium",
                "country",
                "demonym",
                "body",
                "product",
                "label",
            )
            if (found := self._mentions.get(kind, []))
            and (index := bisect_left(found, start, key=lambda mention: mention.start)) < len(found)
        )

    def _person(self, run: CapitalRun) -> Person | None:
        first, last = run
        while last > first and (last in self.taken or self._norms[last] in self._language.name_joiners):
            last -= 1  # "Alexa Marín of PRODECOOP"
        if first in self.taken or last in self.taken or last - first >= _LONGEST_NAME:
            return None
        titled = first in self._titled and last > first  # "doña Luz Marina Ospina"
        if not titled and not looks_like_person(
            self._tokens[first : last + 1], self._mentions, self._language
        ):
            return None
        if self._is_title(first, last) or (first and self._norms[first - 1] in self._language.articles):
            return None  # "the National Lottery"
        return Person(first, last, self.role(first, last))

    def role(self, first: int, last: int) -> tuple[int, int] | None:
        """Offsets of what a person is: "X, a worker at Y," after the name, "general manager X" before it."""
        tokens = self._tokens
        after = last + 1
        if after < len(tokens) and tokens[after].text in (",", "(", "–", "·"):
            begin = after + 1
            while begin < len(tokens) and self._norms[begin] in self._language.articles:
                begin += 1
            index = bisect_left(self._role_starts, begin)
            if index < len(self._roles) and self._roles[index].first <= begin + 4:
                end = self._roles[index].last
                stop = self._clear_to(end + 1, end + _LONGEST_ROLE)
                if self._clear_to(begin, end + 1) >= self._roles[index].first:
                    return tokens[begin].start, tokens[max(end, stop - 1)].end
        before = first - 1
        if before >= 0 and tokens[before].text == ",":
            before -= 1
        role = self._role_ends.get(before)
        return (role.start, role.end) if role else None

    def _clear_to(self, first: int, stop: int) -> int:
        """The first token from `first` on (at most `stop`) that ends a role: a mark, a verb, the block's end."""
        index = first
        while index < min(stop, len(self._tokens)):
            token = self._tokens[index]
            if token.text in _STOPS or token.kind == "break" or self._language.is_finite(token.norm):
                break
            index += 1
        return index


_NO_ROLE: Final = frozenset(
    {"cooperative", "association", "group", "community", "organizations", "people", "family"}
)
