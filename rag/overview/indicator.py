"""Find the indicator a question is about and its figures: Question → Comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.compare import Comparison, NoFigures, Row, asked_names, aspect_of, compare, is_another
from rag.figures.extract import unit_kind
from rag.figures.indicators import bare, canonical
from rag.figures.naming import MEASURE
from rag.overview.asking import ASKERS, AVERAGE, CUMULATIVE, FLOWS, GROWS, STOCK, TOTAL
from rag.question.contrast import contrast
from rag.question.topic import without
from rag.reading.places import level_of
from rag.records import Aspect, Figure, Question
from rag.selection import PLACES
from rag.sides import of_another_state
from rag.words import normalise

if TYPE_CHECKING:
    from rag.index.index import Index

_LEFT_OVER = re.compile(rf"^\s*(?:[个些]{PLACES}的?|{PLACES}(?:的|\s)|全[省市区县镇](?=[一-龥]{{2}}))")
"""What stays of 哪个省的 in a topic, which has no question words."""
_ASPECT_WORDS = re.compile(
    r"增速|增幅|涨幅|降幅|增长率?|比例|占比|数量|规模|水平|情况|指标|幅度|总数|总量|数字|实数|实绩|成绩|时候|差距|之间|growth|rate|number|level|"
    r"raise[ds]?|plan(?:s|ned)?|between|increase[ds]?|change[ds]?|compared?|higher|lower|more|difference|actual(?:ly)?|set|aim(?:s|ed)?|new|reach(?:ed)?|"
    r"creates?d?|add(?:s|ed)?|build|built|done|achieve[sd]?|expect(?:s|ed)?|targets?|list|percent(?:age)?|points?|figures?"
)
_DANGLING = re.compile(
    r"(?<!\S)[和与跟及在的是从到至各比]+(?=\s|$)|(?<=[一-龥])(?:(?<!占)比|[和与跟是的各从至])+(?=\s|$)|(?<!\S)[得变走](?=\s|$)|(?<!\S)年(?=\S)|"
    r"(?<!\S)(?:个?百分点|[个家户处件项条所座张套名天亩吨])(?=\s|$)"
)
"""What is left of a question once place, year and question words are gone: 和 … 的, 个."""
_REQUEST = re.compile(
    r"(?<!\S)[把将](?=\S)|(?:汇总|梳理|整理|归纳|统计|罗列|列举|列)(?:一?下|出来|一遍)(?=\s|$)|(?:各自?)?[说讲]一?下|年度(?=\s|$)"
)
"""Words that ask for an answer in some form, and name nothing: 把…汇总一下."""
_IS_SHARE = re.compile(r"(?:(?<!增长)率|占比|比重)$")
_BASIS = re.compile(r"(?:剔除|扣除)[一-龥]{2,8}?(?:因素|影响|后|之后)+|同口径|可比口径")


def compared(question: Question, index: Index, *, sure: bool = False) -> Comparison | None:
    """Compare what a question asks about; with `sure`, only where it names nothing beside the indicator."""
    topic = _without(question.topic, question.figures)
    topic = _DANGLING.sub("", _LEFT_OVER.sub("", _BASIS.sub(" ", ASKERS.sub(" ", _REQUEST.sub(" ", topic)))))
    years = sorted({*question.years, *question.report_years})
    for phrase in (topic, bare(topic), *(term for expansion in question.expansions for term in expansion.terms)):
        phrase = phrase.replace(" ", "").removeprefix("的")
        found = asked_names(phrase, index, question.regions) if len(phrase) > 1 else ()
        if not found or is_another(topic, found[0]) or (sure and _names_more(topic, found[0], question)):
            continue
        try:
            comparison = compare(
                index, phrase, regions=question.regions, years=years, aspect=_aspect(question, phrase, index)
            )
        except NoFigures:
            continue
        if not _of_unit(comparison.rows, question):
            continue
        comparison = replace(comparison, rows=_of_span(comparison.rows, question))
        there = _all_there_are(comparison, question)
        return there if there.rows or not comparison.rows else None
    return None


def _of_unit(rows: Sequence[Row], question: Question) -> bool:
    """Tell whether an indicator is measured in what is asked for: what visitors leave behind in yuan is not their number."""
    kind = unit_kind(question.unit.lstrip("万亿"))
    if not question.unit or kind in ("share", "count", "times"):
        return True
    kinds = {unit_kind(figure.unit) for row in rows for figure in (*row.target, *row.result)} - {"share"}
    return not kinds or kind in kinds


def _of_span(rows: Sequence[Row], question: Question) -> tuple[Row, ...]:
    """Leave out how much something grew a year on average, or all but that where it is asked for."""
    average = bool(AVERAGE.search(normalise(question.text)))

    def asked(figures: Sequence[Figure]) -> tuple[Figure, ...]:
        return tuple(figure for figure in figures if figure.average == average or aspect_of(figure) != "growth")

    kept = [replace(row, target=asked(row.target), result=asked(row.result)) for row in rows]
    return tuple(row for row in kept if row.target or row.result) or tuple(rows)


def of_span(figures: Sequence[Figure], question: Question) -> list[Figure]:
    """Leave out what is told of many years (累计, 年均) beside what is told of the one asked about, or the one for the other."""
    asked = normalise(question.text)
    average, of_all = bool(AVERAGE.search(asked)), _asks_all(asked)
    fits = [
        figure
        for figure in figures
        if figure.average == average and (_counts_all(figure) if of_all else not _is_cumulative(figure))
    ]
    told = {figure.stance for figure in fits}
    return [figure for figure in figures if figure in fits or figure.stance not in told]


def _asks_all(asked: str) -> bool:
    """Tell whether all there are up to now are asked for, and not what one year added."""
    return bool(CUMULATIVE.search(asked) or (STOCK.search(asked) and not FLOWS.search(asked)))


def _is_cumulative(figure: Figure) -> bool:
    return aspect_of(figure) == "cumulative"


def _counts_all(figure: Figure) -> bool:
    return _is_cumulative(figure) or bool(STOCK.search(figure.indicator))


def all_there_are(figures: Sequence[Figure], question: Question) -> tuple[Figure, ...]:
    """Leave out how many were added where it is asked how many there are, or are lacking."""
    figures = [figure for figure in figures if not of_another_state(question.text, figure.indicator)]
    if not STOCK.search(question.text) or FLOWS.search(question.text):
        return tuple(figures)
    return tuple(f for f in figures if f.change != "new" and (not FLOWS.search(f.indicator) or "总" in f.indicator))


def _all_there_are(comparison: Comparison, question: Question) -> Comparison:
    rows = [
        replace(row, target=all_there_are(row.target, question), result=all_there_are(row.result, question))
        for row in comparison.rows
    ]
    kept = tuple(row for row in rows if row.target or row.result)
    return replace(comparison, rows=kept, apart=all_there_are(comparison.apart, question))


def _without(text: str, words: Iterable[str]) -> str:
    """Take words out of a text."""
    for word in words:
        text = text.replace(word, " ")
    return text


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
    asked = normalise(question.text)
    held = contrast(asked)
    moved = held.choice and held.choice.moved
    if moved or GROWS.search(without(asked, held.spans) if len(question.pairs) > 1 else asked):
        return "growth"
    if _asks_all(question.text):
        counting = list(filter(_counts_all, index.figures_named(asked_names(phrase, index, question.regions))))
        return "cumulative" if counting and all(map(_is_cumulative, counting)) else "level"
    if STOCK.search(question.text) and not FLOWS.search(question.text):
        return "level"
    counts = question.unit and unit_kind(question.unit.lstrip("万亿")) not in ("share", "count")
    if TOTAL.search(question.text) or counts or held.of_amounts:
        there = [aspect_of(figure) for figure in index.figures_named(asked_names(phrase, index, question.regions))]
        return "level" if "level" in there else None
    if _IS_SHARE.search(phrase):
        there = [aspect_of(figure) for figure in index.figures_named(asked_names(phrase, index, question.regions))]
        return "share" if "share" in there else None
    return None


def of_stance(row: Row, question: Question) -> Sequence[Figure]:
    """Give the figures of a row that a question asks for: its target, its result, or both."""
    asked = question.stance
    if question.stances and not question.stance_chosen:
        # 从2020年到2024年怎么变？2022年计划几处？: what the words beside one year tell is of that year alone.
        asked = dict(question.stances).get(row.years)
    if asked == "target":
        return row.target
    if asked == "achieved":
        return row.result
    return (*row.target, *row.result)


def as_named(figures: Sequence[Figure], question: Question) -> Sequence[Figure]:
    """Leave out figures beside which a like one is printed in just the words asked for: 其中一般公共预算收入 goes before 地方财政收入."""
    topic = normalise(question.topic)
    literal = [figure for figure in figures if figure.indicator and normalise(figure.indicator) in topic]
    told = {(figure.stance, aspect_of(figure)) for figure in literal}
    return [figure for figure in figures if figure in literal or (figure.stance, aspect_of(figure)) not in told]


def level(region: str) -> str:
    """Give the level of a place: that of a province for 广西壮族自治区 and 北京市, of a city for the whole (全市)."""
    return level_of(region) or region[-1]
