"""Say in English what the figures of a clause tell: a passage and a window of it → str.

    预计地区生产总值同比增长5.5%    →  GDP grew by an estimated 5.5%
    发放房票2426张                  →  2,426 housing vouchers issued
    力争新增城镇就业1万人以上       →  10,000 or more new urban jobs

Only where all is known: the name of each indicator, its unit, and no word in the clause that limits the figure
otherwise (上半年, 比2020年). The Chinese clause stands behind it, as printed. Not here: whose figure it is (phrases).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.clauses import clauses, sentences
from rag.english.amounts import amount
from rag.english.proper import ordinal, place
from rag.english.terms import action_of, english_term
from rag.figures.extract import RANK, unit_kind
from rag.figures.rows import read_figures
from rag.records import Figure, Passage, Span, Stance
from rag.stamp.topic import asked_bag, bag, shared
from rag.words import normalise

FACT_CHARS = 109
"""Characters of a fact, which is said more shortly where it would be longer."""
ABOUT = 0.3
"""A figure is about the question where its indicator shares so much with it."""
AS_MUCH = 0.6
"""Figures beside the best one are told too where they share this part of what it shares."""

_LIMITED = re.compile(
    r"其中|[上下]半年|季度|\d月|截至|以来|环比|日均|(?<![同占])[比较](?:20\d\d|全|\d|前|年初)|(?:高于|快于)(?!全[国省市]平均)|提前|不含|除.{1,8}外|分之"
)
"""Limits or compares a figure in a way that is not put into English here."""
_EACH = re.compile(r"每人每([月年天])$|每([月年天])$|(人)均$")
_AMONG = {
    "全国": "in the country",
    "全省": "in the province",
    "全市": "in the city",
    "全区": "in the district",
    "全县": "in the county",
}
_IN_STEP = re.compile(r"(?:经济|生产总值|gdp).*(?:同步|一致)")
_BROADLY = re.compile(r"基本|大体")
_AVERAGE = re.compile(r"(不低于|高于|快于|达到)(全[国省市])平均(?:水平|增速|增幅)?")
_AVERAGES = {"全国": "the national", "全省": "the provincial", "全市": "the city"}
_SPAN_OF_TIME = {"月": "month", "年": "year", "天": "day", "人": "person"}
_KEPT = re.compile(r"(?:控制|稳定|保持)在")
_FALLS = re.compile(r"[降减低落压缩]")
_SEVERAL = re.compile(r"(?<=\S )and\b|\b(?:both|each|respectively)\b")
_GROWTH = re.compile(
    r"\b(?:grow\w*|gr[eo]wn?|ris(?:e|es|ing)|rose|increase\w*|fall\w*|fell|drop\w*|declin\w+|decreas\w+|chang\w+|fast\w*|percent\w*)\b",
    re.I,
)
_ADDED = re.compile(r"\b(?:new(?:ly)?|add(?:ed|s)?|additional|more)\b", re.I)
_NUMBER = re.compile(r"(?<![\d.A-Za-z+“])\d[\d.,]*(?=[一-龥])(?![年月日])")
_DONE = re.compile(r"\b(?:(?:re)?built|\w+ed|put to use)$")
_BEHIND = re.compile(r" (?:of|in|for|from|by|per) ")
"""Parts what a name names from what stands behind it."""
_MEASURE = re.compile(r"\b(?:of|in|rate|share|number|total|days?|size|level|standard|population|space|area|capacity)\b")


def told(passage: Passage, span: Span, asked: str, *, sure: bool = False) -> str:
    """Say what the figures of a window tell that a question asks about, with their place and year.

    Args:
        passage: whose text holds the window.
        span: the window's.
        asked: the question.
        sure: whether a figure is asked for, so that those of the window are the answer, whatever they are called.

    Returns: the fact with the Chinese clause in brackets, or its figures where that would be long, and those alone that read
        otherwise where that still is; empty where no figure tells it, or not all of it is known in English.

    """
    there = [row for row in _with_actions(read_figures(passage), passage.text) if span[0] <= row.place[0] < span[1]]
    rows = _asked_for(there, asked, sure)
    if not rows or len({(row.years, row.stance, row.region) for row in rows}) > 1:
        return ""
    spans = [clause for clause in _clauses(passage.text, span) if any(_inside(row, clause) for row in rows)]
    clause = passage.text[spans[0][0] : spans[-1][1]]
    if rows[0].region != passage.context.region or _LIMITED.search(clause):
        return ""
    if any(_of_unread(row, there, passage.text) for row in rows):
        return ""
    facts = [fact(row, before) for row, before in zip(rows, _before(rows, passage.text), strict=True)]
    if not all(facts):
        return ""
    said = _joined(rows, facts)
    printed = ", ".join(row.words for row in rows if row.words not in said)
    otherwise = ", ".join(row.words for row in rows if not _same_number(row, said))
    forms = [
        f"{lead(rows[0].region, rows[0].years, rows[0].stance, chinese=chinese)}: {said}{f' ({words})' if words else ''}"
        for chinese, words in ((True, clause), (True, printed), (True, otherwise), (False, otherwise))
    ]
    return next((form for form in forms if len(form) <= FACT_CHARS), forms[-1])


def _of_unread(row: Figure, there: Sequence[Figure], text: str) -> bool:
    """Tell whether a number that is no row stands before a figure in its part of the sentence: it may be its subject's."""
    start = max(text.rfind(sign, 0, row.place[0]) for sign in "；;。") + 1
    read = [one.place for one in there if one.place[0] >= start]
    numbers = _NUMBER.finditer(text, start, row.place[0])
    return any(not any(low <= match.start() < high for low, high in read) for match in numbers)


