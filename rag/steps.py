"""Run steps that may be left at any moment to their end: a generator → what it returns."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar, cast

T = TypeVar("T")


def ended(steps: Generator[object, None, T]) -> T:
    """Pass over what a generator gives, for what it returns; raises what it raises."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast("T", end.value)
