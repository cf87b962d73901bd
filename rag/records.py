"""The nouns of baogao: what a report is made of, what a question asks, what an answer shows.

Frozen dataclasses with no behaviour beyond what follows from their own fields. Every span is a pair
`(start, end)` of character positions in the text of the file as it was before any repair.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Span = tuple[int, int]
Run = tuple[int, int]

Stance = Literal["achieved", "target", "other"]
"""What a passage does: tell what was done, promise what will be done, or neither."""

PassageKind = Literal["text", "outline", "items", "head", "appendix"]
"""Running text; a section's heading with its children's; an enumeration in short; title and speaker; 名词解释."""

Qualifier = Literal["", "about", "near", "at_least", "at_most"]
"""左右 or 余; 近; 以上 or 突破; 以内."""

Aspect = Literal["level", "added", "cumulative", "growth", "share", "rank"]
"""What a figure tells of its indicator: 120亿元, 新增20家, 增长5%, 占比 or 率 of 40%, 第2位."""

Change = Literal["", "up", "down", "to", "new"]
"""Whether a figure tells a level, by how much it rose or fell, what it rose or fell to, or what was added."""

AskedStance = Literal["achieved", "target", "either"]
"""What an asker can choose of a passage: that it tells what was done, what will be done, or either."""

QuestionKind = Literal["figure", "list", "definition", "who", "when", "yes_no", "compare", "other"]
Language = Literal["zh", "en"]


_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|"
    "锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各"
)
_AUTONOMOUS = re.compile(rf"(?<=..)(?:(?:{_PEOPLES})族|维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯|达斡尔)*自治[州县旗区]$")


def short_name(place: str) -> str:
    """Give the name of a place as people say it: 张店 for 张店区, 宁夏 for 宁夏回族自治区."""
    short = _AUTONOMOUS.sub("", place)
    return short if short != place else re.sub(r"(?<=..)[省市区县州盟旗镇乡]$", "", place)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a whole. An empty string or None means that the file does not tell."""

    id: str
    """The file's stem; unique within an index."""
    path: str
    title: str = ""
    region: str = ""
    """The full name of the place that reports: 张店区."""
    level: str = ""
    """国, 省, 市, 区, 县, 镇 or 乡."""
    within: str = ""
    """The place above it, where the report names it: 淄博市."""
    year: int | None = None
    """The year of the report: it reviews the year before and plans this one."""
    date: str = ""
    """ISO 8601, YYYY-MM-DD."""
    session: str = ""
    speaker: str = ""
    office: str = ""
    kind: str = "full"
    """full, press or digest."""
    unsure: frozenset[str] = frozenset()
    """Names of the fields above that were inferred on weak evidence."""

    @property
    def short_region(self) -> str:
        """The name as people say it: 张店 for 张店区."""
        return short_name(self.region)


