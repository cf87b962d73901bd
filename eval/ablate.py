"""The variations of the settings that are held against each other: name → settings that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rag.config import Config

if TYPE_CHECKING:
    from rag.index import Index

VARIATIONS: Mapping[str, Mapping[str, Any]] = {
    "full": {},
    "sparse-only": {"dense_weight": 0.0},
    "dense-only": {"sparse_weight": 0.0},
    "rrf": {"fusion": "rrf"},
    "no-context": {"context": False},
    "no-filter": {"place_year_filter": False},
    "no-lexicon": {"lexicon": False},
    "rewritten": {"rewrite_question": True},
    "hypothetical": {"hypothetical_answer": True},
    "llm-follow-ups": {"resolve_follow_ups": True},
}
"""One line each: what differs from the settings as they stand."""

WITH_LLM = ("rewritten", "hypothetical", "llm-follow-ups")
"""Those in which the LLM of the backend helps the search."""


def varied(config: Config, name: str) -> Config:
    """Give the settings of a variation by its name in VARIATIONS."""
    return replace(config, **VARIATIONS[name])


@contextmanager
def fitting(index: Index, config: Config) -> Iterator[Index]:
    """Give an index for some settings: the one at hand, or, for passages without context, one of the same files."""
    if index.context == config.context:
        yield index
        return
    from embeddings.encoder import load
    from rag.index import Index, build

    with TemporaryDirectory() as folder:
        build(
            [Path(stored.source) for stored in index.stored()],
            Path(folder),
            load(config.encoder),
            context=config.context,
        )
        other = Index.open(Path(folder))
        try:
            yield other
        finally:
            other.close()
