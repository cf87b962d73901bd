import re
from dataclasses import replace
from pathlib import Path

import pytest
from llm_server import Make

from eval.compare import compare
from eval.measures import score
from eval.report import comparison_page, run_page
from eval.run import Run

HOSTILE = "<script>alert(1)</script><img src=http://outside.example/x.png>"


@pytest.fixture
def run(gold: Make, answered: Make, tmp_path: Path) -> Run:
    """One right, one wrong with hostile texts, one that failed."""
    golds = (gold(), gold(id="q2", type="list", question=f"有哪些？{HOSTILE}"), gold(id="q3"))
    answers = {
        "q1": answered("新增1.24万人[1]。", "新增就业1.24万人"),
        "q2": answered(f"新增9人[1]。{HOSTILE}", HOSTILE),
        "q3": answered("", error="TimeoutError: no answer"),
    }
    return Run(tmp_path, {"name": "dev local"}, golds, answers, tuple(score(g, answers[g.id]) for g in golds))


def test_a_page_asks_for_nothing_outside(run: Run) -> None:
    """No script, no link, no picture but what is drawn in it, and a policy that says so."""
    page = run_page(run, details=True)

    assert not re.search(r"<(script|link|img|iframe|a|form)\b|<[^>]*\b(src|href)=|url\(|@import", page)
    assert "default-src 'none'" in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_page_shows_every_wrong_answer_with_its_sources(run: Run) -> None:
    """Question, what was wanted and missing, what was cited and found; the error of what failed."""
    page = run_page(run, details=True)

    assert "Wrong answers (2)" in page
    assert "missing: 1.24万人" in page
    assert "wanted: 1.24万人 / 12400" in page
    assert "found 1: qingshi-2025" in page
    assert "TimeoutError: no answer" in page
    assert "figure (2)" in page
    assert "<svg" in page


def test_totals_alone_show_no_question(run: Run) -> None:
    """What is never tuned on shows no type and no answer."""
    page = run_page(run, details=False)

    assert "Wrong answers" not in page
    assert "有哪些" not in page
    assert "figure (2)" not in page
    assert "right 33.3" in page


def test_a_comparison_shows_both_answers_side_by_side(run: Run, answered: Make) -> None:
    """Where only one of the two is right."""
    worse = {**run.answers, "q1": answered("新增7人。")}
    second = replace(
        run, settings={"name": "after"}, answers=worse, scores=tuple(score(g, worse[g.id]) for g in run.golds)
    )

    comparison = compare(run, second)
    page = comparison_page(comparison, details=True)

    assert "Only the first is right (1)" in page
    assert "新增1.24万人[1]。" in page
    assert "新增7人。" in page
    assert "新增7人。" not in comparison_page(comparison, details=False)


def test_a_page_tells_what_each_threshold_of_confidence_would_decline(run: Run, gold: Make, answered: Make) -> None:
    """Wrongly declined against wrongly answered, of the answers that tell how sure they are."""
    golds = (gold(), gold(id="q2"), gold(id="q3", gold=(), evidence=(), documents=()))
    answers = {
        "q1": answered("新增1.24万人[1]。", "新增就业1.24万人", confidence=0.85),
        "q2": answered("新增1.24万人[1]。", "新增就业1.24万人", confidence=0.15),
        "q3": answered("新增9人[1]。", "新增就业9人", confidence=0.35),
    }
    sure = replace(run, golds=golds, answers=answers, scores=tuple(score(g, answers[g.id]) for g in golds))

    page = run_page(sure, details=True)

    assert "wrongly declined" not in run_page(run, details=True)
    assert re.search(r'<td>0.20</td><td class="n">50.0</td><td class="n">100.0</td>', page)
    assert re.search(r'<td>0.40</td><td class="n">50.0</td><td class="n">0.0</td>', page)
