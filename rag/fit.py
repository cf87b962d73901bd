"""Rate how well clauses answer a question: Question + Hit[] → Candidate[], best first.

Windows of neighbouring clauses are rated by the words of the question that they hold (rare words count more, and
words of the sentence and headings around them count in part, since a clause leaves out its subject), by meaning (vectors),
by a figure of the unit asked for, and by where the retriever ranked their passage. Not here: the words of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rag.clauses import Window, clauses, windows
from rag.figures.extract import UNIT_KINDS, figures, same, unit_kind
from rag.needs import MOVEMENT, Need, needs_of
from rag.numerals import read_number
from rag.periods import periods
from rag.question.wording import firm_stance
from rag.records import Hit, Passage, Question
from rag.retrieve import query_text
from rag.words import normalise

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.index import Index

AROUND = 0.6
"""What a word of the question counts that stands in the sentence around the window."""
ABOVE = 0.5
"""What a word of the question counts that stands in the headings."""

SCORE_COUNTS = 0.4
"""What the score counts beside likeness for whether a window answers at all."""
MISSED_COUNTS = 0.15
"""What words count against a window that the reports use elsewhere, but not there."""
DEPENDENT = 0.15
"""What a window loses that begins with a clause without its subject (同比增长…)."""

CHARACTER = 0.002
"""What a window loses for each character, so that the shortest that answers is given."""
ENUMERATES = 0.3
"""What a window gains that enumerates as many things as are asked for."""
DATED = 0.2
"""What a window gains that names a date where one is asked for; one that names none loses as much."""
STOCK = 0.1
"""What a window gains that tells a total where a total is asked for, or an increase where that is."""
PERIOD = 0.15
"""What a window gains whose passage speaks of just the period asked about: five years, not one of them."""
NO_FIGURE = 0.35
"""What a window loses that holds no figure of the kind asked for."""

_COUNTED = re.compile(r"([一二两三四五六七八九十]{1,3}|\d{1,2})(?=个|项|大|条|种|张|件|方面|重)")
_STOCK = re.compile(
    r"一共有|总共有|总数|存量|现有|在册|累计达|总量达|达到|拥有|共有|\b(?:in total|in all|altogether|total number)\b"
)
_FLOW = re.compile(r"新增|净增|新培育|新认定|新登记|增加了|新引进|\b(?:new|newly|added?|adding)\b")
_DATED = re.compile(r"(?:19|20)\d\d年|\d{1,2}月|年[初中底末内前]|月底|[”五]末")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+[届次]")
_WHICH = re.compile(r"第几|哪一?[届次]|几届|几次|which", re.I)
_AT_END = re.compile(r"[末底]|收官|到20\d\d年")
_SHARE = re.compile(r"占|比重|比例|份额|share|proportion")
_MARK = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d))")
"""Numbers an item of a list, and is no figure."""
_DEPENDENT = re.compile(r"分别|达到?|为|约|共|均|完成|实现|同比|比上年|较上年|增幅|其中|总数|增速|增长|下降|占比")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window of clauses with what speaks for it."""

    hit: Hit
    window: Window
    coverage: float
    """Share of the question's words, by weight, that the window and what is around it hold; 0…1."""
    missed: float
    """Share of the question's words, by weight, that other passages hold but neither the window nor what is around it."""
    likeness: float
    """Cosine of the question's and the window's vectors."""
    score: float

    @property
    def confidence(self) -> float:
        """How surely the window answers the question at all; set against a threshold, see `baogao eval`."""
        return self.likeness + SCORE_COUNTS * self.score - MISSED_COUNTS * self.missed

    @property
    def passage(self) -> Passage:
        """The passage it stands in."""
        return self.hit.passage

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text[slice(*self.window.span)]

    @property
    def sentence(self) -> str:
        """The sentence around it."""
        return self.passage.text[slice(*self.window.sentence)]


