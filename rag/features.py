"""Measure what speaks for and against each window of clauses as an answer: Question + Hit[] → features, a row a window.

Every feature has a name that a person can read; what each is worth was learned (weights.py). Windows are judged by the
words of the question that they hold and that stand around them, by meaning (vectors), by the figure that they end with
(what is measured, in which unit, of which year, done or planned), by the form asked for (asked.py), and by where the
retriever ranked their passage. Not here: the order of the windows (fit.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rag.alike import Alike
from rag.asked import LEVELS, Asked
from rag.compare import aspect_of
from rag.figures.extract import FigureSpan
from rag.figures.indicators import canonical
from rag.needs import MOVEMENT, needs_of
from rag.opening import together
from rag.periods import periods
from rag.question.wording import stance
from rag.records import Figure, Hit, Passage, Question
from rag.retrieve import query_text
from rag.subject import left_out, subjects
from rag.windows import Clause, Window, column_of, parsed, windows
from rag.words import normalise, words

if TYPE_CHECKING:
    from rag.index.arrays import FloatMatrix
    from rag.index.index import Index

FEATURES = (
    "words inside",  # share of the question's words, by weight, in the window; 0…1
    "terms inside",  # the same for words that only what reports call the same stands for
    "parts inside",  # the same for words of which only a part stands there: 粮食 of 粮食总产量
    "words around",  # in the sentence around the window only
    "words above",  # in the headings only
    "words missed",  # in neither, though reports use them elsewhere
    "words in the last clause",
    "terms missed",  # the same for terms of the field, in the window, its sentence and the headings
    "names missed",  # the same for names, in the window, its sentence and the headings
    "alike inside",  # as words inside, each word counting by the likeness of the nearest word there (alike.py)
    "alike around",
    "least alike",  # likeness of the word of the question, of some weight, that comes off worst in the sentence and headings
    "head missed",  # neither the last thing named, nor a part of its word, stands in the window, its sentence or the headings
    "likeness",  # cosine of question and window
    "likeness of the sentence",
    "rank of the passage",  # its score as a share of the best
    "length",  # hundreds of characters
    "clauses",  # beyond the first
    "clauses, yes or no asked",
    "idle end",  # the last clause holds no further word of the question, and no figure where one is asked for
    "begins without subject",
    "no figure",  # of the kind asked for, where one is asked for
    "ends without figure",
    "unit",  # of a figure in the last clause, just the one asked for
    "further figures",  # beyond the first, where one is asked for
    "enumerates as many",
    "enumerates",
    "dated",
    "undated",
    "total or increase as asked",
    "total for increase, increase for total",
    "period",  # of the passage, just as asked
    "names the year",
    "names another year",
    "other stance",  # of the passage
    "growth asked, none told",
    "named in the row",  # of the best figure row of the last clause: share of the question's words in its indicator
    "row holds more",  # share of the indicator that no word of the question stands for
    "indicator",  # one name for both
    "row unit",
    "row year",
    "row of another year",
    "row stance",
    "row of other stance",
    "row tells what is asked",  # level, growth, share, rank
    "row tells another thing",
    "row is a part",
)
"""What is measured of a window; most are 0 or 1, and 0 where a question does not ask for it."""

_PLACE = {name: place for place, name in enumerate(FEATURES)}
_OF_ROW = _PLACE["named in the row"]


TELLING = 0.15
"""A word has some weight that is so much of the question."""

SEVERAL_YEARS = 3
"""What is asked of so many years as one period, one of them does not answer."""
PLAN_YEARS = 5
"""A five-year plan has so many; what is told of one may answer for more."""
_DIGITS = "零一二三四"

_OF_PLAN = re.compile(r"十[一二三四五六]五(?![”\"]?(?:规划)?的?(?:收官|开局|起步|关键))|以来|累计达|期间|时期|期末")
_DEPENDENT = re.compile(r"分别|达到?|为|约|共|均|完成|实现|同比|比上年|较上年|增幅|其中|总数|增速|增长|下降|占比")
_SUMMED = re.compile(r"累计|总共|合计|共计|总计")
_PLANNED = re.compile(r"目标|预期|计划")


@dataclass(frozen=True, slots=True)
class Measured:
    """Windows with their features."""

    windows: tuple[tuple[Hit, Window], ...]
    features: FloatMatrix
    """Shape (windows, FEATURES)."""
    answers: tuple[bool, ...]
    """Whether each is of the kind asked for at all: a figure, a date, of the period and stance named."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What a clause holds of the question; masks have a bit for each word asked for."""

    clause: Clause
    words: int
    terms: int
    parts: int
    figures: tuple[FigureSpan, ...]
    """Of the kind asked for."""
    row: tuple[float, ...]
    """Features of its best figure row, the last of FEATURES; empty where it has none."""
    to: bool
    """Whether a figure tells what was reached at the end: 降至1.3%."""

    @property
    def dependent(self) -> bool:
        """Whether it leaves out its subject: 同比增长3%."""
        return bool(_DEPENDENT.match(self.clause.plain))


