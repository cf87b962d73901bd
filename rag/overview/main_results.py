"""Tell how a place did in a period, where nothing closer is asked: Question + Index → Overview, or None.

    青石区2024年主要指标：
    - 地区生产总值512亿元，增长5.6%[1]
    - 城镇新增就业1.2万人[2]

The rows of the main indicators tell it, each from the passage that tells most of them: the summary of the review.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.compare import aspect_of, report_of, signed
from rag.english.facts import fact, lead, with_printed
from rag.english.terms import english_term
from rag.overview.lines import Overview
from rag.question.topic import names_something
from rag.records import Figure, Hit, Question
from rag.tables import figure_words, period

if TYPE_CHECKING:
    from rag.index.index import Index

INDICATORS = 5
"""Indicators told at most."""
FEWEST = 2
"""One alone makes no picture of a year."""

_MAIN = (
    ("地区生产总值",),
    ("一般公共预算收入",),
    ("居民人均可支配收入",),
    ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
    ("城镇新增就业",),
    ("规模以上工业增加值",),
    ("固定资产投资",),
    ("社会消费品零售总额",),
    ("粮食总产量",),
    ("进出口总额",),
    ("城镇调查失业率",),
)
"""What tells most comes first; what stands together is told together."""
_ASKS = re.compile(
    r"(?:成绩|成绩单|战绩|主要(?:经济)?指标|经济(?:社会)?(?:发展|运行|总体|整体|形势|表现|状况|情况|的)*)(?:单|情况|表现)?"
    r"(?:都?有哪些|是什么|有什么|怎么?样|如何|咋样|好不好|行不行|[？?。]|$)|"
    r"(?:干|做|发展|过|表现|完成)得(?:怎么?样|如何|咋样|好不好|行不行)|(?:总体|整体)(?:发展|运行|表现|情况|上)*(?:怎么?样|如何|咋样)|"
    r"\bhow (?:well |badly )?(?:did|has|was|is)\b[^?]*\b(?:econom(?:y|ic)|do|doing|done|perform|fared?|performance)\b|"
    r"\b(?:main|key|overall|major) (?:economic |social )*(?:results|achievements|indicators|performance)\b|\beconomic performance\b",
    re.I,
)
_BESIDES = re.compile(
    r"总体|整体|主要|经济|社会|发展|运行|形势|表现|状况|情况|成绩单?|战绩|指标|取得|[干做过]得|完成|得|"
    r"\b(?:main|key|overall|major|econom(?:y|ic|ically)|social|results?|achievements?|indicators?|performance|perform(?:ed)?|fared?|well|badly|doing|done)\b",
    re.I,
)
"""Says nothing of what the results asked for are of."""
_AIMED = re.compile(r"目标|计划|任务|\b(?:targets?|goals?|plan\w*)\b", re.I)


def main_results(question: Question, index: Index) -> Overview | None:
    """Give the main indicators of the one place and period asked about; None where anything besides is asked, or few are told."""
    if not _asks(question):
        return None
    region, years = _whose(question, index)
    rows = [
        row
        for row in index.figures_named([name for names in _MAIN for name in names])
        if row.region == region and row.years == years and row.stance != "target"
    ]
    told = _told([row for row in _of_summary(rows) if _tells_of_all(row)])
    if len(told) < FEWEST:
        return None
    passages = list(dict.fromkeys(figures[0].passage_id for figures in told))
    zh = question.lang == "zh"
    lines = [f"{region}{period(years)}年主要指标：" if zh else f"{lead(region, years, 'achieved')}:"]
    for figures in told:
        said = _in_chinese(figures) if zh else _in_english(figures)
        lines.append(f"- {said}[{passages.index(figures[0].passage_id) + 1}]")
    first = {row.passage_id: row for row in rows}
    return Overview("\n".join(lines), tuple(Hit(index.passage_of(first[one]), 1.0) for one in passages))


def _asks(question: Question) -> bool:
    """Tell whether it is asked how a place did in general."""
    text = question.text
    if not _ASKS.search(text) or _AIMED.search(text) or question.kind in ("yes_no", "compare", "who", "when"):
        return False
    return len(question.pairs) <= 1 and not question.places and not names_something(_BESIDES.sub(" ", question.topic))


def _whose(question: Question, index: Index) -> tuple[str, tuple[int, ...]]:
    """Give the place and period asked about: where they are left open, the one place there is, and the newest year reviewed."""
    places = {report.region for report in index.reports}
    region = next(iter(question.regions), next(iter(places)) if len(places) == 1 else "")
    of_report = question.report_years or [
        report.year for report in index.reports if report.region == region and report.year
    ]
    return region, next(iter(question.periods), (max(of_report, default=0) - 1,))


def _tells_of_all(row: Figure) -> bool:
    """Tell whether a row tells the indicator itself, or how far it moved: no part, share, rank, or sum up to then."""
    share = aspect_of(row) == "share" and row.name != "城镇调查失业率"
    return aspect_of(row) in ("level", "growth", "added", "share") and not (
        share or row.part or row.average or row.cumulative
    )


def _of_summary(rows: Sequence[Figure]) -> list[Figure]:
    """Leave out what stands from where a report goes on to several years: it tells a main indicator otherwise than its summary, or on average."""
    told = _indicators(rows)
    summary = max(told, key=lambda one: len(told[one]), default="")
    own = [row for row in rows if report_of(row) == summary.rpartition("#")[0]]
    said = {(row.name, aspect_of(row)): signed(row) for row in own if row.passage_id == summary}
    end = min(
        (
            row.passage_id
            for row in own
            if row.passage_id > summary
            and (row.average or signed(row) != said.get((row.name, aspect_of(row)), signed(row)))
        ),
        default="",
    )
    return [row for row in own if not end or row.passage_id < end]


def _indicators(rows: Sequence[Figure]) -> dict[str, set[str]]:
    """Give the indicators that each passage tells."""
    told: dict[str, set[str]] = {}
    for row in rows:
        told.setdefault(row.passage_id, set()).add(row.name)
    return told


def _told(rows: Sequence[Figure]) -> list[list[Figure]]:
    """Give what is told of each main indicator: its amount and its growth, of the passage that tells most of them."""
    of_passage = _indicators(rows)
    told: list[list[Figure]] = []
    known: set[str] = set()
    for names in _MAIN:
        own = [row for row in rows if row.name in names]
        # What was told as a whole is not told by its parts: 居民人均可支配收入.
        if not own or any(names[0].endswith(name) for name in known) or len(told) == INDICATORS:
            continue
        best = max((row.passage_id for row in own), key=lambda one: len(of_passage[one]))
        known |= set(names)
        first: dict[tuple[str, bool], Figure] = {}
        for row in sorted(own, key=lambda row: row.comparable):
            if row.passage_id == best:
                first.setdefault((row.name, aspect_of(row) == "growth"), row)
        told.append(sorted(first.values(), key=lambda row: (names.index(row.name), aspect_of(row) == "growth")))
    return told


def _in_english(figures: Sequence[Figure]) -> str:
    """Say the amount and the growth of one indicator or two: GDP came to 51.2 billion yuan and grew by 5.6% (512亿元)."""
    said = ""
    for before, row in zip([None, *figures], figures, strict=False):
        whole = fact(replace(row, indicator=row.name)) or f"{english_term(row.name)} {with_printed(row)}"
        same = before and before.name == row.name
        goes_on = f" and{whole.removeprefix(english_term(row.name))}" if same else f"; {whole}"
        said = f"{said}{goes_on}" if before else whole
    printed = ", ".join(row.words for row in figures if row.words not in said)
    return f"{said} ({printed})" if printed else said


def _in_chinese(figures: Sequence[Figure]) -> str:
    """Say the amount and the growth of one indicator or two: 地区生产总值512亿元，增长5.6%."""
    said = ""
    for before, row in zip([None, *figures], figures, strict=False):
        name = "" if before and before.name == row.name else row.name
        grew = "增长" if row.change == "up" and row.unit else ""
        said += f"{'，' if before else ''}{name}{grew}{figure_words(row)}"
    return said
