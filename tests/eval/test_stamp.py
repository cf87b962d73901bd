"""The measure of the stamp: right answers, corrupted by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.encoder import load
from eval import gold
from eval.stamp import WRITTEN, Right, corruptions, measure, written
from rag.answer import Assistant
from rag.config import CORPUS, Config
from rag.index import Index, build
from rag.records import Context, Passage, Report

REPORTS = [Report(id="q", path="q.md", region="青石区"), Report(id="b", path="b.md", region="白沙县")]


def passage(text: str, region: str) -> Passage:
    context = Context(region, 2025, "政府工作报告", ("一、回顾",), (2024,), "achieved")
    return Passage(f"{region}#0", region, "text", text, (0, len(text)), ((0, 0),), context)


RIGHT = Right(
    "one",
    "zh",
    "2024年，青石区一般公共预算收入完成45.2亿元，增长6.1%[1]。",
    (passage("一般公共预算收入完成45.2亿元，同比增长6.1%。", "青石区"), passage("粮食总产量21万吨。", "白沙县")),
)


def test_every_rule_makes_another_wrong_answer() -> None:
    """One thing is changed at a time, the same in every run."""
    made = {wrong.rule: wrong.text for wrong in corruptions(RIGHT, REPORTS)}

    assert set(made) == {
        "digit changed", "year swapped", "district swapped", "unit changed", "points for percent", "citation moved",
        "direction flipped",
    }  # fmt: skip
    assert made["points for percent"] == RIGHT.text.replace("%", "个百分点")
    assert made["district swapped"] == RIGHT.text.replace("青石区", "白沙县")
    assert made == {wrong.rule: wrong.text for wrong in corruptions(RIGHT, REPORTS)}


def test_the_check_catches_each_and_leaves_the_right_answer_alone() -> None:
    """Seven of seven, no false alarm."""
    outcome = measure([(RIGHT, REPORTS)])

    assert (outcome.caught.total(), outcome.made.total()) == (7, 7)
    assert (outcome.figures, outcome.doubted, outcome.alarms) == (2, 0, ())


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    config = Config(index=tmp_path_factory.mktemp("bundled") / "index")
    build([Path(CORPUS)], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


def test_the_stamp_holds_its_measures_on_the_answers_written_by_hand(bundled: Assistant) -> None:
    """At least 97 % of the corrupted answers caught; at most 1 % of the right figures doubted."""
    rights = written(bundled)

    outcome = measure([(right, bundled.index.reports) for right in rights])

    assert len(rights) >= 60 and outcome.made.total() >= 200
    assert outcome.caught.total() >= 0.97 * outcome.made.total()
    assert outcome.doubted <= 0.01 * outcome.figures


@pytest.mark.parametrize(
    ("split", "caught", "alarms"),
    [("third-domain", 0.95, 0.03), ("fourth-domain", 0.95, 0.03), ("fifth-domain", 0.93, 0.12)],
)
def test_the_stamp_holds_on_reports_of_other_shapes(split: str, caught: float, alarms: float, tmp_path: Path) -> None:
    """Rephrased, converted, rounded and worked out; the last ones reckon freely, and a few of them are doubted."""
    folder, config = gold.SPLITS[split].parent, Config(index=tmp_path / "index")
    build([folder], config.index, load(config.encoder))
    assistant = Assistant(Index.open(config.index), config)

    rights = written(assistant, folder / WRITTEN.name)
    outcome = measure([(right, assistant.index.reports) for right in rights])

    assert len(rights) >= 30
    assert outcome.caught.total() >= caught * outcome.made.total()
    assert len(outcome.alarms) <= alarms * len(rights)
