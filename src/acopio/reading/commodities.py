"""What the organisation sells: the commodity the text is about, and those it lists as its products."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.tokens import tokenize

#: Products that a text also calls by a wider word: rooibos is sold as tea.
_ALSO_CALLED: Final = {
    "rooibos": "tea", "shea-butter": "shea-nuts", "brazil-nuts": "nuts", "cashews": "nuts",
    "groundnuts": "nuts", "cinnamon": "spices", "pepper": "spices", "ginger": "spices",
    "mango": "fruit", "pineapple": "fruit", "avocado": "fruit", "raisins": "fruit",
}  # fmt: skip
#: Words as wide as these mostly name what is grown beside the crop that is sold.
_NEVER_ALONE: Final = frozenset({"fruit", "vegetables", "nuts", "other", "spices", "coca"})
_WIDE: Final = 0.4
# What a mention weighs, by where it stands and what is said there.
_MENTION, _FRONT, _HEADING, _TITLE, _NAME, _ADDRESS, _LABEL = 1.0, 1.0, 1.5, 3.0, 12.0, 1.5, 3.0
_PRODUCED, _GROWERS = 1.5, 1.0
_PREMIUM, _ASIDE, _QUOTED = 0.2, 0.05, 0.5  # factors
_ENOUGH: Final = 0.7
_OFTEN: Final = 3  # mentions of a second product
_NEARLY: Final = 0.65  # what a second product must weigh against the main one


class Product(NamedTuple):
    """A commodity (slug of the product scheme) with the words that name it."""

    value: str
    passage: Passage


def find_products(context: ReadingContext) -> list[Product]:
    """Return the products: those listed under a label, the main one, and those said to be produced too."""
    return _Products(context).found()


class _Products:
    """Weighs the commodities that one text names."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        own = {index for first, last in context.naming.mentions for index in range(first, last + 1)}
        others = {i for first, last in context.others for i in range(first, last + 1)} - own
        self._mentions = [m for m in context.words("product") if m.first not in own and m.first not in others]
        self._named = {m.value: m for m in reversed(context.words("product")) if m.first in own}
        self._times = Counter(m.value for m in self._mentions)
        self._growers = {m.first for kind in ("unit", "generic") for m in context.words(kind)}

    def found(self) -> list[Product]:
        """Return the products, each with the words that name it."""
        context = self._context
        found: dict[str, Product] = {}
        listed = list(self._labelled())
        main = self._main(listed)
        for mention in listed:
            found.setdefault(
                mention.value, Product(mention.value, context.passage(mention.start, mention.end))
            )
        if main is not None and not (set(found) & _narrower(main.value)):
            found.setdefault(main.value, Product(main.value, context.passage(main.start, main.end)))
        if not found and (named := self._in_name_only()):
            found[named.value] = named
        if not listed and main is not None:
            for mention in self._as_weighty(main):
                found.setdefault(
                    mention.value, Product(mention.value, context.passage(mention.start, mention.end))
                )
        if not listed:
            for mention in self._produced_too(main):
                found.setdefault(mention.value, Product(mention.value, context.quote(mention)))
        return [product for product in found.values() if product.value != "other" or len(found) == 1]

    def _labelled(self) -> Iterator[Mention]:
        """Products in the value of a fact labelled "Products"."""
        context = self._context
        for block, labels in context.facts():
            if context.block_number(block.start) in context.aside or block.label is None:
                continue
            if any(label.value == "products" for label in labels):
                if context.words("product", Passage(*block.label, "")):
                    continue  # "Coffee: Arabica, washed" tells of the coffee
                yield from context.words("product", Passage(block.value_start, block.end, ""))

    def _main(self, listed: list[Mention]) -> Mention | None:
        """The commodity of most weight."""
        weights: dict[str, float] = {}
        first: dict[str, Mention] = {}
        for mention in self._mentions:
            weights[mention.value] = weights.get(mention.value, 0.0) + self._weight(mention)
            first.setdefault(mention.value, mention)
        for narrow, wide in _ALSO_CALLED.items():
            if narrow in weights and wide in weights and weights[narrow] >= weights[wide] * 0.5:
                weights[narrow] += weights.pop(wide)
        for value, weight in self._outside():
            if value in weights or value in self._named:
                weights[value] = weights.get(value, 0.0) + weight
                if value not in first:
                    first[value] = self._named[value]
        best = max(sorted(weights), key=lambda value: weights[value], default=None)
        if best is None or weights[best] < _ENOUGH or (listed and best in _NEVER_ALONE):
            return None
        return first[best]

    def _in_name_only(self) -> Product | None:
        """The product that a name in the front matter says, where the text has no word for it."""
        context, name = self._context, self._context.naming.name
        if name is None:
            return None
        for mention in context.language.lexicon.find(tokenize(name)).get("product", ()):
            passage = context.occurrence(name[mention.start : mention.end]) or context.occurrence(name)
            if passage is not None and mention.value not in _NEVER_ALONE:
                return Product(mention.value, passage)
        return None

    def _as_weighty(self, main: Mention) -> Iterator[Mention]:
        """Other products that the text tells of nearly as much, or that the name says too."""
        context = self._context
        weights: dict[str, float] = {}
        first: dict[str, Mention] = {}
        for mention in self._mentions:
            weights[mention.value] = weights.get(mention.value, 0.0) + self._weight(mention)
            first.setdefault(mention.value, mention)
        name = context.language.lexicon.find(tokenize(context.naming.name or ""))
        named = {mention.value for mention in name.get("product", ())}
        kin = {main.value, _ALSO_CALLED.get(main.value), *_narrower(main.value)}
        for value, mention in first.items():
            if value in kin:
                continue
            told = self._times[value] >= _OFTEN and value not in _NEVER_ALONE
            as_much = told and weights[value] >= _NEARLY * weights.get(main.value, 0.0)
            both = {value, main.value} <= named and self._times[value] > 1
            if as_much or both:
                yield mention

    def _weight(self, mention: Mention) -> float:
        context = self._context
        number = context.block_number(mention.start)
        block = context.blocks[number]
        if block.kind == "boilerplate":
            return 0.0
        length = max(1, len(context.text) - context.document.body_start)
        weight = _MENTION + _FRONT * (1 - (mention.start - context.document.body_start) / length)
        if block.kind == "heading":
            weight += _HEADING
        elif block.label and mention.end <= block.label[1]:
            weight += _LABEL
        elif mention.last + 1 in self._growers:
            weight += _GROWERS
        elif self._produced(mention):
            weight += _PRODUCED
        if number in context.aside:
            weight *= _ASIDE
        elif number in self._spent or self._of_premium(mention):
            weight *= _PREMIUM
        elif block.kind == "quote":
            weight *= _QUOTED
        return weight * (_WIDE if mention.value in _NEVER_ALONE else 1.0)

    @cached_property
    def _spent(self) -> frozenset[int]:
        """Blocks under headings that say what money was spent on: rice for the hungry is no product."""
        context = self._context
        return frozenset(
            number
            for number, block in enumerate(context.blocks)
            if block.kind != "heading"
            and any(
                context.has("premium", heading) or context.has("section", heading, "uses", "money")
                for heading in context.headings(number)[-1:]
            )
        )

    def _of_premium(self, mention: Mention) -> bool:
        """True in a sentence on the premium: "With the premium it set up a garden and beehives"."""
        sentence = self._context.sentence_at(mention.start)
        return sentence is not None and self._context.has("premium", sentence)

    def _produced(self, mention: Mention) -> bool:
        """True after a verb such as "grow" or "export" in a clause about the organisation or its members."""
        clause = self._context.clause_at(mention.start)
        if clause is None or self._context.subject(clause).who == "other":
            return False
        verbs = self._context.words("produce", Passage(clause.start, mention.start, ""))
        return bool(verbs)

    def _outside(self) -> Iterator[tuple[str, float]]:
        """What the organisation's names, the page's title and its address say."""
        context = self._context
        lexicon, metadata = context.language.lexicon, context.document.metadata
        address = re.sub(r"[-_/.+]+", " ", unquote(urlsplit(metadata.source or "").path))
        names = " . ".join(filter(None, (context.naming.name, *context.naming.alternate_names)))
        for words, weight in ((names, _NAME), (metadata.title or "", _TITLE), (address, _ADDRESS)):
            for value in {mention.value for mention in lexicon.find(tokenize(words)).get("product", ())}:
                yield value, weight

    def _produced_too(self, main: Mention | None) -> Iterator[Mention]:
        """Products that a clause says are sold or produced as well, by the organisation itself."""
        context = self._context
        for verb in context.words("produce"):
            clause = context.clause_at(verb.start)
            if clause is None or context.block_number(verb.start) in context.aside:
                continue
            if context.has("negation", clause) or context.has("hedge", clause):
                continue
            who = context.subject(clause).who
            if verb.value == "too" and who not in ("members", "other"):
                yield from (m for m in context.words("product", clause) if not _inside(m, verb))
            elif main is not None and who in ("self", "members") and verb.value in ("trade", "grow"):
                sold = [m for m in self._mentions if verb.end <= m.start and m.end <= clause.end]
                own = verb.value == "trade" or who == "self"  # members grow what they eat, too
                finite = context.language.is_finite(context.norms[verb.first])
                if own and finite and any(mention.value == main.value for mention in sold):
                    yield from (m for m in sold if m.value not in _NEVER_ALONE)
                for before, mention in self._pairs(sold):
                    if main.value in (before.value, mention.value):
                        yield before
                        yield mention
        for before, mention in self._pairs(self._mentions):
            inside = main is not None and main.value in (before.value, mention.value)
            if inside and mention.last + 1 in self._growers:
                yield before
                yield mention

    def _pairs(self, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
        """Two products side by side in a list, where the text tells of both again: "cocoa and coffee"."""
        joiners = self._context.language.number_joiners
        for before, mention in itertools.pairwise(mentions):
            gap = self._context.norms[before.last + 1 : mention.first]
            joined = len(gap) <= 2 and any(norm == "," or norm in joiners for norm in gap)
            told = self._times[before.value] > 1 and self._times[mention.value] > 1
            if joined and told and not {before.value, mention.value} & _NEVER_ALONE:
                yield before, mention


def _narrower(value: str) -> set[str]:
    """Products that a wide word also names: one of them says it better."""
    return {narrow for narrow, wide in _ALSO_CALLED.items() if wide == value}


def _inside(mention: Mention, verb: Mention) -> bool:
    return mention.start >= verb.start and mention.end <= verb.end