class Features:
    """Measures windows for one question."""

    def __init__(self, question: Question, index: Index, alike: Alike) -> None:
        self.question = question
        self.index = index
        self.asked = Asked(question)
        self.needs = needs_of(question, index)
        self._alike = alike
        total = sum(need.weight for need in self.needs) or 1.0
        self._weights = np.array([need.weight / total for need in self.needs], np.float32)
        self._shares: dict[int, float] = {}
        self._used = _mask(need.used for need in self.needs)
        self._known = _mask(need.known for need in self.needs)
        self._names_asked = _mask(need.name for need in self.needs)
        self._heads = _mask(need.head for need in self.needs)
        self._telling = [
            place for place, need in enumerate(self.needs) if need.specific and self._weights[place] >= TELLING
        ]
        self._specific = _mask(need.specific for need in self.needs)
        self._parts = [tuple(part for part in words(need.word) if len(part) > 1) for need in self.needs]

    def measure(self, hits: Sequence[Hit]) -> Measured:
        """Measure every window of the hits."""
        found = [(hit, window) for hit in hits for window in windows(hit.passage.text)]
        measured = np.zeros((len(found), len(FEATURES)), np.float32)
        answers: list[bool] = []
        rows = self._rows([hit.passage for hit in hits])
        top = max((hit.score for hit in hits), default=1.0) or 1.0
        for hit in hits:
            for told, may in self._passage(hit.passage, rows.get(hit.passage.id, ())):
                told["rank of the passage"] = hit.score / top
                for name, value in told.items():
                    measured[len(answers), _PLACE[name]] = value
                answers.append(may)
        if found:
            self._likeness(found, measured)
        return Measured(tuple(found), measured, tuple(answers))

    def _passage(self, passage: Passage, rows: Sequence[Figure]) -> Iterable[tuple[dict[str, float], bool]]:
        """Measure the windows of one passage, all but what takes the vectors of whole texts."""
        read = parsed(passage.text)
        held = [self._held(clause, rows) for clause in read]
        for place, subject in self._subjects(passage.text, read):
            # The answer says it too.
            held[place] = replace(held[place], words=held[place].words | self._met(subject))
        around = _by_sentence(read, held)
        above = _mask(need.met_by(normalise(" ".join(passage.context.sections))) for need in self.needs)
        nearest = self._alike.nearest([clause.plain for clause in read], self.needs)
        for window in windows(passage.text):
            inside = held[window.first : window.last + 1]
            near = nearest[window.first : window.last + 1].max(axis=0)
            whole = nearest[[clause.sentence == read[window.first].sentence for clause in read]].max(axis=0)
            told = self._covered(inside, around[read[window.first].sentence], above)
            told |= self._form(passage.text[slice(*window.span)], inside)
            told |= self._context(passage, window)
            if self._telling:
                told["least alike"] = min(1.0 if above >> place & 1 else whole[place] for place in self._telling)
            told["alike inside"] = float(near @ self._weights)
            told["alike around"] = float((whole - near) @ self._weights)
            yield told, self._answers(passage, window, told, inside)

    def _subjects(self, text: str, read: Sequence[Clause]) -> Iterable[tuple[int, str]]:
        """Give the clauses that begin sentences without a subject, by number, each with the one they leave to those before."""
        told = subjects(text)
        for place, clause in enumerate(read):
            if (subject := told[clause.sentence]) and (not place or read[place - 1].sentence != clause.sentence):
                yield place, subject

    def _met(self, text: str) -> int:
        plain = normalise(text)
        return _mask(need.met_by(plain) for need in self.needs)

    def _share(self, mask: int) -> float:
        """Give the share of the question's words, by weight, that a mask holds."""
        if mask not in self._shares:
            self._shares[mask] = float(sum(w for place, w in enumerate(self._weights) if mask >> place & 1))
        return self._shares[mask]

    def _held(self, clause: Clause, rows: Sequence[Figure]) -> _Held:
        plain = clause.plain
        own = _mask(need.word in plain for need in self.needs)
        terms = _mask(any(term in plain for term in need.terms) for need in self.needs) & ~own
        parts = _mask(any(part in plain for part in several) for several in self._parts) & ~(own | terms)
        start, end = clause.span
        inside = [row for row in rows if start <= row.place[0] < end]
        best = max((self._row(row) for row in inside), key=_standing, default=())
        told = self.asked.told(clause.figures) if self.asked.figure else ()
        return _Held(clause, own, terms, parts, told, best, any(row.change == "to" for row in inside))

    def _covered(self, held: Sequence[_Held], around: int, above: int) -> dict[str, float]:
        """Measure which words of the question stand in a window, around it, and nowhere near."""
        own = terms = parts = before = 0
        for one in held:
            before = own | terms | parts
            own, terms, parts = own | one.words, terms | one.terms, parts | one.parts
        last = held[-1].words | held[-1].terms
        terms &= ~own
        parts &= ~(own | terms)
        outside = around & ~(own | terms)
        higher = above & ~(own | terms | outside)
        adds = (last | held[-1].parts) & ~before or held[-1].figures
        return {
            "words inside": self._share(own),
            "terms inside": self._share(terms),
            "parts inside": self._share(parts),
            "words around": self._share(outside),
            "words above": self._share(higher),
            "words missed": self._share(self._used & ~(own | terms | outside | higher)),
            "words in the last clause": self._share(last),
            "head missed": bool(self._heads & ~(own | terms | parts | outside | higher)),
            "terms missed": self._share(self._known & ~(own | terms | outside | higher)),
            "names missed": self._share(self._names_asked & ~(own | terms | outside | higher)),
            "idle end": len(held) > 1 and not adds,
        }

    def _form(self, text: str, held: Sequence[_Held]) -> dict[str, float]:
        """Hold the form of a window against the form asked for."""
        kind, asked, last = self.question.kind, self.asked, held[-1]
        told: dict[str, float] = {
            "length": len(text) / 100,
            "clauses": len(held) - 1,
            "clauses, yes or no asked": len(held) - 1 if kind == "yes_no" else 0,
            "begins without subject": held[0].dependent,
        }
        if kind == "when":
            told["dated" if asked.dated(text) else "undated"] = 1
        if kind in ("list", "definition"):
            items = text.count("、") + 1
            told["enumerates as many"] = items == asked.items
            told["enumerates"] = items > 2 and not asked.items
        if asked.figure:
            told["no figure"] = not self._tells_figure(held)
            told["ends without figure"] = not last.figures
            told["unit"] = bool(asked.unit) and any(one.unit == asked.unit for one in last.figures)
            told["further figures"] = max(sum(len(one.figures) for one in held) - 1, 0) / 3
            total = asked.total(last.clause.plain)
            told["total or increase as asked"] = total > 0
            told["total for increase, increase for total"] = total < 0
            told["growth asked, none told"] = asked.growth and not MOVEMENT.search(last.clause.plain)
            told |= zip(FEATURES[_OF_ROW:], last.row, strict=False)
        return told

    def _context(self, passage: Passage, window: Window) -> dict[str, float]:
        """Hold the window's own years and the passage's stance against the question's."""
        question, context = self.question, passage.context
        told_of = together(passage.text[slice(*window.span)], context.years[-1]) if context.years else ()
        of_period = context.years in question.periods or told_of in question.periods
        told: dict[str, float] = {"period": of_period}
        named = _years(passage.text[slice(*window.span)], context.report_year) if question.years else frozenset()
        if named:
            agrees = bool(named & set(question.years))
            told["names the year"] = agrees and not of_period
            told["names another year"] = not agrees
        told["other stance"] = bool(question.stance) and context.stance not in (question.stance, "other")
        return told

    def _tells_figure(self, held: Sequence[_Held]) -> bool:
        """Tell whether a window holds a figure of the kind asked for.

        The clause with the figure must share a word with the question where the window does at all, or go on from one
        that does (完成120亿元，同比增长3%); a share is no growth rate.
        """
        if self.asked.share_for_growth("，".join(one.clause.plain for one in held)):
            return False
        speaks = [bool((one.words | one.terms | one.parts) & self._specific) for one in held]
        subject = False
        for one, own in zip(held, speaks, strict=True):
            subject = own or (subject and one.dependent)
            if one.figures and (subject or not any(speaks)):
                return True
        return False

    def _answers(self, passage: Passage, window: Window, told: Mapping[str, float], held: Sequence[_Held]) -> bool:
        """Tell whether a window is of the kind asked for: a figure, a date, of the period and stance named."""
        question, asked, years = self.question, self.asked, passage.context.years
        if question.kind == "when":
            return bool(told.get("dated"))
        if not asked.figure:
            return True
        sentence = passage.text[slice(*window.sentence)]
        if (column := column_of(passage.text, window)) and not self._of_column(column, passage):
            return False
        agrees = asked.stance in (None, passage.context.stance) or (
            asked.stance == "target" and bool(_PLANNED.search(sentence))
        )
        if told["no figure"] or not agrees:
            return False
        if len(question.periods) == 1 and len(years) == 1 and not _of_several(sentence, len(question.years)):
            return False
        # Levels of two years are no sum of those between.
        if asked.sum and LEVELS.search(held[-1].clause.plain) and not _SUMMED.search(held[-1].clause.plain):
            return False
        # A figure of five years does not answer for one of them, unless its sentence names that one, or it is the last
        # and the figure tells what was reached.
        several = len(years) > 1 and asked.of_one_year
        reached = held[-1].to and years[-1:] == question.years
        return not several or reached or f"{question.years[0]}年" in sentence

    def _of_column(self, column: str, passage: Passage) -> bool:
        """Tell whether a column of a table is of the years and the stance asked about."""
        question = self.question
        years, told = _years(column, passage.context.report_year), stance(column)
        of_years = not (years and question.years) or bool(years & set(question.years))
        return of_years and (told is None or question.stance is None or told == question.stance)

    def _rows(self, passages: Sequence[Passage]) -> dict[str, list[Figure]]:
        if not self.asked.figure:
            return {}
        rows: dict[str, list[Figure]] = {}
        for figure in self.index.figures([self.index.row_of(passage) for passage in passages]):
            rows.setdefault(figure.passage_id, []).append(figure)
        return rows

    @cached_property
    def _names(self) -> frozenset[str]:
        """Names of the indicator asked for."""
        asked = [self.question.topic, *(term for one in self.question.expansions for term in one.terms)]
        return frozenset(canonical(one) for one in asked if one)

    def _row(self, row: Figure) -> tuple[float, ...]:
        """Measure a figure row: the last of FEATURES."""
        question, asked, aspect = self.question, self.asked, aspect_of(row)
        indicator = normalise(row.indicator)
        held = [place for place, need in enumerate(self.needs) if need.met_by(indicator)]
        # What stands for words of the question is taken out; what is left narrows the indicator, or is another one.
        left = indicator
        for place in held:
            for word in (self.needs[place].word, *self.needs[place].terms):
                left = left.replace(word, "")
        return (
            float(self._weights[held].sum()),
            len(left) / len(indicator) if indicator else 1.0,
            row.name in self._names,
            bool(asked.unit) and row.unit == asked.unit,
            bool(question.periods) and row.years in question.periods,
            bool(question.years) and not set(row.years) & set(question.years),
            bool(question.stance) and row.stance == question.stance,
            bool(question.stance) and row.stance not in (question.stance, "other"),
            asked.aspect == aspect,
            asked.aspect is not None and asked.aspect != aspect,
            row.part,
        )

    def _likeness(self, found: Sequence[tuple[Hit, Window]], measured: FloatMatrix) -> None:
        """Fill in the cosines of question and window, and of question and sentence."""
        query = self._alike.encoder.encode_queries([query_text(self.question)])[0]
        of_windows = [
            left_out(hit.passage.text, window.span[0]) + hit.passage.text[slice(*window.span)] for hit, window in found
        ]
        of_sentences = [hit.passage.text[slice(*window.sentence)] for hit, window in found]
        different = list(dict.fromkeys([*of_windows, *of_sentences]))
        cosine = dict(zip(different, (self._alike.encoder.encode_passages(different) @ query).tolist(), strict=True))
        measured[:, _PLACE["likeness"]] = [cosine[text] for text in of_windows]
        measured[:, _PLACE["likeness of the sentence"]] = [cosine[text] for text in of_sentences]


