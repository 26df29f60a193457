"""Counts that stand in labels and tables: "Members: 1,240", a row "Growers | 176 | 438"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from acopio.claims.records import CountClaim, Passage, Quantity
from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.membership_dates import date_of_count
from acopio.reading.membership_fact_values import (
    PARTS,
    as_share,
    dated,
    first_sentence,
    further,
    glued,
    part_beside,
    seasonal,
    tells_percent,
    whole_number,
    words_before,
)
from acopio.reading.membership_nouns import ORGANIZATIONS, PEOPLE
from acopio.reading.quantity_mentions import QuantityMention, ShareMention

_LABELS: Final = frozenset({"members", "organizations", "women"})
_LEAD_WORDS: Final = 3  # words before the number of a value that has no noun of its own
_LONGEST_TABLE: Final = 60  # rows above one in which the table's heading row is looked for
_LABEL_WORDS: Final = 7  # a longer label is a sentence


def read_facts(context: ReadingContext, hired: bool) -> Iterator[CountClaim]:
    """Yield the counts that labels announce; `hired` tells that workers are who the organisation is of."""
    for number, block in enumerate(context.blocks):
        if not block.label or block.kind not in ("fact", "item", "row") or number in context.aside:
            continue
        label = Passage(block.label[0], block.label[1], "")
        if announces_others(context, label) or (block.kind == "row" and _of_uses(context, number)):
            continue
        yield from _shared_label(context, block, label)
        yield from _certified(context, block, label, hired)
        unit, part = _announced(context, label, hired)
        if unit is None and part is None:
            unit = _told_today(context, block, label)
        if unit is None and part is None:
            continue
        value = Passage(block.value_start, block.end, "")
        if block.kind == "row":
            yield from _row(context, block, value, unit, part)
            continue
        yield from _fact(context, number, block, value, unit, part)


def _of_uses(context: ReadingContext, number: int) -> bool:
    """True under a heading, or in a table, of premium uses: "Savings bank of the women members | 7.500"."""
    first = number
    while first and context.blocks[first - 1].kind == "row" and number - first < _LONGEST_TABLE:
        first -= 1
    heads = [block for block in (context.heading(number), context.blocks[first]) if block is not None]
    return any(
        context.has("premium", head) or context.has("section", head, "uses", "money") for head in heads
    )


def _certified(context: ReadingContext, block: Block, label: Passage, hired: bool) -> Iterator[CountClaim]:
    """Read how many are certified: "Organic: since 2003 for 88 beekeepers", "Certification: organic (45 members)"."""
    labels = {m.value for m in context.words("label", label)}
    if "certification" not in labels and not context.has("scheme", label):
        return
    first, stop = context.token_range(label.start, label.end)
    if not context.language.membership["organs"].isdisjoint(context.norms[first:stop]):
        return  # "The Fairtrade Premium Committee: 11 members"
    language = context.language.membership
    for mention in context.within(context.quantities, Passage(block.value_start, block.end, "")):
        unit = mention.unit
        people = unit is not None and unit.value in PEOPLE and (hired or unit.value != "worker")
        if unit is None or not people or mention.measure or context.norms[unit.last] in language["plots"]:
            continue
        if context.norms[mention.first - 1] not in language["every_one"]:
            yield claim(
                context, mention, unit.value, "certified", block.start, mention.noun_end, "label-certified"
            )


def _told_today(context: ReadingContext, block: Block, label: Passage) -> str | None:
    """Return the unit of "Today | 155 families": a label that says no more than when."""
    words = context.language.membership["nowadays"]
    first, stop = context.token_range(label.start, label.end)
    if not any(context.norms[i] in words for i in range(first, stop)) or stop - first > 2:
        return None
    numbers = context.within(context.quantities, Passage(block.value_start, block.end, ""))
    unit = numbers[0].unit if numbers else None
    people = unit is not None and unit.value in ("member", "farmer", "producer", "family", "artisan")
    return unit.value if unit is not None and people else None


def announces_others(context: ReadingContext, label: Passage) -> bool:
    """True for a label that leads to other pages: "Read next", "Previous"."""
    first = context.norms[context.token_at(label.start)]
    return context.has("elsewhere", label) or first in context.language.membership["teasers"]


def of_side_groups(context: ReadingContext, label: Passage) -> bool:
    """True for a label of groups for something beside the trade: "Women's savings groups"."""
    first, stop = context.token_range(label.start, label.end)
    words = set(context.norms[first:stop])
    membership = context.language.membership
    return not (words.isdisjoint(membership["side_groups"]) or words.isdisjoint(membership["sections"]))


def _shared_label(context: ReadingContext, block: Block, label: Passage) -> Iterator[CountClaim]:
    """Read "Half of the membership: women"."""
    parts = [m for m in context.words("part", Passage(block.value_start, block.end, "")) if m.value in PARTS]
    for share in context.within(context.shares, label):
        if parts and share.unit and block.end - parts[-1].end <= 2:
            yield claim(context, share, share.unit.value, parts[-1].value, block.start, block.end, "label")


def _announced(context: ReadingContext, label: Passage, hired: bool) -> tuple[str | None, str | None]:
    """Return unit and part that a label announces; nothing for a label about something else."""
    words = label_words(context, label)
    if words > _LABEL_WORDS:
        return None, None
    if _named(context, label):
        return None, None
    first, stop = context.token_range(label.start, label.end)
    for index in range(first, stop):
        the = index > first and context.norms[index - 1] in context.language.definite
        if context.norms[index] in context.language.membership["organs"] and (the or index == first):
            return None, None  # "Women on the board", "Committee members"
    labels = {mention.value for mention in context.words("label", label)}
    units = [
        mention for mention in context.words("unit", label) if mention.value not in ("community", "people")
    ]
    parts = [mention for mention in context.words("part", label) if mention.value in PARTS]
    whole = [m for m in units if m.last > m.first]  # "Personas productoras" are no women only
    inside = {i for m in whole for i in range(m.first, m.last + 1)}
    if parts and all(m.first in inside and m.first == m.last for m in parts):
        parts, labels = [], labels - {"women"}
    if {"women", "men"} <= {mention.value for mention in parts}:
        parts, labels = [], labels - {"women"}  # "Members (women/men)"
    if parts and not units and not context.words("tally", label):
        of, first = parts[0].first - 1, context.token_at(label.start)
        if of > first and context.norms[of] in context.language.membership["of_words"]:
            return None, None  # "Training of women leaders"
        beside = parts[-1].last + 1
        if (
            context.tokens[beside].end <= label.end
            and context.norms[beside] in context.language.location_cues
        ):
            return None, None  # "Women in leadership"
    part = parts[-1].value if parts else "women" if "women" in labels else None
    if (
        context.words("premium", label)
        or context.has("purpose", label, "cash-payment")  # "Bonus to farmers"
        or context.words("certified", label)
        or (context.words("product", label) and not units)
    ):
        return None, None
    if any(mention.value in ("worker",) for mention in units) and not hired:
        return None, None
    if hired and any(mention.value in ("farmer", "producer") for mention in units):
        return None, None  # "Outgrowers: 126", of a company
    if context.within(context.quantities, label):
        return None, None  # "Size 200g"
    if of_side_groups(context, label):
        return None, None
    everything = context.words("unit", label)
    if everything and everything[-1].value == "community" and units:
        return None, None  # "member communities"
    seasons = context.language.membership["seasonal"]
    if units and units[-1].value == "worker" and any(context.norms[i] in seasons for i in range(first, stop)):
        return None, None  # "Seasonal workers: up to 200"
    if units:
        return units[-1].value, part
    places = any(mention.value in ("community", "people") for mention in context.words("unit", label))
    if labels & _LABELS and not places:
        return ("cooperative" if "organizations" in labels else "member"), part
    return None, part


def _named(context: ReadingContext, label: Passage) -> bool:
    """True for a label that is somebody's name: capitalised words that are no words of labels."""
    first, last = context.token_at(label.start), context.token_at(max(label.start, label.end - 1))
    told = {
        index
        for kind in ("label", "unit", "part", "tally", "among")
        for mention in context.words(kind, label)
        for index in range(mention.first, mention.last + 1)
    }
    capitals = [
        i
        for i in range(first, last + 1)
        if context.tokens[i].kind == "word" and context.tokens[i].capitalised
    ]
    return len([i for i in capitals if i not in told and i > first]) > 1


