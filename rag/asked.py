"""Tell what form an answer must have: Question → unit and aspect of the figure, number of items, a date, total or increase.

Not here: the words that it must hold (needs.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rag.figures.extract import RATIO, UNIT_KINDS, FigureSpan, figures, one_unit, same, unit_kind
from rag.needs import MOVEMENT
from rag.numerals import read_number
from rag.question.wording import asks_size, firm_stance
from rag.records import Aspect, Question, Stance
from rag.words import normalise

_COUNTED = re.compile(r"([一二两三四五六七八九十]{1,3}|\d{1,2})(?=个|项|大|条|种|张|件|方面|重)")
_TOTAL = re.compile(
    r"一共有|总共有|总共|总数|存量|现有|在册|累计达|总量|总规模|达到|拥有|共有|\b(?:in total|altogether|in all|total number)\b",
    re.I,
)
_INCREASE = re.compile(r"新增|净增|新培育|新认定|新登记|增加了|新引进|新添|添了|多了|\bnew(?:ly)?\b|\badded\b", re.I)
_DATED = re.compile(
    r"(?:19|20)\d\d年|\d{1,2}月|[元正腊]月|年[初中底末内前]|月底|[”五]末|[上下]半年|[一二三四]季度|"
    r"(?:“?(?:五一|十一)[”\"]?|元旦|春节|国庆节?|中秋节?|端午节?|清明|汛期|入冬|[供采]暖[期季]|暑期|开学)(?:假期|期间)?(?:之?前|后)"
)
_SUM = re.compile(r"累计|一共|总共|合计|总计|加起来|加在一起|加总")
LEVELS = re.compile(r"[由从][^，。；]*\d[^，。；]*[到至为]")
"""Tells what a thing was in two years, and nothing of what those between make together."""
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+[届次]")
_WHICH = re.compile(r"第几|哪一?[届次]|几届|几次|which", re.I)
_AT_END = re.compile(r"[末底]|收官|到20\d\d年")
_LONG = re.compile(r"多[长宽深](?!期)")
"""Asks for a length, or how long something takes."""
_LASTING = re.compile(r"多长时间|(?<!还)[要需得花用]多久")
_HOURS = ("小时", "分钟")
_HOUSEHOLDS = ("户", "户次", "家", "")
"""Units in which 多少户 is answered: 改造小区43个，惠及2.1万户 tells it by the second figure."""
_MANY = re.compile(r"多少(?!比[例重]|百分|[增降上下][长幅降升])[一-龥]{2}(?<!率)|\bhow many\b", re.I)
"""Counts things: 有多少常住人口 is no share of them."""
_OFFERED = re.compile(r"\d[^\s，。？]{0,5}，?还是\d")
"""States figures to choose from, one of which answers."""
_SHARE = re.compile(r"占|比重|比例|份额|share|proportion")
_SHARE_MOVED = re.compile(r"(?<!增长)(?<!增)率[^，]{0,16}[到至为达]\d[\d.]*%")
"""A share moves to another: 普及率由81%提高到93%."""
_RANK = re.compile(r"第几|排名|位次|rank", re.I)
_IS_RANK = re.compile(r"第|首位")
"""Begins a rank, which counts nothing: 位列第一 tells of no 名."""


@dataclass(frozen=True)
class Asked:
    """The form of the answer that a question asks for."""

    question: Question

    @cached_property
    def figure(self) -> bool:
        """Whether a figure is asked for."""
        return self.question.kind in ("figure", "compare")

    @cached_property
    def unit(self) -> str:
        """The unit that it is asked in; empty where that is left open."""
        return one_unit(self.question.unit.lstrip("万亿"))

    @cached_property
    def aspect(self) -> Aspect | None:
        """What is asked of an indicator, as far as the words tell."""
        text = self.question.text
        if _RANK.search(text):
            return "rank"
        if _SHARE.search(text):
            return "share"
        return "growth" if self.growth else None

    @cached_property
    def growth(self) -> bool:
        """Whether it is asked how far something moved, in percent."""
        return self.unit == "%" and bool(MOVEMENT.search(self.question.text))

    @cached_property
    def stance(self) -> Stance | None:
        """The stance where the words or the asker leave no doubt; words beside one of several periods tell only of that."""
        if self.question.stance_chosen:
            return self.question.stance
        return None if self.question.stances else firm_stance(self.question.text)

    @cached_property
    def sum(self) -> bool:
        """Whether it is asked how much several years make together."""
        text = self.question.text
        several = any(len(years) > 1 for years in self.question.periods)
        return several and bool(_SUM.search(text)) and not MOVEMENT.search(text)

    @cached_property
    def items(self) -> int:
        """How many things are asked for; 0 where the question does not say."""
        match = _COUNTED.search(self.question.text)
        return read_number(match.group(1)) if match else 0

    @cached_property
    def of_one_year(self) -> bool:
        """Whether one year is asked about, and not what stood at its end."""
        return len(self.question.years) == 1 and not _AT_END.search(self.question.text)

    def told(self, found: tuple[FigureSpan, ...]) -> tuple[FigureSpan, ...]:
        """Keep the figures of the kind asked for that the question does not itself state."""
        return tuple(
            one
            for one in found
            if (self._kind(one) in self.kinds or self._of_people(one))
            and (self.unit != "户" or one.unit in _HOUSEHOLDS)
            and (not self.unit or self.aspect == "rank" or not _IS_RANK.match(one.text))
            and not any(same(one, other) for other in self._stated)
        )

    def share_for_growth(self, plain: str) -> bool:
        """Tell a clause that moves from one that tells the share asked for."""
        moves = bool(MOVEMENT.search(plain)) and not _SHARE_MOVED.search(plain)
        return self.aspect == "share" and not _SHARE.search(plain) and moves

    def total(self, plain: str) -> int:
        """Tell 总数 from 新增 where the question does: 1 as asked, -1 the other, 0 where nothing is told or asked."""
        total, increase = _TOTAL.search(self.question.text), _INCREASE.search(self.question.text)
        if bool(total) == bool(increase):
            return 0
        wanted, other = (_TOTAL, _INCREASE) if total else (_INCREASE, _TOTAL)
        return 1 if wanted.search(plain) else -1 if other.search(plain) else 0

    def dated(self, text: str) -> bool:
        """Tell whether a text names a date, or a session where one is asked for."""
        return bool(_DATED.search(text) or (_WHICH.search(self.question.text) and _ORDINAL.search(text)))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds of unit that answer; all where the question leaves the kind open."""
        if not self.unit:
            if _LASTING.search(self.question.text):
                return frozenset({"time"})
            if _LONG.search(self.question.text):
                return frozenset({"length", "time"})
            counts = (_MANY.search(self.question.text) or asks_size(self.question.text)) and not self.aspect
            return frozenset(UNIT_KINDS) - ({"share"} if counts else set())
        also = {"%": {"times"}, "个": {"people"}}  # 多少个岗位 is told in 人
        return frozenset({unit_kind(self.unit), *also.get(self.unit, ())})

    @property
    def narrow(self) -> bool:
        """Whether not every kind of figure answers."""
        return self.kinds != frozenset(UNIT_KINDS)

    def _kind(self, figure: FigureSpan) -> str:
        # The parts of 0.2:32.1:67.7 are shares.
        lasting = figure.unit in _HOURS and bool(_LASTING.search(self.question.text))
        return "share" if figure.unit == RATIO else "time" if lasting else unit_kind(figure.unit)

    def _of_people(self, figure: FigureSpan) -> bool:
        """Tell whether a figure without a unit may count the people asked for: 参保人数超550万."""
        return "people" in self.kinds and not figure.unit and figure.text[-1] in "万亿余多"

    @cached_property
    def _stated(self) -> list[FigureSpan]:
        return [] if _OFFERED.search(self.question.text) else figures(normalise(self.question.text))
