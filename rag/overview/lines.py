"""Write an answer from all reports: figures, line by line → Overview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from rag.backends.phrases import phrases
from rag.backends.prompts import REFUSAL
from rag.compare import Comparison, Row, aspect_of, signed
from rag.english.amounts import gap_in_english
from rag.english.facts import indicated, lead, with_printed
from rag.english.proper import place
from rag.english.terms import named
from rag.figures.difference import way
from rag.figures.indicators import names
from rag.figures.naming import opening_verbs
from rag.question.contrast import contrast
from rag.records import Compared, Figure, Hit, Language, Question, Report
from rag.tables import figure_words, gap_words, period, piped, spanned, written
from rag.words import normalise

if TYPE_CHECKING:
    from rag.index.index import Index

LINES = 80
"""Lines of an answer at most; the rest is counted."""
APART = 6
"""Figures of like names given at most where none of the name asked for is told."""
IN_TABLE = 4
"""Figures of several places and several periods stand in a table from this many on."""
ROWS = 120
"""Rows of a table at most; the rest is counted."""

_RATIO = re.compile(r"(?<!增长)(?:率|占比|比重|比例)$")
"""Ends the name of a share."""
_ROSE = {"%": "增长", "倍": "增长", "百分点": "提高"}
"""How a report says that something rose by a figure of a unit; of all else it says 增加."""
_AGREEMENT: dict[Language, dict[str, str]] = {
    "zh": {
        "agrees": "各报告说法一致：",
        "differs": "各报告说法不同（这里不判断哪个准确）：",
        "alone": "只有一份报告讲到，无从对照：",
        "none": "没有发现同一地区、同一年份的同一指标在两份报告里说法不同。",
    },
    "en": {
        "agrees": "The reports agree:",
        "differs": "The reports differ (which is right is not judged here):",
        "alone": "Only one report tells it, so nothing can be held against it:",
        "none": "No two reports tell the same figure of the same place and year differently.",
    },
}


@dataclass(frozen=True, slots=True)
class Overview:
    """An answer that rests on all reports."""

    text: str
    """With marks [n] that name the n-th hit, counted from 1."""
    hits: tuple[Hit, ...]
    covered: str = ""
    """What was looked at and what tells nothing, for below the text."""
    compared: Compared | None = None
    """What was held against each other, where that is more than one place and period."""


Side = tuple[Row, Figure]
"""One of two things held against each other."""


class Lines:
    """Words of an overview, line by line, with the passages that its marks name."""

    def __init__(self, question: Question, comparison: Comparison) -> None:
        self._zh = question.lang == "zh"
        self._lang = question.lang
        self._held = contrast(normalise(question.text))
        self._names_years = bool(question.periods or question.report_years)
        self._comparison = comparison
        self._lines: list[str] = []
        self._passages: list[str] = []
        self._figures: list[Figure] = []
        """The first of each passage."""
        self._told: set[tuple[str, tuple[int, ...]]] = set()
        """Places and periods of which a figure was said."""

    def only_growth(self, region: str, years: tuple[int, ...]) -> None:
        """Decline for the amount asked for, and lead over to its growth."""
        name = self._comparison.name
        self._lines.append(
            f"{REFUSAL['zh']}{region}{period(years)}年{name}的数额。相近的内容："
            if self._zh
            else f"{REFUSAL['en']} the amount of {named(name)} for {place(region)} in {period(years)}. Nearest:"
        )

    def only_target(self, region: str, years: tuple[int, ...]) -> None:
        """Decline for the result asked for, and lead over to its target."""
        name = self._comparison.name
        self._lines.append(
            f"{REFUSAL['zh']}{region}{period(years)}年{name}的完成情况，只有目标："
            if self._zh
            else f"{REFUSAL['en']} the result of {named(name)} for {place(region)} in {period(years)}. Only a target is told:"
        )

    def table_or_lines(self, told: Sequence[tuple[Row, Figure]]) -> None:
        """Say figures in a table of place and period where there are several of both, else one a line."""
        places, periods = {row.region for row, _ in told}, {row.years for row, _ in told}
        if len(places) > 1 and len(periods) > 1 and len(told) >= IN_TABLE:
            self._table(told)
        else:
            self.lines(told)

    def lines(self, told: Sequence[tuple[Row, Figure]]) -> None:
        """Say figures one a line."""
        for row, figure in told:
            self.line(row, figure)

    def _table(self, told: Sequence[tuple[Row, Figure]]) -> None:
        """Say figures in a table, target and result apart, each with its mark."""
        of_row: dict[tuple[str, tuple[int, ...]], list[Figure]] = {}
        for row, figure in told:
            of_row.setdefault((row.region, row.years), []).append(figure)
        self._told |= set(of_row)
        rows = [
            Row(region, years, tuple(f for f in figures if f.stance == "target"), tuple(f for f in figures if f.stance != "target"))
            for (region, years), figures in of_row.items()
        ]  # fmt: skip
        shown = replace(self._comparison, rows=tuple(rows[:ROWS]))
        table = written(shown, self._number, self._lang, computed=False)
        self._lines += ["\n".join([f"{table.title}{'：' if self._zh else ':'}", *piped(table)])]
        if more := len(rows) - len(shown.rows):
            self._lines.append(f"另有{more}行未列出。" if self._zh else f"{more} more rows are left out.")

    def line(self, row: Row, figure: Figure, *, bullet: bool = True, since: str = "") -> None:
        """Say one figure with its place, year, whether it is a target, and the words that tell where it began."""
        self._told.add((row.region, row.years))
        if not self._zh:
            self._english_line(row, figure, bullet=bullet)
            return
        known = figure.name in names() and figure.change != "new"
        name, value = figure.name if known else figure.indicator, figure_words(figure)
        span = spanned(figure)
        if span and opening_verbs(name):  # 累计创建绿美村庄35个
            name, value, span = f"{span}{name}", value.removeprefix(span), ""
        if figure.change == "up" and figure.unit:
            value = f"{span}{_ROSE.get(figure.unit, '增加')}{value.removeprefix(span)}"
        if figure.change == "new" and not (re.search("新|净增", name) or opening_verbs(name)):
            value = f"{span}新增{value.removeprefix(span)}"  # 城镇就业计划新增1.3万人 is no total
        value = f"{since}{value}"
        years = row.years[-1:] if _is_state(figure) and not since else row.years
        year, mark, target = period(years), self._mark(figure), figure.stance == "target"
        if bullet or target:
            line = f"{row.region}{year}年{'目标' if target else ''}：{name}{value}{mark}"
        else:
            line = f"{year}年，{row.region}{name}{value}{mark}"
        self._lines.append(f"- {line}" if bullet else f"{line}。")

    def _english_line(self, row: Row, figure: Figure, *, bullet: bool) -> None:
        line = f"{'- ' if bullet else ''}{lead(row.region, row.years, figure.stance)}: {indicated(figure)}"
        if not any(told.startswith(f"{line}[") for told in self._lines):
            self._lines.append(f"{line}{self._mark(figure)}{'' if bullet else '.'}")

    def otherwise(self) -> None:
        """Say that the report tells otherwise than the question supposes."""
        self._lines.append(phrases(self._lang).corrected().strip())

    def pair(self, region: str, one: Figure, other: Figure) -> None:
        """Say two figures of a place in one line, each with its year and whether it is a target."""
        self._told |= {(region, figure.years) for figure in (one, other)}
        told = [
            f"{period(figure.years)}年{'目标' if figure.stance == 'target' else ''}{figure_words(figure, self._lang)}{self._mark(figure)}"
            if self._zh
            else f"{period(figure.years)} {'target' if figure.stance == 'target' else 'result'} {with_printed(figure)}{self._mark(figure)}"
            for figure in (one, other)
        ]
        self._lines.append(f"- {region}：{'，'.join(told)}" if self._zh else f"- {place(region)}: {', '.join(told)}")

    def count(self, number: int, among: int = 0) -> None:
        """Say how many places fit, and among how many that could be compared."""
        if self._zh:
            self._lines.append(f"符合的有{number}个{f'，可比的共{among}个' if among else ''}（计算得出）：")
        else:
            fit = "1 place fits" if number == 1 else f"{number} places fit"
            self._lines.append(f"{fit}{f' of {among} that can be compared' if among else ''} (counted):")

    def place(self, report: Report) -> None:
        """Name a report that tells nothing."""
        self._lines.append(f"- {report_named(report, self._lang)}")

    def apart(self, figures: Sequence[Figure]) -> None:
        """Say what the other reports tell under a like name."""
        self._lines.append("名称或口径不同的：" if self._zh else "Under another name or on another basis:")
        for figure in figures[:APART]:
            self.line(Row(figure.region, figure.years, (), ()), figure)

    def agreement(self, how: Literal["agrees", "differs", "alone", "none"]) -> None:
        """Say whether reports tell the same alike; which of them is right is not for us to say."""
        self._lines.append(_AGREEMENT[self._lang][how])

    def told_by(self, figure: Figure, index: Index) -> None:
        """Say one figure with the report that tells it."""
        report = index.passage_of(figure).context
        if not self._zh:
            of = f"{place(report.region)} {report.report_year or ''}"
            told = f"{lead(figure.region, figure.years, figure.stance)}: {indicated(figure)}{self._mark(figure)}"
            self._lines.append(f"- Report of {of.strip()}: {told}")
            return
        name = figure.name if figure.name in names() else figure.indicator
        told = f"{'增长' if figure.change == 'up' else ''}{figure_words(figure)}{self._mark(figure)}"
        target = "目标" if figure.stance == "target" else ""
        of = f"{report.region}{report.report_year or ''}"
        self._lines.append(f"- {of}年报告：{figure.region}{period(figure.years)}年{target}{name}{told}")

    def only_targets(self) -> None:
        """Lead over to the targets of places of which no result is told."""
        self._lines.append("以下只有目标，不参加比较：" if self._zh else "Only targets, which are not ranked:")

    def leads(self, best: Sequence[tuple[Row, Figure]], lowest: bool, *, by_report: bool) -> None:
        """Say first whose figure is the highest or lowest."""
        if self._zh:
            told = [f"{row.region}{period(row.years)}年" if by_report else row.region for row, _ in best]
        else:
            told = [f"{place(row.region)}{f' {period(row.years)}' if by_report else ''}" for row, _ in best]
        where = ("、" if self._zh else " and ").join(dict.fromkeys(told))
        marks = "".join(dict.fromkeys(self._mark(figure) for _, figure in best))
        if self._zh:
            self._lines.append(f"{where}最{'低' if lowest else '高'}{marks}。")
        else:
            self._lines.append(f"{'Lowest' if lowest else 'Highest'}: {where}{marks}.")

    def _mark(self, figure: Figure) -> str:
        return f"[{self._number(figure)}]"

    def _number(self, figure: Figure) -> int:
        """Give the number of a figure's passage, counted from 1 in the order of the words."""
        if figure.passage_id not in self._passages:
            self._passages.append(figure.passage_id)
            self._figures.append(figure)
        return self._passages.index(figure.passage_id) + 1

    def verdict(self, question: Question, *, yes: bool) -> None:
        """Answer yes or no."""
        self._lines.append(phrases(self._lang).verdict(question, yes=yes).strip())

    def unsaid(self) -> None:
        """Say that no figures of one kind bear out, or deny, what is asked: a result is no target."""
        self._lines.append(phrases(self._lang).unsaid().strip())

    def held_against(self, told: Sequence[Side], *, backwards: bool = False, of_indicators: bool = False) -> None:
        """Say two figures, before them which is the larger where that is asked, and behind them what they differ by.

        Args:
            told: the two.
            backwards: whether the difference is said of the second where nothing is chosen.
            of_indicators: whether they are two indicators of one place and period.

        """
        one, other = told
        chosen = self._held.choice
        values = signed(one[1]), signed(other[1])
        if chosen and values[0] == values[1]:
            self._lines.append(f"{self._alike(one[1], other[1])}{'：' if self._zh else ':'}")
            self.lines(told)
            return
        first, word = chosen.of(*values) if chosen else (not backwards, "")
        sides = (one, other) if first else (other, one)
        if chosen:
            say, (figure, than) = phrases(self._lang), (figure for _, figure in sides)
            whose = self._whose(figure, by_name=True) if of_indicators else say.apart(figure, than)
            less = signed(figure) < signed(than)
            self._lines.append(say.larger(whose, word, figure.unit, less=less).strip())
        self.lines(told)
        self.difference(*sides, ratio=self._held.ratio, of_indicators=of_indicators, larger=not chosen)

    def difference(
        self, one: Side, other: Side, *, ratio: bool = False, of_indicators: bool = False, larger: bool = True
    ) -> None:
        """Say by how much one of two figures is the larger or smaller, or how many times the other the larger is.

        What the reports tell roughly (余, 左右) makes the difference rough. In English the larger is named, unless it
        was said before.
        """
        values = [signed(figure) for _, figure in (one, other)]
        gap = values[0] - values[1]
        rough = any(_is_rough(figure) for _, figure in (one, other))
        if not gap:
            self._lines.append(f"{self._alike(one[1], other[1])}{'。' if self._zh else '.'}")
            return
        first, second = (self._whose(figure, by_name=of_indicators) for _, figure in (one, other))
        above = first if gap > 0 else second
        about = ("约" if self._zh else "about ") if rough else ""
        unit = one[1].unit
        if ratio and min(values) > 0:
            times = f"{(max(values) / min(values)).quantize(Decimal('0.01')).normalize():f}"
            self._lines.append(
                f"{above}是另一个的{about}{times}倍（计算得出）。"
                if self._zh
                else f"{above} is {about}{times} times the other (computed)."
            )
        elif self._zh:
            scaled = re.search("[万亿]", one[1].text + other[1].text) or unit == "%"
            words = gap_words(abs(gap), unit).removeprefix("+") if scaled else f"{abs(gap).normalize():f}{unit}"
            if one[0].region == other[0].region and not of_indicators:
                second = second.removeprefix(other[0].region)
            self._lines.append(f"{first}比{second}{way(unit, less=gap < 0)}{about}{words}（计算得出）。")
        else:
            words = f"They differ by {about}{gap_in_english(gap, unit)} (computed)"
            self._lines.append(f"{words}; {above} is the larger." if larger else f"{words}.")

    def _alike(self, one: Figure, other: Figure) -> str:
        """Say that two figures do not differ, or begin alike where one is a range, or one of two targets a floor."""
        floor = one.stance == other.stance == "target" and {one.qualifier, other.qualifier} > {"at_least"}
        if one.high != other.high or floor:
            return "两者的下限相同" if self._zh else "Their lower ends are equal"
        if _is_rough(one) or _is_rough(other):
            return "两者大体相同" if self._zh else "They are about equal"
        return "两者相同" if self._zh else "They are equal"

    def _whose(self, figure: Figure, *, by_name: bool) -> str:
        """Say whose a figure is that is held against another: its place and year, or its name where two are compared."""
        if by_name:
            rate = "增速" if aspect_of(figure) == "growth" else ""
            return f"{figure.name}{rate}" if self._zh else named(figure.name)
        return phrases(self._lang).whose(figure)

    def outcome(self, row: Row) -> None:
        """Say whether a target was met, and by how much it was missed or passed."""
        if not row.result:
            self._lines.append("报告中没有找到对应的完成数。" if self._zh else "No result is told for it.")
            return
        if row.gap is None:
            return
        unit = row.target[0].unit
        if self._zh:
            verdict = "低于目标" if row.met is None else "达到目标" if row.met else "未达到目标"
            self._lines.append(f"{verdict}（结果与目标相差{gap_words(row.gap, unit)}，计算得出）。")
        else:
            verdict = (
                "The result is below the target" if row.met is None else f"Target {'met' if row.met else 'missed'}"
            )
            self._lines.append(f"{verdict} (difference {gap_in_english(row.gap, unit)}, computed).")

    def done(self, index: Index, *, counted: bool = True, without: Sequence[Report] | None = None) -> Overview:
        """Give the answer, with what was looked at where that is asked, and which reports tell nothing."""
        without = self._comparison.without if without is None else without
        covered = covered_words(self._comparison.covered, without, self._lang) if counted else ""
        hits = tuple(Hit(index.passage_of(figure), 1.0) for figure in self._figures)
        return Overview(shown(self._lines, self._lang), hits, covered, self._compared(everywhere=counted))

    def _compared(self, *, everywhere: bool) -> Compared | None:
        if len(self._told) < 2 or not self._comparison.name:
            return None
        regions = () if everywhere else tuple(dict.fromkeys(region for region, _ in sorted(self._told)))
        years = tuple(sorted({year for _, told in self._told for year in told})) if self._names_years else ()
        return Compared(self._comparison.name, self._comparison.aspect, regions, years)


