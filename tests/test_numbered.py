"""Names that differ by their number alone: what is told of one never answers for another."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build
from rag.numbered import numbered, of_another_number

QINGSHI = """青石区2025年政府工作报告
——2025年1月8日在青石区第九届人民代表大会第四次会议上
区长　顾南舟

一、2024年工作回顾
轨道交通加快建设。5号线一期开通运营，全长28公里；9号线完成投资16亿元。G205改造提升12公里，G309大修18公里。
社会事业全面进步。第三中学新增学位1200个，第四中学改扩建完成投资8000万元。
"""


@pytest.fixture(scope="module")
def qingshi(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    folder = tmp_path_factory.mktemp("numbered")
    (folder / "qingshi-2025.txt").write_text(QINGSHI, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "qingshi-2025.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("9号线全长多少公里？", "28公里"),
        ("青石区2024年9号线全长多少公里？", "28公里"),
        ("5号线完成投资多少？", "16亿元"),
        ("8号线完成投资多少？", "16亿元"),
        ("第四中学新增学位多少个？", "1200个"),
        ("青石区2024年第四中学新增学位多少个？", "1200个"),
        ("第三中学完成投资多少？", "8000万元"),
        ("第一中学新增学位多少个？", "1200个"),
        ("G104改造提升了多少公里？", "公里[1]"),
        ("G205大修了多少公里？", "18公里"),
        ("9号线开通了吗？", "是的"),
        ("第四中学新增了1200个学位吗？", "是的"),
        ("How long is Line 9?", "28"),
    ],
)
def test_what_is_told_of_one_never_answers_for_another(qingshi: Assistant, question: str, never: str) -> None:
    """The other's figure is not told, however alike the names read."""
    assert never not in qingshi.answer(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("9号线完成投资多少？", "16亿元"),
        ("205国道改造了多少公里？", "12公里"),
        ("第三中学新增多少学位？", "1200个"),
        ("四中改扩建花了多少钱？", "8000万元"),
        ("5号线开通运营了吗？", "是的"),
    ],
)
def test_the_one_asked_about_is_told(qingshi: Assistant, question: str, told: str) -> None:
    """Its own figure is, however its name is written."""
    assert told in qingshi.answer(question).text


def test_numbers_are_read_where_they_tell_names_apart() -> None:
    """Roads, lines, schools and codes; no dates, sessions, sectors or indicators."""
    assert numbered("309省道") == numbered("s309")
    assert numbered("二十三中校区") == numbered("第二十三中学")
    for text in ("12月5日", "第十四届人大第四次会议", "第二产业", "第一季度", "“十四五”期间", "三中全会", "pm2.5"):
        assert not numbered(text)


def test_a_clause_without_a_name_goes_on_about_the_last() -> None:
    """全长28公里 is of the line named before it, and of none once another thing is named."""
    assert of_another_number("9号线全长", ["全长28公里"], "9号线开工,5号线开通")
    assert not of_another_number("5号线全长", ["全长28公里"], "9号线开工,5号线开通")
    assert not of_another_number("5号线二期投资", ["总投资30亿元"], "5号线延伸,二期工程启动")
    assert of_another_number("5号线全长", ["大修18公里"], "5号线开通,g309路面改善")
