"""The variations of the settings that are held against each other: name → settings that differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rag.config import Config

VARIATIONS: Mapping[str, Mapping[str, Any]] = {
    "full": {},
    "sparse-only": {"dense_weight": 0.0, "reranker": "none"},
    "dense-only": {"sparse_weight": 0.0},
    "no-reranker": {"reranker": "none"},
    "rrf": {"fusion": "rrf"},
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
