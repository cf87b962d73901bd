"""Answer questions about all reports at once: Question + Index → Overview, or nothing where a few passages will do.

    各区2025年GDP目标 · 哪个区最高     a figure of every report, ranked where that is asked
    张店历年财政收入增速怎么变          one indicator through the years of one place
    2024年的就业目标完成了吗            the target of one report beside the result of the next
    哪些地方提到低空经济                every report, with the clause that does

What a search finds is the first few passages; here every report is looked at, and the answer says how many were and
which of them tell nothing. Figures come from the rows of the index (compare.py); each line has its citation.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.backends.phrases import phrases
from rag.backends.prompts import REFUSAL
from rag.backends.prompts.fence import unmarked
from rag.clauses import clauses, sentences
from rag.compare import Comparison, NoFigures, Row, asked_names, aspect_of, compare, signed
from rag.english.amounts import gap_in_english
from rag.english.facts import indicated, lead, with_printed
from rag.english.proper import place
from rag.english.terms import named
from rag.figures.extract import unit_kind
from rag.figures.indicators import bare, canonical, names
from rag.figures.naming import MEASURE
from rag.question import understand
from rag.reading.places import level_of
from rag.records import Aspect, Compared, Figure, Hit, Language, Passage, Question, Report
from rag.selection import PLACES, Selection, selection
from rag.tables import figure_words, gap_words, period, piped, written
from rag.verdict import contradicts
from rag.words import normalise, words

if TYPE_CHECKING:
    from rag.index.index import Index

CLAUSE_CHARS = 70
"""What is quoted of a report that mentions something."""
PAIRS = 6
"""Places and periods set side by side at most."""
APART = 6
"""Figures of like names given for reports that hold none of the name asked for."""
LINES = 80
"""Lines of an answer at most; the rest is counted."""
IN_TABLE = 4
"""Figures of several places and several periods stand in a table from this many on."""
ROWS = 120
"""Rows of a table at most; the rest is counted."""

_LEVELS = "省市区县镇乡"
_EVERY = re.compile(
    rf"各(?:个|家)?{PLACES}|各地|(?:哪|每)(?:一?[个些几]|几个){PLACES}|哪(?:里|儿)的?|(?:所有|全部|各份?|每份)(?:的)?(?:{PLACES}|报告)|"
    rf"的(?:省份?|市|区县?|县|地方|地区)(?=都?[有是]哪|[？?。]|$)|{PLACES}都?[有是]哪[些几]个?|\d{{1,2}}个(?:省|市|区|县)(?:份|市)?里?|"
    r"哪[些几]份?(?:年的?)?报告|[几多]少?份(?:政府)?(?:工作)?报告|各年|\b(?:which|each|every|all)\s+(?:of the )?(?:places?|districts?|count(?:y|ies)|cit(?:y|ies)|provinces?|reports?|regions?)\b",
    re.I,
)
_HIGHEST = re.compile(r"最[高多大快长]|第一|领先|居首|highest|most|largest|fastest|top", re.I)
_LOWEST = re.compile(r"最[低少小慢短]|垫底|lowest|least|smallest|slowest", re.I)
_FALLING = re.compile(r"(?:下降|减少|下滑|降|跌)[^，。？]{0,3}最[多大快]|降幅最大|\bfell\b.{0,12}most", re.I)
_RANKED = re.compile(r"排序|排名|排个?[队序]|从高到低|rank", re.I)
_MENTIONS = re.compile(
    r"要(?:大力|加快)?(?:发展|建设|培育|支持|推动|推进|布局)|提[到及出过]|说[到起过]|写[到进入了]|谈[到及]|讲[到过]|部署|涉及|有没有提|关注|出现|mention|talk about|refer to|speak of|bring up",
    re.I,
)
_TREND = re.compile(
    r"历年|逐年|趋势|走势|怎么走|一路|这(?:几|些)年|近(?:几|些)年|历次|各年|每年|多年来|变化过程|如何变化|怎[么样]+变|over the years|trend|over time|year by year|each year",
    re.I,
)
_OUTCOME = re.compile(
    r"(?:目标|任务|计划|承诺|预期)[^，。？]{0,14}?(?:完成|实现|达到|达成|兑现|落实)(?:得|的)?(?:了|没|吗|情况|如何|怎么样)|"
    r"(?:完成|实现|达到|达成|兑现)(?:了|没有?)?[^，。？]{0,12}(?:目标|任务|计划|承诺)|(?:定|许|提|设|说)(?:下|的|好)?[^，。？]{0,16}(?:完成|实现|达到|达成|兑现|做到)(?:了)?(?:没|吗|与否)|"
    r"(?:met|meet|reach(?:ed)?|achieve[d]?|hit|miss(?:ed)?)\b[^?.]{0,40}\btarget",
    re.I,
)
_ASKERS = re.compile(
    rf"{_EVERY.pattern}|{_MENTIONS.pattern}|{_HIGHEST.pattern}|{_LOWEST.pattern}|{_RANKED.pattern}|{_TREND.pattern}",
    re.I,
)
_LEFT_OVER = re.compile(rf"^\s*(?:[个些]{PLACES}的?|{PLACES}(?:的|\s))")
"""What stays of 哪个省的 in a topic, which has no question words."""
_TOTAL = re.compile(r"总量|总额|数额|绝对|多少(?:个)?[亿万]*(?:元|块|钱)|how much (?:money|was)|amount|in yuan", re.I)
_FLOWS = re.compile(r"新[^一能型材媒闻华兴]|[增添招引]|\bnew\b|added", re.I)
"""Asks what was added, which no total answers."""
_MOVES = {"up": "增长", "down": "下降"}
_GROWS = re.compile(
    r"增速|增长|增幅|涨|降|下滑|上升|回落|提高了?多少|快|慢|百分之几|百分比|多收|少收|growth|grow|rise|rose|fall|fell|increase|decrease",
    re.I,
)
_TARGETS = re.compile(r"目标|任务|计划|预期|target|goal", re.I)
_AMOUNT = re.compile(r"多少|几[个件家项户]|数量|数字|[件个项家户人]数|how many|how much", re.I)
_ASPECT_WORDS = re.compile(
    r"增速|增幅|增长率?|比例|占比|数量|规模|水平|情况|指标|幅度|总数|总量|数字|实数|实绩|成绩|时候|差距|之间|growth|rate|number|level|"
    r"raise[ds]?|plan(?:s|ned)?|between|increase[ds]?|change[ds]?|compared?|higher|lower|more|difference|actual(?:ly)?|set|aim(?:s|ed)?|new|reach(?:ed)?"
)
_BASIS = re.compile(r"(?:剔除|扣除)[一-龥]{2,8}?(?:因素|影响|后|之后)+|同口径|可比口径")
_EMPTY_WORDS = re.compile(
    r"[的了是在都有和与及吗呢过中里、，。？?“”\s]|报告|政府|工作|分别|各自|情况|目标|计划|哪些|哪几|哪个|地方"
)


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


def overview(question: Question, index: Index) -> Overview | None:
    """Answer a question about all reports, or about one indicator through years.

    Args:
        question: as understood.
        index: with its figures.

    Returns: None where the question is not of that kind, or no indicator of it is known.

    """
    if question.places or question.parts or not index.reports:
        return None
    every = _EVERY.search(question.text) if len(question.regions) < 2 else None
    picked = selection(question.text)
    if not question.regions and (every or picked.where):
        levels = set((every.group() if every else "") + picked.where) & set(_LEVELS)
        if (picks := _picks(question, picked)) and (found := picks(question, index, picked, levels)):
            return found
    listed = picked.where or (every and (question.kind != "figure" or "报告" in every.group()))
    if listed and _MENTIONS.search(question.text):
        return _mentions(question, index, picked)
    only_one = question.stance_chosen and question.stance  # the asker wants no target beside the result
    if _OUTCOME.search(question.text) and len(question.periods) <= 1 and not only_one:
        return _outcome(question, index)
    amount = any(pattern.search(question.text) for pattern in (_AMOUNT, _HIGHEST, _LOWEST, _RANKED))
    if every and (amount or question.kind not in ("list", "definition", "who", "when")):
        return _every_place(question, index, set(every.group()) & set(_LEVELS))
    if _TREND.search(question.text) and len(question.regions) == 1 and len(question.periods) <= 1:
        return _trend(question, index)
    if question.kind in ("figure", "compare") and 2 <= len(question.pairs) <= PAIRS and len(question.topics) == 1:
        return _side_by_side(question, index)
    if question.kind == "figure" and len(question.regions) == 1 and not (question.periods or question.report_years):
        return _trend(question, index, sure=True)
    if question.kind == "figure" and len(question.pairs) == len(question.topics) == 1:
        return _single(question, index)
    return None


_Pick = Callable[[Question, "Index", Selection, Set[str]], Overview | None]


def _picks(question: Question, picked: Selection) -> _Pick | None:
    """Tell how places are picked out of those compared, where they are."""
    which = re.search(r"哪|几个|多少|\bwhich\b|\bhow many\b", question.text, re.I)
    if picked.lacking:
        return _lacking if _TARGETS.search(question.text) else None
    if picked.change:
        return _changed
    if picked.met is not None and which and _TARGETS.search(question.text):
        return _met
    return _fitting if picked.bound is not None or picked.first else None


def _across(question: Question, index: Index, picked: Selection, years: Sequence[int]) -> Comparison | None:
    """Compare what is asked about, the words that pick aside."""
    core = understand(picked.rest, index.reports)
    periods = tuple((year,) for year in years) or question.periods
    return _compared(replace(core, periods=periods, report_years=question.report_years, lang=question.lang), index)


def _fitting(question: Question, index: Index, picked: Selection, levels: Set[str]) -> Overview | None:
    """Give the places whose figure reaches a bound, or the first few."""
    comparison = _across(question, index, picked, ())
    if comparison is None:
        return None
    told = [(row, figure) for row in _rows_at(comparison, levels) for figure in _first_of(row, question) if figure.unit]
    if picked.bound is not None:
        if picked.unit not in ("", comparison.unit):
            return None
        told = [one for one in told if picked.fits(signed(one[1]), picked.bound)]
    low = bool(_LOWEST.search(question.text)) or bool(_FALLING.search(question.text))
    told.sort(key=lambda one: signed(one[1]), reverse=not low)
    if picked.first and len(told) > picked.first:
        last = signed(told[picked.first - 1][1])
        told = [one for one in told if (signed(one[1]) <= last if low else signed(one[1]) >= last)]
    say = _Lines(question, comparison)
    say.count(len({row.region for row, _ in told}))
    for row, figure in told:
        say.line(row, figure)
    return say.done(index)


def _changed(question: Question, index: Index, picked: Selection, levels: Set[str]) -> Overview | None:
    """Give the places whose figure differs from that of the year before, or of the other year named."""
    if not question.years:
        return None
    now, then = max(question.years), min(question.years)
    then = then if then < now else now - 1
    comparison = _across(question, index, picked, (now, then))
    if comparison is None:
        return None
    by_place = {
        (row.region, row.years): figures
        for row in _rows_at(comparison, levels)
        if (figures := [figure for figure in _first_of(row, question) if figure.unit and not figure.stretch])
    }
    pairs = [
        (region, figures[0], by_place[region, (then,)][0])
        for (region, years), figures in by_place.items()
        if years == (now,) and (region, (then,)) in by_place
    ]
    if not pairs:
        return None
    wanted = {"lower": operator.lt, "higher": operator.gt, "same": operator.eq}[picked.change]
    kept = [(region, new, old) for region, new, old in pairs if wanted(signed(new), signed(old))]
    say = _Lines(question, comparison)
    say.count(len(kept), len(pairs))
    for region, new, old in kept:
        say.pair(region, new, old)
    return say.done(index, counted=False)


def _met(question: Question, index: Index, picked: Selection, levels: Set[str]) -> Overview | None:
    """Give the places that reached their target, or that missed it."""
    comparison = _across(question, index, picked, ())
    if comparison is None:
        return None
    rows = [row for row in _rows_at(comparison, levels) if row.gap is not None]
    if not rows:
        return None
    kept = [row for row in rows if (row.met is True) == picked.met]
    say = _Lines(question, comparison)
    say.count(len(kept), len(rows))
    for row in kept:
        say.pair(row.region, row.target[0], row.result[0])
    return say.done(index, counted=False)


def _lacking(question: Question, index: Index, picked: Selection, levels: Set[str]) -> Overview | None:
    """Give the places whose reports set no such target."""
    comparison = _across(question, index, picked, ())
    if comparison is None:
        return None
    told = {row.region for row in comparison.rows if row.target}
    asked = [
        report
        for report in comparison.covered
        if (not question.years or report.year in question.years) and (not levels or _level(report.region) in levels)
    ]
    without = [report for report in asked if report.region not in told]
    say = _Lines(question, comparison)
    say.count(len(without), len(asked))
    for report in without:
        say.place(report)
    return say.done(index, counted=False)


def _rows_at(comparison: Comparison, levels: Set[str]) -> list[Row]:
    """Give the rows of places of some levels; all where none is of them."""
    return [row for row in comparison.rows if _level(row.region) in levels] or list(comparison.rows)


def _first_of(row: Row, question: Question) -> Sequence[Figure]:
    """Give the figure of a row to hold against others: what was reached unless the target is asked for."""
    return (_of_stance(row, question) if question.stance else row.result or row.target)[:1]


def _compared(question: Question, index: Index, *, sure: bool = False) -> Comparison | None:
    """Compare what a question asks about; with `sure`, only where it names nothing beside the indicator."""
    topic = _LEFT_OVER.sub("", _BASIS.sub(" ", _ASKERS.sub(" ", question.topic)))
    years = sorted({*question.years, *question.report_years})
    for phrase in (topic, bare(topic), *(term for expansion in question.expansions for term in expansion.terms)):
        phrase = phrase.replace(" ", "")
        found = asked_names(phrase, index) if len(phrase) > 1 else ()
        if not found or (sure and _names_more(topic, found[0], question)):
            continue
        try:
            return compare(
                index, phrase, regions=question.regions, years=years, aspect=_aspect(question, phrase, index)
            )
        except NoFigures:
            continue
    return None


def _names_more(topic: str, name: str, question: Question) -> bool:
    """Tell whether a topic names something that the indicator found for it does not hold."""
    import rjieba

    for expansion in question.expansions:
        topic = topic.replace(expansion.asked, " ") if name in map(canonical, expansion.terms) else topic
    rest = canonical(topic.replace(" ", "")).replace(name, " ") if name in canonical(topic.replace(" ", "")) else topic
    nouns = [
        word
        for word, tag in rjieba.tag(rest, True)
        if len(word) > 1 and (tag[:1] in ("n", "j", "b", "l") or tag in ("vn", "eng") or MEASURE.fullmatch(word))
    ]
    return any(not _ASPECT_WORDS.fullmatch(word) and normalise(word) not in name for word in nouns)


def _aspect(question: Question, phrase: str, index: Index) -> Aspect | None:
    """Give what is asked of an indicator; None leaves it to what most figures tell."""
    if _GROWS.search(question.text):
        return "growth"
    if _TOTAL.search(question.text) or (
        question.unit and unit_kind(question.unit.lstrip("万亿")) not in ("share", "count")
    ):
        there = [aspect_of(figure) for figure in index.figures_named(asked_names(phrase, index))]
        return "level" if "level" in there else None
    return None


def _every_place(question: Question, index: Index, levels: Set[str]) -> Overview | None:
    comparison = _compared(question, index)
    if comparison is None or not comparison.rows:
        return None
    told = [(row, figure) for row in comparison.rows for figure in _of_stance(row, question)]
    told = [one for one in told if _level(one[0].region) in levels] or told
    if not told:
        return None
    falling = bool(_FALLING.search(question.text))
    lowest = falling or bool(_LOWEST.search(question.text))
    highest = bool(_HIGHEST.search(question.text)) and not falling
    say = _Lines(question, comparison)
    if highest or lowest or _RANKED.search(question.text):
        told = _newest(told) if not question.years and not question.report_years else told
        numbers = [(row, figure) for row, figure in told if figure.unit]
        told = sorted(numbers, key=lambda one: signed(one[1]), reverse=not lowest)
        if (highest or lowest) and told:
            say.leads([one for one in told if signed(one[1]) == signed(told[0][1])], lowest)
        say.lines(told)
    else:
        say.table_or_lines(told)
    missing = {report.id for report in comparison.without}
    alike = [
        figure
        for figure in comparison.apart
        if figure.passage_id.rpartition("#")[0] in missing
        and not figure.part
        and (question.stance in (None, figure.stance))
        and (not levels or _level(figure.region) in levels)
    ]
    if alike:
        say.apart(alike[:APART])
    return say.done(index)


def _level(region: str) -> str:
    """Give the level of a place: that of a province for 广西壮族自治区 and 北京市, of a city for the whole (全市)."""
    return level_of(region) or region[-1]


def _trend(question: Question, index: Index, *, sure: bool = False) -> Overview | None:
    """Give an indicator through the years of one place: where that is asked, or where the year is left open."""
    comparison = _compared(question, index, sure=sure)
    if comparison is None or len(comparison.rows) < 2:
        return None
    say = _Lines(question, comparison)
    for row in comparison.rows:
        for figure in _of_stance(row, question):
            say.line(row, figure)
    return say.done(index, counted=False)


def _side_by_side(question: Question, index: Index) -> Overview | None:
    """Answer for each place and period named, where a row of the same indicator tells of each; else leave it."""
    told: list[tuple[Row, Figure]] = []
    comparison = None
    for region, years in question.pairs:
        part = replace(question, regions=(region,) if region else question.regions, periods=(years,), report_years=())
        comparison = _compared(part, index, sure=True)
        rows = [row for row in comparison.rows if row.years == years] if comparison else []
        if comparison is None or len(rows) != 1:
            return None
        figures = _of_stance(rows[0], question) or (*rows[0].target, *rows[0].result)
        if len(figures) != 1 or not figures[0].unit or (told and figures[0].unit != told[0][1].unit):
            return None
        told.append((rows[0], figures[0]))
    assert comparison is not None
    say = _Lines(question, comparison)
    say.table_or_lines(told)
    if len(told) == 2:
        say.difference(*told)
    return say.done(index, counted=False)


def _single(question: Question, index: Index) -> Overview | None:
    """Answer for one place and year, where a row tells of just the indicator asked about; else leave it.

    Where only its growth is told and its amount is asked for, that is said; a result goes before its target.
    """
    region, years = question.pairs[0]
    comparison = _compared(question, index, sure=True) if region and years else None
    if comparison is None:
        return None
    found = [
        figure
        for figure in index.figures_named([comparison.name])
        if figure.region == region
        and figure.years == years
        and not figure.part
        and question.stance in (None, figure.stance)
        and figure.text not in question.figures
        and (aspect_of(figure) != "level" or not _FLOWS.search(question.text) or _FLOWS.search(figure.name))
    ]
    grows = bool(_GROWS.search(question.text))
    told = [figure for figure in found if (aspect_of(figure) == "growth") == grows and _of_unit(figure, question)]
    instead = [figure for figure in found if not grows and not told and aspect_of(figure) == "growth"]
    if not (told or instead) or {figure.unit for figure in told} > {told[0].unit if told else ""}:
        return None
    say = _Lines(question, comparison)
    if instead and _TOTAL.search(question.text):
        say.only_growth(region, years)
    shown = told or instead
    for figure in [figure for figure in shown if figure.stance != "target"] or shown:
        if contradicts(question, f"{figure.indicator}{_MOVES.get(figure.change, '')}{figure.words}"):
            say.otherwise()
        say.line(Row(region, years, (), ()), figure, bullet=False)
    return say.done(index, counted=False)


def _of_unit(figure: Figure, question: Question) -> bool:
    asked = question.unit.lstrip("万亿")
    return not asked or unit_kind(asked) == unit_kind(figure.unit) or not figure.unit


def _outcome(question: Question, index: Index) -> Overview | None:
    comparison = _compared(question, index)
    rows = [row for row in comparison.rows if row.target] if comparison else []
    if comparison is None or not rows or (len(rows) > 1 and not (question.periods or question.regions)):
        return None
    say = _Lines(question, comparison)
    for row in rows:
        for figure in row.target:
            say.line(row, figure)
        for figure in row.result:
            say.line(row, figure)
        say.outcome(row)
    return say.done(index, counted=False)


def _of_stance(row: Row, question: Question) -> Sequence[Figure]:
    if question.stance == "target":
        return row.target
    if question.stance == "achieved":
        return row.result
    return (*row.target, *row.result)


def _newest(told: Sequence[tuple[Row, Figure]]) -> list[tuple[Row, Figure]]:
    """Keep the newest figure of each place: results where it has any, since they are what is so."""
    newest: dict[str, tuple[Row, Figure]] = {}
    for row, figure in told:
        known = newest.get(row.region)
        rank = (figure.stance != "target", row.years[-1], -len(row.years))
        if known is None or rank > (known[1].stance != "target", known[0].years[-1], -len(known[0].years)):
            newest[row.region] = (row, figure)
    return list(newest.values())


class _Lines:
    """Words of an overview, line by line, with the passages that its marks name."""

    def __init__(self, question: Question, comparison: Comparison) -> None:
        self._zh = question.lang == "zh"
        self._lang = question.lang
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

    def line(self, row: Row, figure: Figure, *, bullet: bool = True) -> None:
        """Say one figure with its place, year and whether it is a target."""
        self._told.add((row.region, row.years))
        if not self._zh:
            self._english_line(row, figure, bullet=bullet)
            return
        known = figure.name in names() and figure.change != "new"
        name, value = figure.name if known else figure.indicator, figure_words(figure)
        if figure.change == "up" and figure.unit in ("%", "倍"):
            value = f"{'年均' if figure.average else ''}增长{value.removeprefix('年均')}"
        year, mark, target = period(row.years), self._mark(figure), figure.stance == "target"
        if bullet or target:
            line = f"{row.region}{year}年{'目标' if target else ''}：{name}{value}{mark}"
        else:
            line = f"{year}年，{row.region}{name}{value}{mark}"
        self._lines.append(f"- {line}" if bullet else f"{line}。")

    def _english_line(self, row: Row, figure: Figure, *, bullet: bool) -> None:
        line = f"{lead(row.region, row.years, figure.stance)}: {indicated(figure)}{self._mark(figure)}"
        self._lines.append(f"- {line}" if bullet else f"{line}.")

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
        self._lines.append(f"- {_report(report, self._lang)}")

    def apart(self, figures: Sequence[Figure]) -> None:
        """Say what the other reports tell under a like name."""
        self._lines.append("名称或口径不同的：" if self._zh else "Under another name or on another basis:")
        for figure in figures:
            self.line(Row(figure.region, figure.years, (), ()), figure)

    def leads(self, best: Sequence[tuple[Row, Figure]], lowest: bool) -> None:
        """Say first whose figure is the highest or lowest."""
        regions = dict.fromkeys(row.region for row, _ in best)
        where = "、".join(regions) if self._zh else " and ".join(map(place, regions))
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

    def difference(self, one: tuple[Row, Figure], other: tuple[Row, Figure]) -> None:
        """Say by how much two figures differ, and whose is the larger; nothing where 余 or 左右 leaves it open."""
        gap = signed(one[1]) - signed(other[1])
        if not gap or any(figure.qualifier in ("about", "near") or figure.high for _, figure in (one, other)):
            return
        row, figure = one if gap > 0 else other
        words = gap_words(abs(gap), figure.unit).removeprefix("+")
        kind = "目标" if figure.stance == "target" and self._zh else ""
        self._lines.append(
            f"两者相差{words}（计算得出），{row.region}{period(row.years)}年{kind}较大。"
            if self._zh
            else f"They differ by {gap_in_english(gap, figure.unit)} (computed); {lead(row.region, row.years, figure.stance)} is the larger."
        )

    def outcome(self, row: Row) -> None:
        """Say whether a target was met, and by how much it was missed or passed."""
        if not row.result:
            self._lines.append("报告中没有找到对应的完成数。" if self._zh else "No result is told for it.")
            return
        if row.gap is None:
            return
        unit = row.target[0].unit
        if self._zh:
            verdict = "略低于目标" if row.met is None else "达到目标" if row.met else "未达到目标"
            self._lines.append(f"{verdict}（结果与目标相差{gap_words(row.gap, unit)}，计算得出）。")
        else:
            verdict = (
                "The result is slightly below the target"
                if row.met is None
                else f"Target {'met' if row.met else 'missed'}"
            )
            self._lines.append(f"{verdict} (difference {gap_in_english(row.gap, unit)}, computed).")

    def done(self, index: Index, *, counted: bool = True) -> Overview:
        """Give the answer, with what was looked at where that is asked."""
        covered = _covered(self._comparison.covered, self._comparison.without, self._lang) if counted else ""
        hits = tuple(Hit(index.passage_of(figure), 1.0) for figure in self._figures)
        return Overview(_shown(self._lines, self._lang), hits, covered, self._compared(everywhere=counted))

    def _compared(self, *, everywhere: bool) -> Compared | None:
        if len(self._told) < 2:
            return None
        regions = () if everywhere else tuple(dict.fromkeys(region for region, _ in sorted(self._told)))
        years = tuple(sorted({year for _, told in self._told for year in told})) if self._names_years else ()
        return Compared(self._comparison.name, self._comparison.aspect, regions, years)


def _shown(lines: Sequence[str], lang: Language) -> str:
    """Join the lines, and say how many are left out where there are too many."""
    more = len(lines) - LINES
    left_out = f"（另有{more}行未列出）" if lang == "zh" else f"({more} more lines are left out)"
    return "\n".join([*lines[:LINES], *([left_out] if more > 0 else [])])


def _report(report: Report, lang: Language) -> str:
    where, year = report.region or report.id, report.year or ""
    return f"{where}{year}年报告" if lang == "zh" else f"{place(where)} {year}".strip()


def _covered(covered: Sequence[Report], without: Sequence[Report], lang: Language) -> str:
    if lang == "zh":
        missing = "、".join(f"{report.region or report.id}{report.year or ''}" for report in without)
        told = f"其中{len(without)}份没有这项内容：{missing}" if without else "都有这项内容"
        return f"共查看{len(covered)}份报告，{told}。"
    missing = ", ".join(_report(report, lang) for report in without)
    told = (
        f"{len(without)} {'tells' if len(without) == 1 else 'tell'} nothing of it: {missing}"
        if without
        else "all of them tell of it"
    )
    return f"{len(covered)} reports were looked at; {told}."


def _mentions(question: Question, index: Index, picked: Selection) -> Overview | None:
    text = picked.rest if picked.where or picked.lacking else question.text
    topic = understand(_EVERY.sub(" ", text), index.reports).topic
    topic = _EMPTY_WORDS.sub("", _ASKERS.sub(" ", topic))
    if len(topic) < 2:
        return None
    asked = [topic, *(term for expansion in question.expansions for term in expansion.terms)]
    covered = [
        report
        for report in index.reports
        if (not question.regions or report.region in question.regions)
        and (not question.report_years or report.year in question.report_years)
    ]
    found: list[tuple[Report, Passage, str]] = []
    for report in covered:
        rows = index.rows_of(report.id)
        passages = [p for p in index.passages(range(rows.start, rows.stop)) if p.kind in ("text", "items")]
        if mention := next((m for term in asked if (m := _mention(term, passages, question))), None):
            found.append((report, *mention))
    without = [report for report in covered if report not in [one for one, *_ in found]]
    if picked.lacking:
        names = [f"- {_report(report, question.lang)}" for report in without]
        first = f"没有提到的有{len(without)}份：" if question.lang == "zh" else f"{len(without)} do not:"
        return Overview("\n".join([first, *names]), (), _covered(covered, without, question.lang))
    if not found:
        refusal = REFUSAL[question.lang]
        what = f"“{topic}”的内容。" if question.lang == "zh" else f"anything about “{topic}”. "
        return Overview(f"{refusal}{what}", (), _covered(covered, without, question.lang))
    lines = [
        f"- {report.region}{report.year or ''}年报告：{clause}[{number}]"
        if question.lang == "zh"
        else f"- {_report(report, 'en')}: “{clause}”[{number}]"
        for number, (report, _, clause) in enumerate(found, start=1)
    ]
    if picked.counted:
        zh = question.lang == "zh"
        lines.insert(0, f"提到的有{len(found)}份报告（计算得出）：" if zh else f"{len(found)} reports do (counted):")
    hits = tuple(Hit(passage, 1.0) for _, passage, _ in found)
    return Overview(_shown(lines, question.lang), hits, _covered(covered, without, question.lang))


def _mention(term: str, passages: Sequence[Passage], question: Question) -> tuple[Passage, str] | None:
    """Find the first clause of a report that holds a term, of the years asked about; its words if not the term whole."""
    plain = normalise(term)
    parts = [word for word in words(term) if len(word) > 1]
    for wanted in ([plain], parts):
        for passage in passages if wanted else ():
            if question.years and passage.context.years and not set(question.years) & set(passage.context.years):
                continue
            whole = normalise(passage.text)
            if not all(one in whole for one in wanted):
                continue
            for sentence in sentences(passage.text):
                for start, end in clauses(passage.text, sentence):
                    if all(one in normalise(passage.text[start:end]) for one in wanted):
                        return passage, unmarked(passage.text[start : min(end, start + CLAUSE_CHARS)])
    return None