def label_words(context: ReadingContext, label: Passage) -> int:
    """Return the number of words of a label."""
    first, last = context.token_at(label.start), context.token_at(max(label.start, label.end - 1))
    return sum(1 for token in context.tokens[first : last + 1] if token.kind == "word")


def _fact(
    context: ReadingContext, number: int, block: Block, value: Passage, unit: str | None, part: str | None
) -> Iterator[CountClaim]:
    value = first_sentence(context, value)
    if part and block.label and tells_percent(context, Passage(*block.label, "")):
        for mention in context.within(context.quantities, value)[:1]:
            told = unit or _before(context, number)
            yield claim(context, as_share(mention), told, part, block.start, mention.end, "label")
        return
    quantities = [
        m
        for m in context.within(context.quantities, value)
        if not (m.measure or m.loose or further(context, m) or glued(context, m)) and whole_number(m)
    ]
    shares = context.within(context.shares, value)
    if part and shares and not [q for q in quantities if q.start < shares[0].start]:
        told = unit or _before(context, number)
        for position, share in enumerate(shares):
            if position == 0 or dated(context, share):
                yield claim(context, share, told, part, block.start, share.end, "label")
        return
    listed = unit or "member"
    for position, mention in enumerate(quantities):
        if name := _listed(context, mention):
            listed = mention.unit.value if mention.unit else listed
            end = max(mention.noun_end, mention.end)
            yield claim(context, mention, listed, "other-subset", name, end, "label-listed")
            continue
        if mention.unit is not None and mention.unit.value == "worker" and unit != "worker":
            continue  # "Size of group: 312 producers, 7 employees"
        own = part_beside(context, mention, value, quantities)
        if position and not own and seasonal(context, mention) and unit == "worker":
            yield claim(context, mention, unit, "other-subset", mention.start, mention.end, "label-seasonal")
            continue
        unknown = not mention.unit or mention.unit.value in ("community", "people")
        if position and not own and unknown and not (dated(context, mention) and not mention.unit):
            continue
        start = block.start if position == 0 else _start_of(context, mention, own)
        end = max(mention.noun_end, own.end if own else 0)
        if own and position == 0 and not part and own.start < mention.start:
            continue
        if unknown and not position and words_before(context, value, mention) > _LEAD_WORDS:
            return
        counted = mention.unit.value if mention.unit else unit or _before(context, number)
        if counted in ("community", "people"):
            counted = unit or "member"
        yield claim(context, mention, counted, own.value if own else part or "all", start, end, "label")
    for share in shares:
        own = part_beside(context, share, value, [])
        if own:
            yield claim(
                context,
                share,
                unit or "member",
                own.value,
                min(own.start, share.start),
                max(own.end, share.end),
                "label",
            )


