"""Work on a document that several readers of claim kinds need, done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from acopio.reading.context import ReadingContext

T = TypeVar("T")


def once_a_document(function: Callable[[ReadingContext], T]) -> Callable[[ReadingContext], T]:
    """Return the function with its result kept in the context; the result is not to be changed."""

    @wraps(function)
    def wrapper(context: ReadingContext) -> T:
        if function not in context.kept:
            context.kept[function] = function(context)
        return cast(T, context.kept[function])

    return wrapper
