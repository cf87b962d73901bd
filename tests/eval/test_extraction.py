"""Figures read from reports, held against annotations."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from eval.extraction import alike, measure
from rag.errors import BaogaoError

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
TEXT = "青石区政府工作报告\n\n一、2024年工作回顾\n\n2024年，全区一般公共预算收入完成56.2亿元，同比增长4%。\n\n二、2025年工作目标\n\n城镇新增就业1.2万人以上。\n"


def annotated(folder: Path, **changed: Any) -> Path:
    """Write the report and one annotation of its first figure, changed as told."""
    report = folder / "qingshi-2025.txt"
    report.write_text(TEXT, "utf-8")
    start = TEXT.index("56.2亿元")
    name = TEXT.index("一般公共预算收入")
    figure = {
        "span": [start, start + 6],
        "value": "5620000000",
        "unit": "元",
        "qualifier": "",
        "indicator": [[name, name + 8]],
        "year": 2024,
        "region": "青石区",
        "stance": "achieved",
    } | changed
    checksum = hashlib.sha256(report.read_bytes()).hexdigest()[:16]
    row = {"document": report.stem, "sha256": checksum, "clause": [name, start + 6], "figures": [figure]}
    annotations = folder / "annotations.jsonl"
    annotations.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    return annotations


def test_a_figure_read_as_annotated_counts_as_right(tmp_path: Path) -> None:
    """Value, unit and every property agree."""
    found = measure(tmp_path, annotations=annotated(tmp_path))

    assert set(found.measures.values()) == {1.0}


@pytest.mark.parametrize(
    ("changed", "name"),
    [({"year": 2023}, "year"), ({"stance": "target"}, "stance"), ({"qualifier": "about"}, "qualifier")],
)
def test_a_wrong_property_is_counted_and_named(tmp_path: Path, changed: dict[str, Any], name: str) -> None:
    """The figure is found, the property is not right, and the miss says which."""
    found = measure(tmp_path, annotations=annotated(tmp_path, **changed))

    assert (found.measures["F1"], found.measures[name]) == (1.0, 0.0)
    assert [miss.what for miss in found.misses] == [name]


def test_another_value_is_a_miss_and_an_extra(tmp_path: Path) -> None:
    """What is annotated was not read, and what was read is not annotated."""
    found = measure(tmp_path, annotations=annotated(tmp_path, value="562"))

    assert found.measures["F1"] == 0.0
    assert {miss.what for miss in found.misses} == {"value", "extra"}


def test_another_file_than_the_annotated_one_is_refused(tmp_path: Path) -> None:
    """Positions would point elsewhere."""
    annotations = annotated(tmp_path)
    (tmp_path / "qingshi-2025.txt").write_text(TEXT + "。", "utf-8")

    with pytest.raises(BaogaoError, match="not the file that was annotated"):
        measure(tmp_path, annotations=annotations)


def test_indicators_are_alike_by_name_or_by_most_of_their_words() -> None:
    """Another denominator is another indicator."""
    assert alike("新增城镇就业", "城镇新增就业人数")
    assert alike("市级以上创新平台", "新增市级以上创新平台")
    assert not alike("工业增加值", "农业增加值")
    assert not alike("", "地区生产总值")


@pytest.mark.reports
@pytest.mark.skipif(not REPORTS.is_dir(), reason="the full reports are not there")
def test_figures_of_the_real_reports_are_read_as_annotated() -> None:
    """What users rely on: value and unit, indicator, year, place and stance."""
    measures = measure(REPORTS).measures

    assert measures["F1"] >= 0.98
    assert measures["indicator"] >= 0.90
    assert min(measures["year"], measures["region"], measures["stance"]) >= 0.95
