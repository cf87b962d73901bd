"""Reports and questions in traditional characters."""

from pathlib import Path

import opencc
import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build
from rag.words import normalise, simplified

REPORT = """青石區2024年政府工作報告
——2024年1月16日在青石區第十二屆人民代表大會第三次會議上
青石區人民政府區長　江遠帆

一、2023年工作回顧
2023年，地區生產總值增長6.1%，一般公共預算收入完成28.4億元，固定資產投資下降2.4%。
城鎮新增就業8600人，新建中小學3所，改造老舊小區12個。

二、2024年工作安排
（一）聚焦產業強區。新增高新技術企業15家以上，實施技改項目40個。
（二）聚焦民生改善。城鎮新增就業8000人以上，改造老舊小區18個。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Give settings whose index holds one report in traditional characters."""
    folder = tmp_path_factory.mktemp("traditional")
    (folder / "qingshi.txt").write_text(REPORT, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "qingshi.txt"], config.index, load(config.encoder))
    return config


def test_simplifying_keeps_every_place_in_a_text() -> None:
    """One character for one character."""
    assert simplified("張店區2024年新增城鎮就業") == "张店区2024年新增城镇就业"
    assert normalise("臺灣ＧＤＰ") == "台湾gdp"
    assert len(simplified(REPORT)) == len(REPORT)


def test_simplified_text_stays_as_it_is() -> None:
    """Of the characters in common use (GB 2312, level 1) none is taken for a traditional one."""
    common = "".join(
        bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)
    )

    assert simplified(common) == common


def test_the_pairs_agree_with_opencc() -> None:
    """Every pair of traditional.txt is one of OpenCC's, from traditional to simplified."""
    traditional = (Path(normalise.__code__.co_filename).parent / "traditional.txt").read_text("utf-8").splitlines()[0]
    reference = opencc.OpenCC("t2s").convert("\n".join(traditional)).split("\n")

    assert [simplified(one) for one in traditional] == reference


def test_headings_years_and_place_are_found_in_traditional_characters(index: Config) -> None:
    """Sections, years and stance of a traditional report are those of the same report in simplified characters."""
    opened = Index.open(index.index)
    report = opened.reports[0]
    contexts = [passage.context for passage in opened.passages(range(len(opened)))]

    assert (report.region, report.year, report.speaker) == ("青石区", 2024, "江远帆")
    assert {(context.years, context.stance) for context in contexts} >= {((2023,), "achieved"), ((2024,), "target")}
    assert any(context.sections == ("二、2024年工作安排", "（二）聚焦民生改善") for context in contexts)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("青石区2023年城镇新增就业多少人？", "城鎮新增就業8600人"),
        ("青石區2023年城鎮新增就業多少人？", "城鎮新增就業8600人"),
        ("青石区2024年计划改造多少老旧小区？", "改造老舊小區18個"),
        ("青石區去年的財政收入是多少？", "一般公共預算收入完成28.4億元"),
    ],
)
def test_a_traditional_report_answers_in_its_own_words(index: Config, question: str, quoted: str) -> None:
    """Asked in either script; what is quoted is the original."""
    answer = Assistant(Index.open(index.index), index).answer(question)

    assert not answer.declined
    assert any(quoted in citation.quote for citation in answer.citations)
    assert all(citation.quote in citation.passage.text for citation in answer.citations)
    assert all(check.supported_by for check in answer.figures)
