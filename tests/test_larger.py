"""Two statements held against each other where the question asks which tells more, and refusals in the asker's words."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

ZHULI_2025 = """竹里县2025年政府工作报告
——2025年1月8日在竹里县第六届人民代表大会第四次会议上
县长　叶知秋

各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。

一、2024年工作回顾
产业升级步伐加快。竹编工艺品出货量增长25.6%，竹编大师工作室开门迎客。
城乡面貌持续改善。整修石板古道12公里，古村落保护名录再添新成员。

二、2025年工作安排
做强特色产业。办好竹编博览会，竹编工艺品出货量增长15%左右。
"""


@pytest.fixture(scope="module")
def zhuli(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    folder = tmp_path_factory.mktemp("zhuli")
    (folder / "zhuli-2025.txt").write_text(ZHULI_2025, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "zhuli-2025.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


def test_which_is_the_larger_is_said(zhuli: Assistant) -> None:
    """Both figures, and by how much the one is above the other."""
    text = zhuli.answer("竹里县竹编工艺品出货量，2025年的增长目标和2024年的实际增幅比，哪个高？各是多少？").text

    assert "25.6%" in text
    assert "15%左右" in text
    assert text.startswith("2024年更高：")
    assert "10.6个百分点（计算得出）" in text


def test_nothing_is_computed_unasked(zhuli: Assistant) -> None:
    """One figure asked for is one figure told."""
    assert "计算得出" not in zhuli.answer("竹里县2024年竹编工艺品出货量增长多少？").text


def test_a_refusal_quotes_the_question(zhuli: Assistant) -> None:
    """What was not found is named as it was asked for, 多少 and unit and all."""
    answer = zhuli.answer("竹里县2024年的煤炭总产量是多少万吨？")

    assert answer.declined
    assert "煤炭总产量是多少万吨" in answer.text
