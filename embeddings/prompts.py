"""The words that models were trained to see before a question and before a passage: model name → Prompts.

From the model cards on the hub. Without them the models still answer, only worse; nobody should have to know them.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple


class Prompts(NamedTuple):
    """Put before each text as it is."""

    query: str = ""
    passage: str = ""


_TASK = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"
_KNOWN: tuple[tuple[str, Prompts], ...] = (
    ("multilingual-e5-*-instruct", Prompts(f"{_TASK} ")),
    ("multilingual-e5-*", Prompts("query: ", "passage: ")),
    ("qwen3-embedding*", Prompts(_TASK)),
    ("bge-*-zh*", Prompts("为这个句子生成表示以用于检索相关文章：")),
    ("bge-m3*", Prompts()),
)
"""By the last part of the name, in small letters; the first that fits counts."""


def known(model: str) -> Prompts | None:
    """Give the prompts of a model by its name (hub name, folder, or as a service calls it); None where none are known."""
    last = model.rstrip("/").rpartition("/")[2].lower()
    return next((prompts for pattern, prompts in _KNOWN if fnmatchcase(last, pattern)), None)


def chosen(model: str, query: str | None, passage: str | None, own: Prompts | None = None) -> Prompts:
    """Choose the prompts of a model.

    Args:
        model: its name.
        query: what the settings say; None where they say nothing.
        passage: the same.
        own: those that the model's own files name; empty ones count for nothing, for many models' files forget them.

    """
    usual = (own if own and any(own) else known(model)) or Prompts()
    return Prompts(usual.query if query is None else query, usual.passage if passage is None else passage)
