"""sh:minLength, sh:maxLength, sh:pattern, sh:languageIn and sh:uniqueLang (SHACL, 4.4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from acopio.shacl.describe import describe
from acopio.shacl.regex_limit import UndecidedError, without_match
from acopio.shacl.shape import Constraint, Hit, Run, Shape, ValueConstraint
from acopio.shacl.shapes_graph import undecided_pattern
from acopio.shacl.terms import SH, language_of, string_of
from acopio.shacl.values import Values


class MinLength(ValueConstraint):
    """Each value node, written as a string, has at least so many characters."""

    component = f"<{SH}MinLengthConstraintComponent>"

    def __init__(self, shape: Shape, length: int, written: str) -> None:
        super().__init__(shape)
        self.length = length
        self.written = written

    def bad(self, run: Run, values: set[int]) -> set[int]:
        texts, length = run.table.texts, self.length
        if length == 0:
            return set()
        return {v for v in values if texts[v][0] == "_" or len(string_of(texts[v])) < length}

    def message(self, run: Run, hit: Hit) -> str:
        return f"String length not >= {describe(run.table, self.written)}"


class MaxLength(ValueConstraint):
    """Each value node, written as a string, has at most so many characters."""

    component = f"<{SH}MaxLengthConstraintComponent>"

    def __init__(self, shape: Shape, length: int, written: str) -> None:
        super().__init__(shape)
        self.length = length
        self.written = written

    def bad(self, run: Run, values: set[int]) -> set[int]:
        texts, length = run.table.texts, self.length
        return {v for v in values if texts[v][0] == "_" or len(string_of(texts[v])) > length}

    def message(self, run: Run, hit: Hit) -> str:
        return f"String length not <= {describe(run.table, self.written)}"


class Pattern(ValueConstraint):
    """Each value node, written as a string, has a part that matches a regular expression."""

    component = f"<{SH}PatternConstraintComponent>"

    def __init__(self, shape: Shape, pattern: str, flags: str, patterns: list[str]) -> None:
        super().__init__(shape)
        chosen = (re.IGNORECASE if "i" in flags else 0) | (re.MULTILINE if "m" in flags else 0)
        self.patterns = patterns
        self._pattern = re.compile(pattern, chosen)

    def bad(self, run: Run, values: set[int]) -> set[int]:
        texts = run.table.texts
        blank = {value for value in values if texts[value][0] == "_"}
        try:
            return blank | without_match(self._pattern, {v: string_of(texts[v]) for v in values - blank})
        except UndecidedError as undecided:
            undecided_pattern(run.shapes, self.shape.node, self._pattern.pattern, texts[undecided.key])

    def message(self, run: Run, hit: Hit) -> str:
        if len(self.patterns) == 1:
            return f"Value does not match pattern '{self.patterns[0]}'"
        return "Value does not match every pattern in ('" + "', '".join(self.patterns) + "')"


class LanguageIn(ValueConstraint):
    """Each value node has a language tag of a list, or one whose first part is of the list."""

    component = f"<{SH}LanguageInConstraintComponent>"

    def __init__(self, shape: Shape, languages: set[str], written: str) -> None:
        super().__init__(shape)
        self.languages = languages
        self.written = written

    def bad(self, run: Run, values: set[int]) -> set[int]:
        texts = run.table.texts
        return {value for value in values if not self._fits(language_of(texts[value]))}

    def _fits(self, language: str) -> bool:
        if not language:
            return False
        allowed = self.languages
        return "*" in allowed or language in allowed or language.partition("-")[0] in allowed

    def message(self, run: Run, hit: Hit) -> str:
        return f"String language is not in {describe(run.shapes, self.written)}"


class UniqueLang(Constraint):
    """No language tag stands on two value nodes; one result for each tag that does."""

    component = f"<{SH}UniqueLangConstraintComponent>"

    def failing(self, run: Run, values: Values) -> set[int]:
        return {hit[1] for hit in self.hits(run, values)}

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        texts = run.table.texts
        for node in values.more_than(1):
            languages = Counter(language_of(texts[value]) for value in values.of(node))
            for language, count in languages.items():
                if language and count > 1:
                    yield self.index, node, -1, -1, None

    def message(self, run: Run, hit: Hit) -> str:
        return "More than one String shares the same Language"
