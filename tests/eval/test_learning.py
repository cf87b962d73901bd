"""Learning what features are worth."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import load
from eval import fit
from eval import gold as gold_files
from rag.answer import Assistant
from rag.config import Config
from rag.features import FEATURES
from rag.index import Index
from rag.index.build import build
from rag.weights import read, weights

CORPUS = Path(__file__).parents[2] / "corpus"
EVERY = 4
"""One question in so many is asked."""


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[fit.Lesson]]:
    """Give lessons from questions about the bundled corpus."""
    config = Config(index=tmp_path_factory.mktemp("fit"))
    build([CORPUS], config.index, load(config.encoder))
    index = Index.open(config.index)
    golds = gold_files.read(gold_files.SPLITS["dev"])[::EVERY]
    yield list(fit.lessons(Assistant(index, config), golds, lambda: None))
    index.close()


def test_the_weights_beat_equal_ones(lessons: list[fit.Lesson]) -> None:
    """With those that come with baogao the first window is right more often than with all features alike."""
    asked = [lesson for lesson in lessons if lesson.learnable]

    learned = np.mean([lesson.grades[lesson.first(weights().windows)] == 1 for lesson in asked])
    equal = np.mean([lesson.grades[lesson.first(fit.equal(lessons))] == 1 for lesson in asked])

    assert len(asked) > 30
    assert learned > equal


def test_each_question_is_asked_again_without_its_proof(lessons: list[fit.Lesson]) -> None:
    """So that declining is learned from near misses: no window of those holds a fact."""
    without = [lesson for lesson in lessons if not lesson.answerable]

    assert len(without) > len(lessons) / 3
    assert all(lesson.grades.max(initial=0) == 0 for lesson in without)


def test_what_is_learned_can_be_read_back(lessons: list[fit.Lesson], tmp_path: Path) -> None:
    """A weight for each feature, and a threshold that gives up few of the right answers."""
    learned = fit.learn(lessons)
    fit.write(learned, tmp_path / "weights.json")

    told = json.loads((tmp_path / "weights.json").read_text("utf-8"))
    assert list(told["windows"]) == list(FEATURES)
    assert read(tmp_path / "weights.json").sure == pytest.approx(learned.sure, abs=1e-3)
    assert 0 < learned.sure < 0.5