class Fit:
    """Rates the windows of some hits for one question."""

    def __init__(self, question: Question, index: Index, encoder: Encoder) -> None:
        self.question = question
        self.index = index
        self.encoder = encoder

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What the question asks for."""
        return needs_of(self.question, self.index)

    @cached_property
    def total(self) -> float:
        """Weight of all needs."""
        return sum(need.weight for need in self.needs) or 1.0

    def candidates(self, hits: Sequence[Hit]) -> list[Candidate]:
        """Rate every window of the hits.

        Returns: candidates, best first.

        """
        found = [(hit, window) for hit in hits for window in windows(hit.passage.text)]
        if not found:
            return []
        texts = [hit.passage.text[slice(*window.span)] for hit, window in found]
        query = self.encoder.encode_queries([query_text(self.question)])[0]
        likeness = self.encoder.encode_passages(texts) @ query
        top = max((hit.score for hit in hits), default=1.0) or 1.0
        rated = [
            self._rate(hit, window, text, float(alike), hit.score / top)
            for (hit, window), text, alike in zip(found, texts, likeness, strict=True)
        ]
        return sorted(rated, key=lambda candidate: -candidate.score)

    def _rate(self, hit: Hit, window: Window, text: str, likeness: float, rank: float) -> Candidate:
        coverage, inside, missed = self._coverage(hit.passage, window, text)
        score = 0.45 * coverage + 0.35 * inside + 0.25 * max(likeness, 0.0) + 0.25 * rank - CHARACTER * len(text)
        score += (
            self._figure(text)
            + self._items(text)
            + self._stock(text)
            + self._date(text)
            + self._context(hit.passage, text)
            - (DEPENDENT if _DEPENDENT.match(text) else 0)
        )
        return Candidate(hit, window, coverage, missed, likeness, score)

    def _coverage(self, passage: Passage, window: Window, text: str) -> tuple[float, float, float]:
        """Give three shares of the question: covered with what is around the window, within it, and missed."""
        around = normalise(passage.text[slice(*window.sentence)])
        above = normalise(" ".join(passage.context.sections))
        plain = normalise(text)
        with_context = inside = missed = 0.0
        for need in self.needs:
            if need.met_by(plain):
                inside += need.weight
                with_context += need.weight
            elif need.met_by(around):
                with_context += AROUND * need.weight
            elif need.met_by(above):
                with_context += ABOVE * need.weight
            elif need.used:
                missed += need.weight
        return with_context / self.total, inside / self.total, missed / self.total

    def _figure(self, text: str) -> float:
        """Reward a figure of the kind asked for, in a clause that speaks of the question, where a figure is asked for."""
        if self.question.kind not in ("figure", "compare"):
            return 0.0
        return 0.15 if self.tells_figure(text) else -NO_FIGURE

    def _items(self, text: str) -> float:
        """Reward an enumeration where a list is asked for, most of all one with the number of items asked for."""
        if self.question.kind not in ("list", "definition"):
            return 0.0
        items = text.count("、") + 1
        return ENUMERATES if items == self._counted else ENUMERATES / 3 if items > 2 and not self._counted else 0.0

    @cached_property
    def _counted(self) -> int:
        match = _COUNTED.search(self.question.text)
        return read_number(match.group(1)) if match else 0

    def _date(self, text: str) -> float:
        """Reward a date where one is asked for."""
        if self.question.kind != "when":
            return 0.0
        return DATED if self._dated(text) else -DATED

    def _dated(self, text: str) -> bool:
        return bool(_DATED.search(text) or (_WHICH.search(self.question.text) and _ORDINAL.search(text)))

    def _stock(self, text: str) -> float:
        """Tell 总数 from 新增 where the question does."""
        if self.question.kind not in ("figure", "compare") or bool(_STOCK.search(self.question.text)) == bool(
            _FLOW.search(self.question.text)
        ):
            return 0.0
        wanted, other = (_STOCK, _FLOW) if _STOCK.search(self.question.text) else (_FLOW, _STOCK)
        return STOCK if wanted.search(text) else -STOCK if other.search(text) else 0.0

    def may_answer(self, candidate: Candidate) -> bool:
        """Tell whether a window is of the kind asked for: a figure, a date, of the period and stance named."""
        if self.question.kind == "when":
            return self._dated(candidate.text)
        if self.question.kind not in ("figure", "compare"):
            return True
        return self._of_period(candidate) and self._of_stance(candidate) and self.tells_figure(candidate.text)

    def _of_period(self, candidate: Candidate) -> bool:
        """Keep a figure of five years from answering for one of them, unless its sentence names that one."""
        years = candidate.passage.context.years
        if len(years) < 2 or len(self.question.years) != 1 or _AT_END.search(self.question.text):
            return True
        return f"{self.question.years[0]}年" in candidate.sentence

    def _of_stance(self, candidate: Candidate) -> bool:
        question = self.question
        firm = question.stance if question.stance_chosen else firm_stance(question.text)
        return firm in (None, candidate.passage.context.stance)

    def tells_figure(self, text: str) -> bool:
        """Tell whether a window holds a figure of the kind asked for, not one that the question itself states.

        The clause with the figure must share a word with the question where the window does at all, or go on from one
        that does (完成120亿元，同比增长3%); a share is no growth rate.
        """
        plain = normalise(text)
        if _SHARE.search(self.question.text) and not _SHARE.search(plain) and MOVEMENT.search(plain):
            return False
        stated = figures(normalise(self.question.text))
        specific = [need for need in self.needs if need.specific]
        speaks = any(need.touched_by(plain) for need in specific)
        subject = False
        for start, end in clauses(plain, (0, len(plain))):
            clause = _MARK.sub("", plain[start:end])
            own = any(need.touched_by(clause) for need in specific)
            subject = own or (subject and bool(_DEPENDENT.match(clause)))
            told = [f for f in figures(clause) if not any(same(f, other) for other in stated)]
            if (subject or not speaks) and any(unit_kind(f.unit) in self._kinds for f in told):
                return True
        return False

    @cached_property
    def _kinds(self) -> frozenset[str]:
        """Kinds of unit that answer; all where the question leaves the unit open."""
        if not self.question.unit:
            return frozenset(UNIT_KINDS)
        return frozenset(
            {unit_kind(self.question.unit.lstrip("万亿"))} | ({"times"} if self.question.unit == "%" else set())
        )

    def _context(self, passage: Passage, text: str) -> float:
        """Hold the window's own years and the passage's stance against the question's."""
        score = 0.0
        if self.question.periods:
            score += PERIOD if passage.context.years in self.question.periods else 0.0
        named = {year for period in periods(text, passage.context.report_year) for year in period.years}
        if self.question.years and named:
            told_above = passage.context.years in self.question.periods
            score += (0.0 if told_above else 0.1) if named & set(self.question.years) else -0.3
        if self.question.stance and passage.context.stance not in (self.question.stance, "other"):
            score -= 0.2
        if self.question.unit == "%" and MOVEMENT.search(self.question.text):
            score += 0.05 if MOVEMENT.search(text) else -0.05
        return score
