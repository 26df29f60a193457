"""Which language a text is in: a vote of the commonest words of the languages that can be read."""

from __future__ import annotations

import re
from typing import Final

from acopio.reading.language import language_codes, load_language

_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 20_000  # code points that are looked at
_LEAST_SHARE: Final = 0.14  # of the words; in the languages at hand a third and more are stop words
_LEAST_LEAD: Final = 1.5  # over the next language
# Facts and lists have few stop words: fewer will do where hardly any are another language's.
_LEAST_AMONG_FACTS: Final = 0.09
_LEAST_WORDS: Final = 6
_CLEAR_LEAD: Final = 4


def detect_language(text: str) -> str | None:
    """Return the two-letter code of the text's language; None where no language is clearly ahead."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < 5:
        return None
    votes = sorted(
        ((sum(word in load_language(code).stop_words for word in words), code) for code in language_codes()),
        reverse=True,
    )
    best, code = votes[0]
    second = votes[1][0] if len(votes) > 1 else 0
    if best >= _LEAST_SHARE * len(words) and best >= _LEAST_LEAD * second:
        return code
    clear = best >= max(_LEAST_WORDS, _LEAST_AMONG_FACTS * len(words)) and best >= _CLEAR_LEAD * second
    return code if clear else None
