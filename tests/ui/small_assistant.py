"""A small assistant over two invented reports, to drive the page with.

The assistant yields the real records for a few questions known by a word in them, so every state of the page can be
reached: an answer, a long list, a refusal, an error, an answer that streams until it is let go.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rag.config import EXTRACTIVE, Config
from rag.errors import BackendError
from rag.index.facets import Facets, facet_row
from rag.question.reading import corrected
from rag.records import (
    Answer,
    Citation,
    Context,
    Delta,
    Doubt,
    Event,
    Figure,
    FigureCheck,
    Finished,
    Hit,
    Passage,
    PassageKind,
    Question,
    Reading,
    Report,
    Retrieved,
    Stance,
)

HOSTILE = (
    '<img src="http://outside.example/x.png" onerror="window.hacked=1"><script>window.hacked=2</script>'
    "![x](http://outside.example/y.png) ${window.hacked=3} {{constructor}} [点我](javascript:window.hacked=4) $$x^2$$"
)

QINGSHI = f"""# 安澜市青石区2025年政府工作报告

——2025年1月9日在青石区第九届人民代表大会第四次会议上

青石区人民政府区长 梁远舟

各位代表：现在，由我向大会报告区政府的工作，请大家审议。

## 一、2024年工作回顾

过去一年，我们坚持稳中求进，预计全年地区生产总值增长6.1%，一般公共预算收入增长3.2%，社会消费品零售总额增长4.8%，主要指标好于全市平均水平。

### （一）民生保障更加有力

全年城镇新增就业1.24万人，完成年度任务的112%。发放创业担保贷款1.06亿元，扶持创业者618人。新建口袋公园9处，改造老旧小区23个、惠及居民8600户，群众的获得感不断增强。民生支出占一般公共预算支出的比重达到81.5%。

### （二）产业结构持续优化

新增高新技术企业17家，总数达到143家。陶瓷新材料产业园建成标准厂房12万平方米，入驻企业31家。{HOSTILE}

## 二、2025年重点工作

今年的主要预期目标是：地区生产总值增长6%左右，城镇新增就业1.1万人以上，居民收入增长与经济增长同步，单位生产总值能耗下降完成市下达任务。

### （一）办好民生实事

年内改造老旧小区30个，新增学位2400个，建成社区食堂15处，让群众在家门口享受到便利的服务。

### （二）建设现代产业体系

实施重点项目46个，年度计划投资88亿元。培育专精特新企业12家，推动陶瓷新材料、精密铸造、智慧物流三大产业集群协同发展。

## 名词解释

“两河一湖”：指流经我区的清水河、柳溪河和镜湖，是城市生态修复的重点区域。
"""

BAISHA = """# 白沙县2024年政府工作报告

——2024年2月1日在白沙县第十七届人民代表大会第三次会议上

## 一、2023年工作回顾

全县地区生产总值增长5.2%，城镇新增就业4830人，改造老旧小区6个。粮食总产量稳定在21万吨以上，新建高标准农田2.3万亩。

## 二、2024年重点工作

