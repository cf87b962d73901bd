"""Slogans and abbreviations that reports explain."""

from pathlib import Path

import pytest

from rag.index import Index
from rag.index.build import build
from rag.lexicon.defined import defined
from rag.question import understand, with_terms
from tests.index.small_index import KeywordEncoder


@pytest.mark.parametrize(
    ("text", "term", "parts"),
    [
        ("“双廊”是指沿江生态廊道、滨湖科创廊道。", "双廊", ("沿江生态廊道", "滨湖科创廊道")),
        ("持续实施名师、名校长、名班主任“三名”工程。", "三名", ("名师", "名校长", "名班主任")),
        ("推进全域公园城市建设（以下简称“公园城市”）。", "公园城市", ("推进全域公园城市建设",)),
    ],
)
def test_what_a_report_explains_is_found(text: str, term: str, parts: tuple[str, ...]) -> None:
    """Unfolded behind, listed before, or abbreviated."""
    (found,) = defined(text)

    assert (found.term, found.parts) == (term, parts)


@pytest.mark.parametrize("text", ["打造“四梁八柱”。", "实施名师、名校长“三名”工程。", "获评“平安县”称号。"])
def test_a_quotation_is_no_definition(text: str) -> None:
    """A name is not explained by being quoted, nor by a list of another length."""
    assert not list(defined(text))


def test_a_question_is_asked_with_what_its_term_stands_for(tmp_path: Path) -> None:
    """The index collects what its reports explain; the question gets it beside its own words."""
    (tmp_path / "a.md").write_text(
        "---\nregion: 青石区\nyear: 2025\n---\n# 报告\n\n## 一、工作安排\n\n推进公园、道路、就业“三项”行动。\n", "utf-8"
    )
    build([tmp_path], tmp_path / "index", KeywordEncoder())
    index = Index.open(tmp_path / "index")

    question = with_terms(understand("青石区三项行动做什么？", index.reports), index.terms)

    assert [one.terms for one in question.expansions if one.asked == "三项"] == [("公园", "道路", "就业")]