@dataclass(frozen=True, slots=True)
class Context:
    """What a paragraph seldom says and its reader must know: whose it is, of which years, done or planned."""

    region: str
    report_year: int | None
    title: str
    sections: tuple[str, ...]
    """Headings from the outermost inwards."""
    years: tuple[int, ...]
    """The years spoken of, ascending; (2016, 2017, 2018, 2019, 2020) for a five-year review."""
    stance: Stance

    @property
    def line(self) -> str:
        """One line for the embedding, BM25, prompts and cards."""
        stance = {"achieved": "完成情况", "target": "目标计划", "other": ""}[self.stance]
        if len(self.years) > 1:
            years = f"{self.years[0]}-{self.years[-1]}年"
        else:
            years = "".join(f"{year}年" for year in self.years)
        report = f"{self.report_year}年政府工作报告" if self.report_year else "政府工作报告"
        parts = [self.region, report, *self.sections, f"{years}{stance}"]
        return " › ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed, retrieved and cited: whole sentences of one section, repaired for reading."""

    id: str
    report_id: str
    kind: PassageKind
    text: str
    span: Span
    runs: tuple[Run, ...]
    """Where the text comes from: from character `run[0]` of `text` on, the file continues at `run[1]`."""
    context: Context

    def origin(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the file.

        Args:
            start: first character, counted from 0.
            end: one past the last character; `end > start`.

        """
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, position: int) -> int:
        run = self.runs[bisect_right(self.runs, position, key=lambda run: run[0]) - 1]
        return run[1] + position - run[0]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a report with what it measures: one row of every table, trend and check."""

    indicator: str
    """As the report names it, with subjects that it leaves out put back: 市场主体总数."""
    name: str
    """One name for many: 城镇新增就业 for 新增城镇就业人数."""
    text: str
    """As printed: 1.69万人."""
    words: str
    """As printed with what qualifies it and its parts: 1万人以上, 突破500亿元, 21家（含南湖镇4家）."""
    value: Decimal
    """In base units: 16900; of a range the lower end."""
    unit: str
    """% for shares and rates, 位 for ranks, else what is counted or measured; empty where words stand for a number
    (与经济增长同步), whose value is 0."""
    years: tuple[int, ...]
    """Ascending; several for a period."""
    region: str
    stance: Stance
    passage_id: str
    place: Span
    """Where it stands in the passage's text."""
    span: Span
    """Where it stands in the file."""
    high: Decimal | None = None
    """Upper end of a range."""
    qualifier: Qualifier = ""
    change: Change = ""
    estimate: bool = False
    """预计, 初步统计."""
    comparable: bool = False
    """同口径, 扣除…因素: not on the basis of the figure without it."""
    average: bool = False
    """年均: each year's, of a period."""
    cumulative: str = ""
    """As printed where it tells all up to then, no one year's: 累计, 三年累计."""
    stretch: bool = False
    """力争达到: more than the target itself."""
    part: bool = False
    """Part of the figure before it: 其中, （含…）."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of the asker and what reports call the same."""

    asked: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the asker corrects of how a question is understood; None leaves it as the words tell."""

    regions: tuple[str, ...] | None = None
    """Places with reports in the index, by full name; () asks of any place."""
    periods: tuple[tuple[int, ...], ...] | None = None
    """Years, one group for each period; () asks of any year. Of reports, where the question names a report alone."""
    stance: AskedStance | None = None
    own_words: bool | None = None
    """Whether to search with the asker's own words alone, without what reports call the same."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for, as far as rules can tell."""

    text: str
    lang: Language = "zh"
    regions: tuple[str, ...] = ()
    """Places asked about that have reports in the index, by full name."""
    places: tuple[str, ...] = ()
    """Places asked about that have none."""
    periods: tuple[tuple[int, ...], ...] = ()
    """Years asked about: one group for each period named, (2016, …, 2020) for 十三五."""
    pairs: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Which place is asked about in which period: 张店2024年、周村2022年; "" and () where left open."""
    report_years: tuple[int, ...] = ()
    """Years of the reports asked about: 2025年的政府工作报告."""
    stance: Stance | None = None
    stances: tuple[tuple[tuple[int, ...], Stance | None], ...] = ()
    """The stance that the words beside a period tell: 2024年目标 of 2024年目标比2023年实际高多少."""
    stance_chosen: bool = False
    """Whether the asker chose the stance: then no passage of the other one answers."""
    kind: QuestionKind = "other"
    topic: str = ""
    """The question without its place, year and question words: what is asked about."""
    topics: tuple[str, ...] = ()
    """The parts of the topic where several things are asked for at once, else the topic alone."""
    expansions: tuple[Expansion, ...] = ()
    """What reports call the things asked about, beside the asker's own words."""
    unit: str = ""
    """The unit that a figure is asked in, or % for a share or rate."""
    figures: tuple[str, ...] = ()
    """Figures that the question itself states."""
    parts: tuple[Question, ...] = ()
    """The questions of several asked in one, each read for itself; empty where there is but one."""
    owner: str = ""
    """What those before it name, where a later one names but what is told of that: 水库的库容多少，总投资多少."""
    resolved: tuple[str, ...] = ()
    """How words were read otherwise than they stand, for the asker to see: 今年 → 2025年, 更正：地区 → 周村区."""

    @property
    def years(self) -> tuple[int, ...]:
        """All years asked about, ascending."""
        return tuple(sorted({year for period in self.periods for year in period}))

    def stance_in(self, period: tuple[int, ...]) -> Stance | None:
        """Tell whether a target or a result of a period is asked for: by the words beside it, else by the whole."""
        return self.stance if self.stance_chosen else dict(self.stances).get(period, self.stance)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with where each leg of the retriever ranked it (counted from 1)."""

    passage: Passage
    score: float
    ranks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """The proof behind a mark [n]: the passage, and the words in it that say what the answer says."""

    n: int
    passage: Passage
    quote: str
    """Part of `passage.text`."""
    span: Span
    """Where the quote stands in the file."""


FigureFound = Literal["written", "converted", "computed", "elsewhere", "missing"]
"""As printed in a cited passage; there in another unit or spelling (2.4万人, 24,000 people); computed from other figures
of the answer; in a passage that the sentence does not cite; nowhere."""

DoubtAbout = Literal["year", "place", "stance", "unit", "direction", "amount", "indicator"]
"""What a passage says otherwise: another year or place; a target, not a result, or the reverse; % or 个百分点; rose or
fell; 新增 or 总数; what is measured."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What does not agree between a figure of the answer and the passage that holds it."""

    about: DoubtAbout
    told: str
    """What the passage says instead, in its own words: 2021年, 周村区, 目标, 5.2个百分点."""


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """A figure of the answer, held against the passages cited at its sentence: its stamp."""

    text: str
    supported_by: tuple[int, ...]
    """Numbers of the citations that hold it and agree in year, place and all else; empty where none does."""
    found: FigureFound | None = None
    """None where supported_by says all that is known, as for answers of an older file."""
    doubts: tuple[Doubt, ...] = ()
    computed_from: tuple[str, ...] = ()
    """Figures of the answer: 12.8%, 11.6% for 1.2个百分点."""
    moved: bool = False
    """Whether the citation was moved to the passage that holds it."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What an LLM counted for one answer."""

    prompt: int
    completion: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What an answer holds against each other, so that it can be looked at in full."""

    indicator: str
    aspect: Aspect
    regions: tuple[str, ...]
    """Full names; () for every place."""
    years: tuple[int, ...]
    """Ascending; () for every year."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person sees, with everything needed to check it."""

    question: Question
    text: str
    """With [n] marks; each n is the number of one citation."""
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    figures: tuple[FigureCheck, ...]
    declined: bool
    backend: str
    unsupported: tuple[str, ...] = ()
    """Sentences that state a fact and cite no passage, or none that says it."""
    notes: tuple[str, ...] = ()
    """What the asker should know beside the answer: why another backend spoke, how 今年 was read."""
    compared: Compared | None = None
    """What was compared, where the answer tells figures of several places or periods."""
    tokens: Tokens | None = None
    """What the LLM says it read and wrote; None where none spoke, or it does not say."""
    prompt: str = ""
    """The fingerprint of the prompts that the LLM was asked with; empty where none spoke."""
    confidence: float | None = None
    """How sure the excerpts are to answer the question, given or not; 0…1. None where an LLM or the figure rows spoke."""
    seconds_retrieve: float = 0.0
    seconds_answer: float = 0.0
    """From the question to the checked answer, retrieval included."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """First event of an answer: what was understood and found."""

    question: Question
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """Some more words of the answer, safe to show, their marks numbered as they stay; figures are checked at the end.

    No words at all are a sign of life: the backend is still waited for.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Retracted:
    """The words given so far are void: their backend failed, and the answer begins anew."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Last event: the answer with its citations resolved and its figures checked."""

    answer: Answer


Event = Retrieved | Delta | Retracted | Finished
Events = Iterator[Event]