def _of_several(sentence: str, years: int) -> bool:
    """Tell whether a sentence of one year's review may answer for so many years; of few it may."""
    if years < SEVERAL_YEARS:
        return True
    counted = "[五5]" if years >= PLAN_YEARS else f"[{years}{_DIGITS[years]}]"
    return bool(_OF_PLAN.search(sentence) or re.search(rf"(?<![\d十]){counted}年", sentence))


def _mask(bits: Iterable[bool]) -> int:
    return sum(1 << place for place, bit in enumerate(bits) if bit)


def _by_sentence(read: Sequence[Clause], held: Sequence[_Held]) -> dict[int, int]:
    """Give the words of the question that each sentence holds."""
    found: dict[int, int] = {}
    for clause, one in zip(read, held, strict=True):
        found[clause.sentence] = found.get(clause.sentence, 0) | one.words | one.terms
    return found


def _standing(row: tuple[float, ...]) -> float:
    """Tell how well a figure row fits, to choose the one that speaks for a clause."""
    named, more, indicator, unit, year, other_year, _, other_stance, tells, tells_other, part = row
    return (
        named
        - 0.5 * more
        + indicator
        + 0.3 * unit
        + 0.3 * year
        - other_year
        - other_stance
        + tells
        - tells_other
        - part
    )


@lru_cache(maxsize=1 << 14)
def _years(text: str, report_year: int | None) -> frozenset[int]:
    """Give the years that a text names."""
    return frozenset(year for period in periods(text, report_year) for year in period.years)