def _is_state(figure: Figure) -> bool:
    """Tell whether a figure is what there is at the end of its years, and no sum or mean of them: 城镇化率达到67%."""
    if figure.average or figure.cumulative or figure.qualifier == "at_most":
        return False
    return figure.change == "to" or (aspect_of(figure) == "share" and bool(_RATIO.search(figure.indicator)))


def _is_rough(figure: Figure) -> bool:
    """Tell whether a report tells a figure only roughly: 余, 左右, a range; of a result, also 超过. 以上 is a target's floor."""
    return bool(
        figure.qualifier in ("about", "near") or figure.high or (figure.qualifier and figure.stance != "target")
    )


def shown(lines: Sequence[str], lang: Language) -> str:
    """Join the lines, and say how many are left out where there are too many."""
    more = len(lines) - LINES
    left_out = f"（另有{more}行未列出）" if lang == "zh" else f"({more} more lines are left out)"
    return "\n".join([*lines[:LINES], *([left_out] if more > 0 else [])])


def covered_words(covered: Sequence[Report], without: Sequence[Report], lang: Language) -> str:
    """Say how many reports were looked at, and which of them tell nothing."""
    if lang == "zh":
        missing = "、".join(f"{report.region or report.id}{report.year or ''}" for report in without)
        told = f"其中{len(without)}份没有这项内容：{missing}" if without else "都有这项内容"
        return f"共查看{len(covered)}份报告，{told}。"
    missing = ", ".join(report_named(report, lang) for report in without)
    told = (
        f"{len(without)} {'tells' if len(without) == 1 else 'tell'} nothing of it: {missing}"
        if without
        else "all of them tell of it"
    )
    return f"{len(covered)} reports were looked at; {told}."


def report_named(report: Report, lang: Language) -> str:
    """Name a report by its place and year."""
    where, year = report.region or report.id, report.year or ""
    return f"{where}{year}年报告" if lang == "zh" else f"{place(where)} {year}".strip()
