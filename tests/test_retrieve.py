"""How the searches are joined."""

from dataclasses import replace

import numpy as np
import pytest

from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.retrieve import covered, scaled


def test_words_count_by_how_much_of_the_question_they_cover() -> None:
    """The best of poor matches is still poor; a match beyond a mean passage's counts as full."""
    assert covered(np.array([2.0, 1.0], np.float32), 8.0).tolist() == [0.25, 0.125]
    assert covered(np.array([16.0, 8.0], np.float32), 8.0).tolist() == [1.0, 0.5]
    assert covered(np.array([], np.float32), 8.0).shape == (0,)


def test_cosines_are_scaled_between_the_worst_and_the_best() -> None:
    """A model whose cosines all lie near 1 tells as much as another; a single passage counts in full."""
    assert scaled(np.array([0.9, 0.85, 0.8], np.float32)).tolist() == pytest.approx([1, 0.5, 0], abs=1e-5)
    assert scaled(np.array([0.3], np.float32)).tolist() == [1.0]
    assert scaled(np.array([], np.float32)).shape == (0,)


def test_a_year_is_not_met_by_the_report_year(small_config: Config) -> None:
    """What the report of 2024 says of 2023 stays out where its plan for 2024 is asked for."""
    assistant = Assistant(Index.open(small_config.index), small_config)

    hits = assistant.answer("青石区2024年改造老旧小区多少个？").hits

    assert hits
    assert "18个" in hits[0].passage.text
    assert not any("改造老旧小区12个" in hit.passage.text for hit in hits)


def test_the_head_comes_first_only_where_the_report_is_asked_about(small_config: Config) -> None:
    """Who gave it, yes; when a road was opened, no."""
    assistant = Assistant(Index.open(small_config.index), small_config)

    assert assistant.answer("青石区2024年政府工作报告是谁作的？").hits[0].passage.kind == "head"
    assert assistant.answer("滨河快速路什么时候全面启动？").hits[0].passage.kind != "head"


def test_a_leg_of_no_weight_brings_nothing(small_config: Config) -> None:
    """Words alone find what holds the words."""
    config = replace(small_config, dense_weight=0.0, reranker="none")

    hits = Assistant(Index.open(config.index), config).answer("口袋公园").hits

    assert hits
    assert all("公园" in hit.passage.text for hit in hits)
    assert all(set(hit.ranks) == {"sparse"} for hit in hits)
