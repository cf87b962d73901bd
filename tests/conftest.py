"""A small corpus of invented places, and the assistant that answers from it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from misbehaving import KEY, KEY_VARIABLE, Server

from embeddings.encoder import load
from rag.answer import Assistant
from rag.backends import openai_chat
from rag.config import Config
from rag.index import Index
from rag.index.build import build

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "reports"
"""Full reports, where a checkout has them beside it; tests that read them skip where it has not."""

QINGSHI_2024 = """2024年政府工作报告
——2024年1月16日在安澜市青石区第十二届人民代表大会第三次会议上
青石区人民政府区长　江远帆

各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。

一、2023年工作回顾

2023年，面对复杂形势，全区上下攻坚克难，经济运行总体平稳。预计地区生产总值增长6.1%，一般公共预算收入完成28.4亿元，同比增长3.7%，固定资产投资下降2.4%，社会消费品零售总额增长8.2%。
回顾一年工作，主要抓了三个方面：
一是产业转型步伐加快。新增高新技术企业21家（含临港园区4家），科技型中小企业达到163家。琥珀湾产业园一期建成投用，引进亿元以上项目19个，到位市外资金37.5亿元。
二是城乡面貌持续改善。改造老旧小区12个，新建口袋公园9处，新改建农村公路46公里，优良天数达到301天。滨河快速路全面启动。
三是民生保障扎实有力。城镇新增就业8600人，新建中小学3所，新增学位2700个，建成社区食堂15处。民生支出占一般公共预算支出的比重达到81.3%。
同时，我们也清醒认识到，发展中还存在不少困难和问题，主要是：产业结构偏重，新动能支撑不足；财政收支矛盾突出；公共服务还有短板。

二、2024年目标任务和重点工作

全区经济社会发展主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长4%以上，固定资产投资增长7%，城镇新增就业8000人以上，居民收入增长与经济增长同步。
围绕上述目标，重点抓好四个方面工作：
（一）聚焦产业强区，培育新质生产力。新增高新技术企业15家以上，实施技改项目40个，推动琥珀湾产业园二期开工。
（二）聚焦城市更新，提升宜居品质。改造老旧小区18个，新建人才公寓320套，新建口袋公园6处。
（三）聚焦乡村振兴，促进共同富裕。建成高标准农田2.3万亩，新改建农村公路50公里。
（四）聚焦民生改善，增进群众福祉。今年办好民生实事，主要是：（1）新建公办幼儿园2所；（2）改造农贸市场5处；（3）新增停车位1200个；（4）适老化改造300户。
"""

QINGSHI_2023 = """青石区2023年政府工作报告
——2023年1月10日在青石区第十二届人民代表大会第二次会议上
青石区人民政府区长 江远帆

一、2022年工作回顾
2022年，地区生产总值增长4.3%，一般公共预算收入增长1.9%，固定资产投资增长9.6%。新增高新技术企业17家，城镇新增就业7900人，优良天数288天。

二、2023年目标任务
地区生产总值增长6.5%左右，固定资产投资增长8%以上，城镇新增就业8200人以上，新增高新技术企业18家。
“双廊三园”是指沿江生态廊道、滨湖科创廊道和琥珀湾、石门、云台三个产业园。
"""

ANLAN_2024 = """安澜市2024年政府工作报告
——2024年2月2日在安澜市第九届人民代表大会第四次会议上
安澜市市长 顾清和

一、2023年工作回顾
全市地区生产总值达到1860亿元，增长5.4%，城镇新增就业5.2万人。青石区入选全省县域经济十强。

二、2024年工作安排
地区生产总值增长5.8%，城镇新增就业5万人以上，新增高新技术企业120家。
"""


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with three reports of two places."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in (("qingshi-2024", QINGSHI_2024), ("qingshi-2023", QINGSHI_2023), ("anlan-2024", ANLAN_2024)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def small_config(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Give settings whose index holds the small corpus."""
    config = Config(index=tmp_path_factory.mktemp("index"))
    build([small_corpus], config.index, load(config.encoder))
    return config


@pytest.fixture(scope="session")
def assistant(small_config: Config) -> Iterator[Assistant]:
    """Give an assistant over the small corpus."""
    index = Index.open(small_config.index)
    yield Assistant(index, small_config)
    index.close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Give an OpenAI-compatible address that misbehaves as told."""
    monkeypatch.setattr(openai_chat, "BACKOFF", 0.01)
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield running
        running.over.set()
        running.shutdown()
        thread.join()
