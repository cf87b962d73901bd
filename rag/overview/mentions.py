"""List every report that mentions something, with the clause that does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.backends.prompts import REFUSAL
from rag.backends.prompts.fence import unmarked
from rag.clauses import clauses, sentences
from rag.english.clause import rendered
from rag.overview.asking import ASKERS, EVERY, REPORTS_COUNTED
from rag.overview.lines import Overview, covered_words, report_named, shown
from rag.question import understand
from rag.records import Context, Hit, Passage, Question, Report
from rag.selection import Selection
from rag.words import normalise, words

if TYPE_CHECKING:
    from rag.index.index import Index

CLAUSE_CHARS = 70
"""What is quoted of a report that mentions something."""
_EMPTY_WORDS = re.compile(
    r"[的了是在都有和与及吗呢过中里、，。？?“”\s]|报告|政府|工作|分别|各自|情况|目标|计划|哪些|哪几|哪个|地方"
)


def mentions(question: Question, index: Index, picked: Selection) -> Overview | None:
    """List the reports that mention what a question asks about, or those that do not."""
    text = picked.rest if picked.where or picked.lacking else question.text
    topic = understand(EVERY.sub(" ", text), index.reports).topic
    topic = _EMPTY_WORDS.sub("", ASKERS.sub(" ", topic))
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
        passages = [p for p in index.passages(range(rows.start, rows.stop)) if p.kind in ("text", "items", "outline")]
        passages.sort(key=lambda passage: passage.kind == "outline")  # a heading only where no text does
        if mention := next((m for term in asked if (m := _mention(term, passages, question))), None):
            found.append((report, *mention))
    without = [report for report in covered if report not in [one for one, *_ in found]]
    if picked.lacking:
        names = [f"- {report_named(report, question.lang)}" for report in without]
        lead = f"没有提到的有{len(without)}份：" if question.lang == "zh" else f"{len(without)} do not:"
        return Overview("\n".join([lead, *names]), (), covered_words(covered, without, question.lang))
    if not found:
        refusal = REFUSAL[question.lang]
        what = f"“{topic}”的内容。" if question.lang == "zh" else f"anything about “{topic}”. "
        return Overview(f"{refusal}{what}", (), covered_words(covered, without, question.lang))
    lines = [
        f"- {report.region}{report.year or ''}年报告：{clause}[{number}]"
        if question.lang == "zh"
        else f"- {report_named(report, 'en')}: {_in_english(clause, passage.context)}[{number}]"
        for number, (report, passage, clause) in enumerate(found, start=1)
    ]
    if picked.counted or REPORTS_COUNTED.search(question.text):
        zh = question.lang == "zh"
        lines.insert(0, f"提到的有{len(found)}份报告（计算得出）：" if zh else f"{len(found)} reports do (counted):")
    hits = tuple(Hit(passage, 1.0) for _, passage, _ in found)
    return Overview(shown(lines, question.lang), hits, covered_words(covered, without, question.lang))


def _in_english(clause: str, context: Context) -> str:
    """Say a clause in English where it is known, with the clause itself."""
    english = rendered(clause, context.region, context.stance)
    return f"{english} (“{clause}”)" if english else f"“{clause}”"


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
