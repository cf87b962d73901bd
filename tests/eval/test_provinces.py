"""Invented province-sized reports: that they are what they should be, and that answers over them are judged rightly."""

import json
from pathlib import Path

import docx
import pytest

from eval.provinces.measure import Measured, counts, make, measure
from eval.provinces.questions import Asked, judge
from eval.provinces.text import CHARS, report
from rag.config import Config

PLACES = ("河北省", "内蒙古自治区", "宁夏回族自治区", "上海市")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """Run over four short reports a year: a province, two autonomous regions, a municipality."""
    return measure(tmp_path_factory.mktemp("provinces"), Config(), PLACES, chars=(3000, 5000))


def test_a_report_has_the_length_of_a_real_one_and_prints_its_facts() -> None:
    """The same seed gives the same report; another seed another."""
    one = report("广西壮族自治区", 2025, seed=3)

    assert CHARS[0] <= sum(map(len, one.lines)) <= CHARS[1]
    assert all(fact.printed in "".join(one.lines) for fact in one.facts)
    assert one == report("广西壮族自治区", 2025, seed=3)
    assert one != report("广西壮族自治区", 2025, seed=4)


def test_the_truth_stands_beside_the_word_files(tmp_path: Path) -> None:
    """One line a fact; the files open as Word files whose last line says that they are invented."""
    facts = make(tmp_path / "2025", PLACES[:1], chars=(2000, 4000))

    lines = (tmp_path / "2025.truth.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["printed"] for line in lines] == [fact.printed for fact in facts]
    assert "虚构" in docx.Document(str(tmp_path / "2025" / "河北省2025年政府工作报告.docx")).paragraphs[-1].text


def test_answers_over_all_reports_are_complete(measured: Measured) -> None:
    """Every kind of question over the four places, autonomous regions and the municipality among them."""
    assert [one.asked.text for one in measured.answers if not one.verdict.complete] == []
    assert counts(measured.answers)[-1] == (
        "complete answers, all",
        f"{len(measured.answers)} of {len(measured.answers)}",
    )


def test_a_missing_place_a_wrong_figure_and_a_wrong_leader_are_seen() -> None:
    """An answer is complete only with every place, each figure as printed, and nothing beside."""
    each = Asked("each", "各省GDP目标", ("河北省", "上海市"), ("5.5%左右", "5%左右"))
    leader = Asked("extreme", "哪个省最高", ("河北省",))

    assert judge(each, "- 河北省：增长5.5%左右[1]\n- 上海市：增长5%左右[2]").complete
    assert not judge(each, "- 河北省：增长5.5%左右[1]").complete
    assert judge(each, "- 河北省：增长5%左右[1]\n- 上海市：增长5%左右[2]").wrong == 1
    assert judge(leader, "河北省最高[1]。\n- 河北省：5.5%[1]\n- 上海市：5%[2]").complete
    assert not judge(leader, "上海市最高[1]。").complete