def _before(rows: Sequence[Figure], text: str) -> list[str]:
    """Give the words before each figure; of a series (每人每月924元、801元), those before its first."""
    before: list[str] = []
    for n, row in enumerate(rows):
        series = n and text[rows[n - 1].place[1] : row.place[0]] == "、"
        before.append(before[-1] if series else text[max(0, row.place[0] - 12) : row.place[0]])
    return before


def _same_number(row: Figure, said: str) -> bool:
    """Tell whether a figure reads alike in both languages but for its unit: 801元, 801 yuan."""
    number = re.match(r"(?:每人每[年月日])?([\d.]+)(?![\d.万亿千百])", row.words)
    return bool(number and re.search(rf"(?<![\d.,]){re.escape(number[1])}(?![\d,])", said))


def _with_actions(rows: Sequence[Figure], text: str) -> list[Figure]:
    """Give the figures of a passage but parts of others; what was done to the first of a series holds for the others: 建成A2个、B3个."""
    whole: list[Figure] = []
    action = ""
    for row in rows:
        if row.part:
            continue
        series = whole and not re.search(r"[，,；;。：:]", text[whole[-1].place[1] : row.place[0]])
        own = action_of(row.indicator)
        action = own or (action if series else "")
        counted = (
            action
            and not own
            and unit_kind(row.unit) == "count"
            and not english_term(row.indicator).startswith(("total", "number"))
        )
        whole.append(replace(row, indicator=action + row.indicator) if counted else row)
    return whole


def _joined(rows: Sequence[Figure], facts: Sequence[str]) -> str:
    """Join facts, without what the one before says too: came to 5 billion yuan and grew by 4%; urban income grew by 7%, rural by 8%."""
    joined = facts[0]
    for (before, row), (told_before, said) in zip(pairwise(rows), pairwise(facts), strict=True):
        name, name_before = english_term(row.indicator), english_term(before.indicator)
        first, _, rest = name.partition(" ")
        moved, value = said.removeprefix(name), amount(row)
        if name == name_before and row.unit == "元" and _counts(before, name):
            joined += f", worth {value}"
        elif name == name_before and moved != said:
            joined += f" and{moved}"
        elif (
            name_before.endswith(f" {rest}")
            and moved == told_before.removeprefix(name_before).replace(amount(before), value)
            and (by := re.search(rf" (?:by|to) (?={re.escape(value)})", moved))
        ):
            joined += f", {first}{by.group()}{value}"
        else:
            joined += f"; {said}"
    return joined


def lead(region: str, years: Sequence[int], stance: Stance, *, figure: bool = True, chinese: bool = True) -> str:
    """Say whose words follow, of which years, and whether they tell a target or a plan: Zhangdian District (张店区), 2025 target.

    Args:
        region: full name; empty where it is not known.
        years: that they speak of.
        stance: of what follows.
        figure: whether a figure follows, which makes a plan a target.
        chinese: whether the Chinese name of the place stands behind its English one.

    """
    kind = "" if stance != "target" else "target" if figure else "plan"
    name = place(region) if chinese else place(region, chinese=False).removesuffix(" City")
    return ", ".join(filter(None, (name, f"{in_years(years)} {kind}".strip())))


def in_years(years: Sequence[int]) -> str:
    """Write years: 2024, 2016-2020."""
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def indicated(figure: Figure) -> str:
    """Say one figure of a table's row with its indicator and value as printed, known in English or not."""
    said = fact(figure)
    if said:
        return f"{said} ({figure.indicator} {figure.words})"
    moves = {"up": "up ", "down": "down "}.get(figure.change, "")
    cumulative = "cumulative " if figure.cumulative else ""
    return f"“{figure.indicator}” {cumulative}{moves}{with_printed(figure)}"


def with_printed(figure: Figure) -> str:
    """Write a value in English, with the printed one where that reads otherwise: 5.5% or more (5.5%以上)."""
    value = amount(figure)
    return value if value == figure.words else f"{value} ({figure.words})" if value else figure.words