地区生产总值增长5.5%，城镇新增就业5000人，新建改建农村公路68公里，完成沙河水库除险加固。
"""

TEXTS = {"qingshi-2025": QINGSHI, "baisha-2024": BAISHA}

REPORTS = (
    Report(
        id="qingshi-2025",
        path="qingshi-2025.md",
        title="安澜市青石区2025年政府工作报告",
        region="青石区",
        level="区",
        within="安澜市",
        year=2025,
        date="2025-01-09",
        speaker="梁远舟",
        office="青石区人民政府区长",
    ),
    Report(
        id="baisha-2024",
        path="baisha-2024.md",
        title="白沙县2024年政府工作报告",
        region="白沙县",
        level="县",
        year=2024,
        date="2024-02-01",
        unsure=frozenset({"date"}),
    ),
)


def passage(report_id: str, words: str, sections: Sequence[str], years: Sequence[int], stance: Stance) -> Passage:
    """Make the passage of the paragraph that holds some words."""
    report = next(report for report in REPORTS if report.id == report_id)
    text = next(line for line in TEXTS[report_id].splitlines() if words in line)
    start = TEXTS[report_id].index(text)
    kind: PassageKind = "appendix" if sections[-1] == "名词解释" else "text"
    context = Context(report.region, report.year, report.title, tuple(sections), tuple(years), stance)
    return Passage(f"{report_id}:{start}", report_id, kind, text, (start, start + len(text)), ((0, start),), context)


REVIEW, PLAN = "一、2024年工作回顾", "二、2025年重点工作"
PASSAGES = (
    passage("qingshi-2025", "预计全年", [REVIEW], [2024], "achieved"),
    passage("qingshi-2025", "1.24万人", [REVIEW, "（一）民生保障更加有力"], [2024], "achieved"),
    passage("qingshi-2025", "标准厂房", [REVIEW, "（二）产业结构持续优化"], [2024], "achieved"),
    passage("qingshi-2025", "1.1万人以上", [PLAN], [2025], "target"),
    passage("qingshi-2025", "社区食堂", [PLAN, "（一）办好民生实事"], [2025], "target"),
    passage("qingshi-2025", "重点项目46个", [PLAN, "（二）建设现代产业体系"], [2025], "target"),
    passage("qingshi-2025", "两河一湖", ["名词解释"], [], "other"),
    passage("baisha-2024", "4830人", ["一、2023年工作回顾"], [2023], "achieved"),
    passage("baisha-2024", "5000人", ["二、2024年重点工作"], [2024], "target"),
)


def holding(words: str) -> Passage:
    """Give the passage that holds some words."""
    return next(passage for passage in PASSAGES if words in passage.text)


def citation(n: int, quote: str) -> Citation:
    """Cite the passage that holds a quote."""
    cited = holding(quote)
    start = cited.text.index(quote)
    return Citation(n, cited, quote, cited.origin(start, start + len(quote)))


@dataclass
class SmallIndex:
    """The part of an index that the page reads."""

    reports: tuple[Report, ...] = REPORTS

    @property
    def facets(self) -> Facets:
        """What the passages are filtered by."""
        number = {report.id: n for n, report in enumerate(self.reports)}
        rows = [facet_row(number[p.report_id], p) for p in PASSAGES if p.report_id in number]
        return Facets(*np.array(rows, np.int32).reshape(-1, 5).T)

    @property
    def figure_names(self) -> dict[str, int]:
        """Give the names of figures; there are none."""
        return {}

    def figures_named(self, names: Sequence[str]) -> list[Figure]:
        """Give the figures of some names; there are none."""
        return []

    def report_text(self, report_id: str) -> str:
        """Give the text of a report's file."""
        return TEXTS[report_id]

    def rows_of(self, report_id: str) -> range:
        """Give the rows of a report's passages."""
        rows = [row for row, passage in enumerate(PASSAGES) if passage.report_id == report_id]
        return range(rows[0], rows[-1] + 1)

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Give the passages of several rows."""
        return [PASSAGES[row] for row in rows]


def answer(text: str, quotes: Sequence[str], question: Question, **more: object) -> Answer:
    """Make an answer whose n-th mark stands on the n-th quote."""
    citations = tuple(citation(n, quote) for n, quote in enumerate(quotes, 1))
    settings: dict[str, object] = {
        "hits": tuple(Hit(passage, 1 / rank) for rank, passage in enumerate(PASSAGES, 1)),
        "figures": (),
        "declined": False,
        "backend": EXTRACTIVE,
        "seconds_retrieve": 0.02,
        "seconds_answer": 0.31,
    }
    return Answer(question=question, text=text, citations=citations, **(settings | more))  # type: ignore[arg-type]


def jobs(text: str) -> Answer:
    question = Question(text, regions=("青石区",), periods=((2024,), (2025,)), kind="figure", topic="城镇新增就业")
    words = "青石区2024年城镇新增就业1.24万人，完成年度任务的112%[1]；2025年的目标是1.1万人以上[2]。"
    quotes = ["全年城镇新增就业1.24万人，完成年度任务的112%", "城镇新增就业1.1万人以上"]
    figures = (FigureCheck("1.24万人", (1,)), FigureCheck("112%", (1,)), FigureCheck("1.1万人", (2,)))
    return answer(words, quotes, question, figures=figures)


def tasks(text: str) -> Answer:
    question = Question(text, regions=("青石区",), periods=((2025,),), stance="target", kind="list")
    words = (
        "青石区2025年的重点工作包括：\n- **民生实事**：改造老旧小区30个，新增学位2400个，建成社区食堂15处[1]\n"
        "- **产业体系**：实施重点项目46个，年度计划投资88亿元[2]；培育专精特新企业12家，推动陶瓷新材料、精密铸造、智慧物流"
        "三大产业集群协同发展[2]\n- **主要目标**：地区生产总值增长6%左右，城镇新增就业1.1万人以上，居民收入增长与经济增长同步[3]\n"
        "- **对照**：白沙县2024年计划新建改建农村公路68公里，完成沙河水库除险加固[4]，2023年粮食总产量稳定在21万吨以上[5]，"
        "投资总额为99亿元[2]\n另外，“两河一湖”是城市生态修复的重点区域[6]。"
    )
    quotes = ["改造老旧小区30个，新增学位2400个，建成社区食堂15处", "年度计划投资88亿元", "地区生产总值增长6%左右"]
    quotes += ["新建改建农村公路68公里", "粮食总产量稳定在21万吨以上", "是城市生态修复的重点区域"]
    figures = (FigureCheck("88亿元", (2,), "written"), FigureCheck("99亿元", (), "written", (Doubt("year", "2023年"),)))
    return answer(words, quotes, question, figures=figures, notes=("没有写明地区的条目按青石区回答。",))


def refusal(text: str) -> Answer:
    question = Question(text, regions=("白沙县",), periods=((2024,),), stance="target")
    words = "报告中没有找到白沙县2024年的地铁建设计划。报告里写到的交通项目是新建改建农村公路68公里。"
    return answer(words, [], question, declined=True, notes=("“今年”按最新的报告读作2024年。",))


def english(text: str) -> Answer:
    question = Question(text, lang="en", regions=("青石区",), periods=((2024,),), stance="achieved")
    words = "In 2024 Qingshi District created 12,400 new urban jobs, 112% of the year's target [1]."
    figures = (FigureCheck("12,400", (1,)), FigureCheck("112%", (1,)))
    return answer(
        words, ["全年城镇新增就业1.24万人，完成年度任务的112%"], question, figures=figures, backend="deepseek"
    )


def hostile(text: str) -> Answer:
    return answer(
        f"{text} 标准厂房12万平方米[1]。{HOSTILE}",
        ["标准厂房12万平方米"],
        Question(text),
        notes=(f"注意\n\n{HOSTILE}",),
    )


@dataclass
class SmallAssistant:
    """Answers a few questions by a word in them."""

    index: SmallIndex = field(default_factory=SmallIndex)
    config: Config = field(default_factory=Config)
    go_on: threading.Event = field(default_factory=threading.Event)
    """Lets the slow answer end."""
    closed: threading.Event = field(default_factory=threading.Event)
    """Set when the slow answer was given up or has ended."""
    backends: list[str | None] = field(default_factory=list)
    """What each question was to be answered by."""
    readings: list[Reading | None] = field(default_factory=list)
    """How each question was to be read."""
    histories: list[Sequence[object]] = field(default_factory=list)
    """What each question goes on from."""

    def ask(
        self,
        text: str,
        *,
        backend: str | None = None,
        history: Sequence[str | Question] = (),
        reading: Reading | None = None,
    ) -> Iterator[Event]:
        """Answer a question, event by event."""
        self.backends.append(backend)
        self.readings.append(reading)
        self.histories.append(history)
        known = {"就业": jobs, "重点工作": tasks, "地铁": refusal, "jobs": english, "<img": hostile, "慢": jobs}
        final = next((make for word, make in known.items() if word in text), refusal)(text)
        final = replace(final, question=corrected(final.question, reading or Reading()))
        yield Retrieved(final.question, final.hits)
        if "断线" in text:
            raise BackendError("deepseek: 连接超时（60 秒）。请检查 base_url，或改用原文摘录。", retryable=True)
        if "故障" in text:
            raise ValueError("a defect")
        if "慢" in text:
            yield from self._slowly()
        for start in range(0, len(final.text), 12):
            yield Delta(final.text[start : start + 12])
        yield Finished(final)

    def _slowly(self) -> Iterator[Event]:
        self.closed.clear()
        try:
            yield Delta("正在慢慢写")
            while not self.go_on.wait(0.06):
                yield Delta("，再写")
        finally:
            self.closed.set()
