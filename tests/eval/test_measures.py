import numpy as np
import pytest
from llm_server import Make

from eval.answers import Seconds
from eval.measures import SHORT, SHORT_LONGER, by_type, percentile, score, totals

JOBS = "全年城镇新增就业1.24万人"
RIGHT = "城镇新增就业12400人[1]。"
REFUSAL = "报告中没有找到青石区2021年城镇新增就业的人数。"


def test_an_answer_is_right_when_all_facts_stand_in_it(gold: Make, answered: Make) -> None:
    """Both facts are needed; the share says how many there are."""
    asked = gold(gold=(("1.24万人",), ("112%",)))

    assert score(asked, answered("1.24万人，完成112%[1]。", JOBS)).right == 1.0
    half = score(asked, answered(RIGHT, JOBS))
    assert (half.right, half.facts, half.missing) == (0.0, 0.5, ("112%",))


def test_a_forbidden_figure_spoils_the_answer(gold: Make, answered: Make) -> None:
    """1.1万 is the target; 21.1万 is none of it."""
    asked = gold(forbidden=("1.1万",))

    assert score(asked, answered("1.24万人，目标11000人。")).forbidden == ("1.1万",)
    assert score(asked, answered("1.24万人，目标11000人。")).right == 0.0
    assert score(asked, answered("1.24万人，累计21.1万人。")).right == 1.0


def test_declining_is_right_only_where_the_reports_do_not_tell(gold: Make, answered: Make) -> None:
    """Even if the refusal happens to hold the facts."""
    unanswerable = gold(gold=(), documents=(), evidence=())

    assert score(unanswerable, answered(REFUSAL, declined=True)).right == 1.0
    assert score(unanswerable, answered(RIGHT, JOBS)).right == 0.0
    refused = score(gold(), answered("报告中没有找到，只有1.24万人。", declined=True))
    assert (refused.right, refused.facts) == (0.0, 0.0)


def test_length_leaves_out_the_marks_and_short_has_a_limit_by_type(gold: Make, answered: Make) -> None:
    """110 characters for a figure, 350 for a list."""
    text = "新增1.24万人" + "长" * (SHORT - 8) + "[1][2]"

    assert score(gold(), answered(text)).length == SHORT
    assert score(gold(), answered(text)).short_right == 1.0
    assert score(gold(), answered(text + "长")).short_right == 0.0
    assert score(gold(type="list"), answered("1.24万" + "长" * (SHORT_LONGER - 5))).short_right == 1.0
    assert score(gold(type="list"), answered("1.24万" + "长" * (SHORT_LONGER - 4))).short_right == 0.0


def test_a_failed_question_is_wrong_and_nothing_else(gold: Make, answered: Make) -> None:
    """An error counts against right and retrieval, and is no refusal."""
    failed = score(gold(), answered("", error="TimeoutError", declined=True))

    assert (failed.right, failed.declined, failed.failed, failed.value("recall@10")) == (0.0, False, True, 0.0)
    unanswerable = gold(gold=(), documents=(), evidence=())
    assert score(unanswerable, answered("", error="TimeoutError")).right == 0.0


def test_a_measure_that_does_not_apply_is_left_out_of_the_mean(gold: Make, answered: Make) -> None:
    """A refusal has no citations to judge; a question without evidence no recall."""
    unanswerable = gold(id="q2", type="unanswerable", gold=(), documents=(), evidence=())
    scores = [
        score(gold(), answered(RIGHT, JOBS)),
        score(unanswerable, answered(REFUSAL, JOBS, declined=True)),
    ]

    together = totals(scores)

    assert together.means["right"] == 1.0
    assert together.means["citation precision"] == 1.0
    assert together.means["recall@1"] == 1.0
    assert by_type(scores)["unanswerable"].means["recall@1"] is None


def test_refusals_have_precision_and_recall(gold: Make, answered: Make) -> None:
    """Two unanswerable, one declined; two answerable, one of them declined too."""
    unanswerable = gold(gold=(), documents=(), evidence=())
    refused, spoke = answered(REFUSAL, declined=True), answered(RIGHT, JOBS)

    together = totals([score(asked, said) for asked in (unanswerable, gold()) for said in (refused, spoke)])

    assert (together.declined_rightly, together.declined_wrongly, together.unanswerable) == (1, 1, 2)
    assert (together.refusal_precision, together.refusal_recall) == (0.5, 0.5)
    assert totals([score(gold(), spoke)]).refusal_precision is None


def test_times_are_given_by_percentile(gold: Make, answered: Make) -> None:
    """p50 and p95 of retrieval and answer; the first word only where it was taken."""
    scores = [score(gold(), answered(RIGHT, JOBS, seconds=Seconds(n / 100, n / 10))) for n in range(1, 6)]

    seconds = totals(scores).seconds

    assert seconds["retrieve p50"] == pytest.approx(0.03)
    assert seconds["answer p95"] == pytest.approx(0.48)
    assert seconds["first word p50"] is None


def test_percentiles_agree_with_numpy() -> None:
    """On the line between neighbours."""
    values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0]
    for p in (0, 5, 50, 95, 100):
        assert percentile(values, p) == pytest.approx(float(np.percentile(values, p)))
    assert percentile([], 50) is None


def test_a_judge_is_averaged_beside_the_measures(gold: Make, answered: Make) -> None:
    """Its names come from what it said."""
    scores = [score(gold(), answered(RIGHT, JOBS), {"judged completeness": grade}) for grade in (0.5, 1.0)]

    assert totals(scores).means["judged completeness"] == 0.75