def fact(figure: Figure, before: str = "") -> str:
    """Say one figure; empty where its name or value is not known in English.

    Args:
        figure: from a report.
        before: the words before it, for 每人每月 and what 提高到 or 下降到 tells.

    """
    if figure.unit == RANK:
        return _ranked(figure)
    name, value = english_term(figure.indicator), amount(figure)
    if name and not figure.unit:
        return _in_words(name, figure)
    if not name or not value:
        return ""
    if each := _EACH.search(before):
        of = next(group for group in each.groups() if group)
        value += f"{' per person' if '每人' in each.group() else ''} per {_SPAN_OF_TIME[of]}"
    if figure.cumulative:
        value = f"a cumulative {value}"
    if figure.average:
        value += " a year on average"
    if figure.estimate:
        value = f"an estimated {value}" if value[0].isdigit() else f"{value} (estimated)"
    said = _said(name, value, figure, before)
    basis = " on a comparable basis" if figure.comparable else ""
    return f"{said}{basis}{' (stretch target)' if figure.stretch else ''}"


def _said(name: str, value: str, figure: Figure, before: str) -> str:
    planned = figure.stance == "target"
    if figure.change in ("up", "down"):
        grow, grew = ("grow", "grew") if figure.change == "up" else ("fall", "fell")
        return f"{name} {f'to {grow}' if planned else grew} by {value}"
    if figure.change == "to":
        fall = _FALLS.search(before[-8:])
        return f"{name} {('to fall' if planned else 'fell') if fall else ('to rise' if planned else 'rose')} to {value}"
    if _counts(figure, name):
        return f"{value.replace(' people', '')} {name}"
    if _DONE.search(name):
        return f"{value} of {name}" if unit_kind(figure.unit) in ("length", "area", "money") else ""
    if planned:
        kept = "to be kept at" if _KEPT.match(figure.words) and figure.qualifier != "at_most" else ""
        return f"{name} {kept or ('to be' if figure.qualifier == 'at_most' else 'to reach')} {value}"
    return f"{name} {'was' if unit_kind(figure.unit) == 'share' else 'came to'} {value}"


def _ranked(figure: Figure) -> str:
    """Say a rank in a place that its indicator ends in: 2nd in the province."""
    among = _AMONG.get(figure.indicator[-2:], "")
    name = english_term(figure.indicator[:-2])
    return f"{name} ranked {ordinal(int(figure.value))} {among}" if among and name else ""


def _in_words(name: str, figure: Figure) -> str:
    """Say a figure that words stand for: 与经济增长基本同步, 不低于全省平均水平."""
    planned, words = figure.stance == "target", normalise(figure.words)
    grow = "to grow" if planned else "grew"
    if _IN_STEP.search(words):
        return f"{name} {grow} {'broadly ' if _BROADLY.search(words) else ''}in step with the economy"
    average = _AVERAGE.fullmatch(words)
    if not average:
        return ""
    than = {"不低于": "no lower than", "高于": "above", "快于": "above", "达到": "at"}[average[1]]
    rate = name if name.startswith("growth") else f"growth rate of {name}" if figure.change == "up" else name
    return f"{rate} {'to be' if planned else 'was'} {than} {_AVERAGES[average[2]]} average"


def _counts(figure: Figure, name: str) -> bool:
    """Tell whether a figure counts what its name names: 2,426 housing vouchers, 16,900 new urban jobs."""
    counted = unit_kind(figure.unit) in ("count", "people") and figure.unit not in ("元/平方米", "微克/立方米", "人次")
    head = _BEHIND.split(name, maxsplit=1)[0].split()
    plural = any(word == "people" or (word.endswith("s") and not word.endswith("ss")) for word in head)
    return counted and plural and not _MEASURE.match(name)


def _asked_for(rows: Sequence[Figure], asked: str, sure: bool) -> list[Figure]:
    wanted = asked_bag(asked)
    scored = [(shared(bag(f"{row.indicator} {row.name}"), wanted), row) for row in rows]
    best = max((score for score, _ in scored), default=0.0)
    about = [row for score, row in scored if score >= ABOUT]
    if sure and _SEVERAL.search(asked):
        return _of_aspect(about if len(about) > 1 else rows, asked)
    if best < ABOUT:
        return _of_aspect(rows, asked) if sure else []
    near = [row for score, row in scored if score >= AS_MUCH * best]
    return _of_aspect(near, asked) if sure else near


def _of_aspect(rows: Sequence[Figure], asked: str) -> list[Figure]:
    """Keep what was added where that is asked, the growth where that is, and else the level; all where none is so."""
    if _SEVERAL.search(asked) and _GROWTH.search(asked):
        return list(rows)
    added, growth = bool(_ADDED.search(asked)), bool(_GROWTH.search(asked))
    kept = [row for row in rows if (row.change in ("up", "down")) == growth] or rows
    return [row for row in kept if (row.change == "new") == added] or list(kept)


def _clauses(text: str, span: Span) -> list[Span]:
    return [
        clause
        for sentence in sentences(text)
        for clause in clauses(text, sentence)
        if clause[0] < span[1] and span[0] < clause[1]
    ]


def _inside(row: Figure, clause: Span) -> bool:
    return clause[0] <= row.place[0] < clause[1]
