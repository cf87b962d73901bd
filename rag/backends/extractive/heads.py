"""Say who gave a report, when, and at which session: from the head of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rag.question.wording import about_head
from rag.records import Passage, Report
from rag.words import simplified

if TYPE_CHECKING:
    from rag.backends.extractive.task import Task

HEADS = 6
"""Reports told of where the question leaves open which."""

SPEAKER = re.compile(
    r"报告.{0,10}(?:谁|哪位)|(?:谁|哪位).{0,10}报告|[省市区县州镇乡]长(?:是|叫)?(?:谁|哪位|什么名)|who (?:gave|delivered)",
    re.I,
)
"""Asks who gave a report, which its head alone tells."""

_OFFICE = re.compile(r"[省市区县州镇乡]长|总理|mayor|governor", re.I)
_ACTING = re.compile(r"代理?(?=[省市区县州镇乡]长|$)|acting", re.I)
_FULL = re.compile(r"正式|\bfull\b", re.I)
_SAYS = re.compile(r"报告|会上|[说提讲定]|表示|宣布|承诺|report|said|speech", re.I)
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+[届次]")


def from_head(task: Task) -> list[str]:
    """Answer from the heads of the reports asked about; nothing where another thing is asked."""
    question = task.question
    if question.kind not in ("who", "when", "yes_no") or not about_head(question):
        return []
    reports = _asked(task)
    if question.kind == "yes_no":
        return _holds_office(task, reports)
    named = [r for r in reports if (r.speaker and r.speaker in question.text) or _same_session(r, question.text)]
    if not named and _ACTING.search(question.text):
        named = [report for report in reports if _ACTING.search(report.office)]
    said = [told for report in named or reports if (told := _told(task, report))]
    if not said and len(reports) == 1:
        return [task.say.untold_head(reports[0], question)]
    return said[:HEADS]


def other_speaker(task: Task) -> list[str]:
    """Say who gave the report asked about where the question names another; nothing where it names none, or rightly."""
    named = [r.speaker for r in task.index.reports if r.speaker and r.speaker in task.question.text]
    reports = _asked(task) if _SAYS.search(task.question.text) else []
    if not named or not reports or any(report.speaker in named or not report.speaker for report in reports):
        return []
    told = [_told(task, report) for report in reports[:1]]
    return [task.say.corrected(), *told] if all(told) else []


def _asked(task: Task) -> list[Report]:
    """Give the reports of the places and years asked about, by place and year."""
    question = task.question
    years = question.report_years or question.years
    there = [r for r in task.index.reports if not question.regions or r.region in question.regions]
    asked = [report for report in there if not years or report.year in years]
    # A year that has no report of its own is that which the next one reviews.
    asked = asked or [report for report in there if report.year and report.year - 1 in years]
    return sorted(asked, key=lambda report: (report.region, report.year or 0))


def _holds_office(task: Task, reports: list[Report]) -> list[str]:
    """Tell whether someone named holds the office asked about, acting or in full."""
    text = task.question.text
    known = [r.speaker for r in task.index.reports if r.speaker and r.speaker in text]
    if not (_OFFICE.search(text) and known):
        return []
    named = [report for report in reports if report.speaker in known]
    told = [said for report in (named or reports)[:1] if (said := _told(task, report, "who"))]
    acting = any(_ACTING.search(report.office) for report in named[:1])
    wrong = not named or (acting and bool(_FULL.search(text))) or (not acting and bool(_ACTING.search(text)))
    return [task.say.verdict(task.question, yes=not wrong), *told] if told else []


def _told(task: Task, report: Report, kind: str = "") -> str:
    """Say what the head of a report tells, with the mark of what proves it; empty where it does not tell."""
    told = task.say.head(report, task.question)
    proof = next(_proofs(task, report, kind or task.question.kind), None)
    return f"{told}[{task.number(proof)}]{task.say.stop}" if told and proof else ""


def _proofs(task: Task, report: Report, kind: str) -> Iterator[Passage]:
    wanted = (report.session or report.date) if kind == "when" else report.speaker
    for hit in task.hits:
        plain = simplified(re.sub(r"\s", "", hit.passage.text))
        if wanted and hit.passage.report_id == report.id and simplified(wanted) in plain:
            yield hit.passage


def _same_session(report: Report, text: str) -> bool:
    ordinals, asked = _ORDINAL.findall(report.session), _ORDINAL.findall(text)
    return bool(asked) and all(one in ordinals for one in asked)
