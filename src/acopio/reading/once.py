"""Work on a document that several readers of claim kinds need, done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from acopio.reading.context import ReadingContext

T = TypeVar("T")


def once_a_document(function: Callable[[ReadingContext], T]) -> Callable[[ReadingContext], T]:
    """Return the function with its result kept as long as the context lives; the result is not to be changed."""
    kept: WeakKeyDictionary[ReadingContext, T] = WeakKeyDictionary()

    @wraps(function)
    def wrapper(context: ReadingContext) -> T:
        if context not in kept:
            kept[context] = function(context)
        return kept[context]

    return wrapper