def _listed(context: ReadingContext, mention: QuantityMention) -> int | None:
    """Return where the name begins that a number in brackets follows: "Konokoyi (745 farmers)"."""
    bracket = mention.first - 1
    if bracket < 1 or context.tokens[bracket].text != "(":
        return None
    for run in context.capital_runs:
        if run.last == bracket - 1:
            return None if context.is_self(run.first) else context.tokens[run.first].start
    return None


def _row(
    context: ReadingContext, block: Block, value: Passage, unit: str | None, part: str | None
) -> Iterator[CountClaim]:
    """A row of a table: every number in it, the years of its columns aside."""
    quantities = context.within(context.quantities, value)
    if part and block.label and tells_percent(context, Passage(*block.label, "")):
        for mention in quantities[:1]:
            yield claim(context, as_share(mention), unit or "member", part, block.start, mention.end, "table")
        return
    for position, mention in enumerate(quantities):
        own = part_beside(context, mention, value, quantities)
        alone = position and mention.unit is None and not own
        if position and mention.unit is not None and mention.unit.value in ("community", "people"):
            continue  # "Growers | 215, in six villages"
        if alone and not dated(context, mention) and context.text.count("|", block.start, block.end) == 1:
            continue  # "Members | 2,946 (end of 2018), villages: 53"
        if not (mention.measure or mention.loose or glued(context, mention)) and whole_number(mention):
            told = own.value if own else part or "all"
            end = max(mention.end, own.end if own else 0)
            counted = mention.unit.value if _societies(mention) and mention.unit else unit or "member"
            yield claim(context, mention, counted, told, block.start, end, "table")
    for share in context.within(context.shares, value):
        beside = None if part else part_beside(context, share, value, quantities)
        if told := part or (beside.value if beside else ""):
            end = max(share.end, beside.end if beside else 0)
            yield claim(context, share, unit or "member", told, block.start, end, "table")


def _societies(mention: QuantityMention) -> bool:
    """True for "Members | 7 co-operatives": the value says what is counted."""
    return mention.unit is not None and mention.unit.value in ORGANIZATIONS


def _start_of(context: ReadingContext, mention: QuantityMention, own: Mention | None) -> int:
    return min(mention.start, own.start) if own else mention.start


def _before(context: ReadingContext, number: int) -> str:
    """Return the unit of the label before, for a label that names only a part ("of whom women")."""
    for block in reversed(context.blocks[max(0, number - 2) : number]):
        if block.label:
            units = context.words("unit", Passage(block.label[0], block.label[1], ""))
            if units:
                return units[-1].value
    return "member"


def claim(
    context: ReadingContext,
    mention: QuantityMention | ShareMention,
    unit: str,
    part: str,
    start: int,
    end: int,
    rule: str,
) -> CountClaim:
    """Return the claim of a number, quoting from `start` to `end`."""
    dates = context.within(context.dates, Passage(start, end, ""))
    date = date_of_count(context, mention, dates)
    quantity = mention.quantity if isinstance(mention, QuantityMention) else None
    share = mention.share if isinstance(mention, ShareMention) else None
    if share is not None and share.count is not None and share.percent is None:  # "Women members: 187 of 655"
        stated = context.text[mention.start : mention.end]
        quantity = Quantity(Decimal(share.count), "exactly", share.count, share.count, stated, unit)
        share = None
    return CountClaim(
        passage=context.passage(start, end),
        rule=f"membership.{rule}",
        quantity=quantity,
        share=share,
        unit=unit,
        part=part,
        date=date.date if date else None,
        support=context.support(date) if date else (),
    )
