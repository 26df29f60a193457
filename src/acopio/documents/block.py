"""A block of a text: a heading, a paragraph, an item, a fact with its label."""

from __future__ import annotations

from typing import Literal, NamedTuple

BlockKind = Literal[
    "heading", "paragraph", "item", "quote", "row", "fact", "caption", "attribution", "boilerplate"
]


class Block(NamedTuple):
    """A stretch of text: `start` and `end` are offsets without markup at either side, `end` exclusive.

    `label` spans the words before the value of a fact ("Founded" in "Founded: 1997"); the block
    itself spans label and value. `level` is a heading's; `plain` marks one that only its looks give away.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: tuple[int, int] | None = None
    plain: bool = False

    @property
    def value_start(self) -> int:
        """Where the text after the label begins (the block's start where there is no label)."""
        return max(self.start, self.label[1]) if self.label else self.start
