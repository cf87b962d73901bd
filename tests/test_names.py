"""Names that an English question writes in pinyin, as a small report of an invented county writes them."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

QINGLAN_2024 = """青岚县2024年政府工作报告

一、2023年工作回顾
全县地区生产总值增长6.1%。青岚大桥8月15日建成通车，全长912米。云汐湖水质达到Ⅲ类。
石桥村党支部书记罗燕秋被评为全省劳动模范。柏川市占全省经济总量的三成。青柏高铁开工建设，云汐至柏川高速公路通车，青化乙烯项目投产。青岚职业学院揭牌。
"""


@pytest.fixture(scope="module")
def qinglan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    file = tmp_path_factory.mktemp("qinglan") / "qinglan-2024.txt"
    file.write_text(QINGLAN_2024, "utf-8")
    config = Config(index=file.parent / "index")
    build([file], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "topic", "places"),
    [
        ("When did the Qinglan Bridge open?", "“青岚大桥”", ()),
        ("How clean is Yunxi Lake?", "“云汐湖”", ()),
        ("How clean is Lake Yunxi?", "“云汐湖”", ()),
        ("Did the Qinglan-Baichuan high-speed railway open?", "“青柏高铁”", ()),
        ("When did the Yunxi-Baichuan expressway open?", "“云汐至柏川高速公路”", ()),
        ("What is the capacity of Qinglan Petrochemical?", "“青化”", ()),
        ("Is there a Qinglan Vocational Institute?", "“青岚职业学院”", ()),
        ("Who is Luo Yanqiu in Qinglan?", "“罗燕秋”", ()),
        ("What share of the economy of Qinglan's province is in Baichuan?", "“柏川”", ()),
        ("What was Qinglan's GDP growth?", "", ()),
        ("Which World Heritage sites does Qinglan mention?", "", ()),
        ("Where did Qinglan rank in Baichuan?", "", ()),
        ("What did Huawei invest in Qinglan?", "", ("Huawei",)),
    ],
)
def test_names_in_pinyin_are_found_in_the_passages(
    qinglan: Assistant, question: str, topic: str, places: tuple[str, ...]
) -> None:
    """With the noun that ends them; not what something is ranked in, and what is read so nowhere is no known place."""
    understood = qinglan.prepare(question).question
    assert topic in understood.topic
    assert ("“" in understood.topic) == bool(topic)
    assert understood.places == places


def test_what_is_named_so_nowhere_is_declined_by_name(qinglan: Assistant) -> None:
    """With the reports that there are."""
    answer = qinglan.answer("What did Huawei invest in Qinglan?")
    assert answer.declined
    assert "anything about Huawei" in answer.text
