import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from llm_server import Make
from scipy.stats import bootstrap

from eval.compare import compare, interval, paired
from eval.measures import score
from eval.run import Run, RunError


def test_a_difference_has_the_interval_of_the_paired_bootstrap() -> None:
    """As scipy computes it, up to what drawing at random leaves open."""
    random_ = random.Random(3)
    first = [float(random_.random() < 0.6) for _ in range(200)]
    second = [max(value, float(random_.random() < 0.2)) for value in first]

    found = paired("right", first, second)

    gained = np.array(second) - np.array(first)
    expected = bootstrap((gained,), np.mean, n_resamples=20_000, method="percentile", rng=np.random.default_rng(1))
    assert found.difference == pytest.approx(gained.mean())
    assert (found.low, found.high) == pytest.approx(tuple(expected.confidence_interval), abs=0.006)
    assert found.certain


def test_the_same_values_differ_by_nothing() -> None:
    """An interval of no width around 0."""
    found = paired("right", [1.0, 0.0, 1.0], [1.0, 0.0, 1.0])

    assert (found.difference, found.low, found.high, found.certain) == (0.0, 0.0, 0.0, False)


def test_an_interval_is_the_same_every_time() -> None:
    """The seed is fixed."""
    values = [0.0, 1.0, 1.0, 0.0, 1.0]

    assert interval(values) == interval(values)


@pytest.fixture
def two_runs(gold: Make, answered: Make, tmp_path: Path) -> tuple[Run, Run]:
    """Four questions; the second run gains one, loses one, and has not answered the last."""
    golds = tuple(gold(id=f"q{n}") for n in range(4))
    right, wrong = answered("新增1.24万人[1]。", "新增就业1.24万人"), answered("新增9人[1]。", "新增9人")
    given = ([right, right, wrong, right], [right, wrong, right])
    return tuple(  # type: ignore[return-value]
        Run(
            directory=tmp_path / name,
            settings={"name": name},
            golds=golds,
            answers={asked.id: replace(said, id=asked.id) for asked, said in zip(golds, all_, strict=False)},
            scores=tuple(score(asked, said) for asked, said in zip(golds, all_, strict=False)),
        )
        for name, all_ in zip(("first", "second"), given, strict=True)
    )


def test_runs_are_compared_over_what_both_have(two_runs: tuple[Run, Run]) -> None:
    """Three shared questions, one lost and one won."""
    found = compare(*two_runs)

    by_name = {each.measure: each for each in found.differences}
    assert by_name["right"].questions == 3
    assert by_name["right"].difference == 0.0
    assert (found.lost, found.won) == (("q1",), ("q2",))


def test_runs_without_a_shared_question_cannot_be_compared(two_runs: tuple[Run, Run]) -> None:
    """The message names both."""
    first, second = two_runs

    with pytest.raises(RunError, match="share no question"):
        compare(first, replace(second, scores=()))
