"""Say who gave a report, when, and at which session: from the head of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rag.question.wording import about_head
from rag.records import Passage, Report
from rag.retrieve import reports_asked
from rag.words import simplified

if TYPE_CHECKING:
    from rag.backends.extractive.task import Task

HEADS = 6
"""Reports told of where the question leaves open which."""

SPEAKER = re.compile(
    r"报告.{0,10}(?:谁|哪位)|(?:谁|哪位).{0,10}报告|(?:[省市区县州镇乡]长|总理)(?:(?:是|叫)?(?:谁|哪位|什么名)|叫(?:什么|啥))|who (?:gave|delivered)",
    re.I,
)
"""Asks who gave a report, which its head alone tells."""

_HEAD = "[省市区县州镇乡]长"
_OFFICE = re.compile(r"[省市区县州镇乡]长|总理|mayor|governor", re.I)
_ACTING = re.compile(r"代理?(?=[省市区县州镇乡]长|$)|acting", re.I)
_FULL = re.compile(r"正式|\bfull\b", re.I)
_SAYS = re.compile(r"报告|会上|[说提讲定]|表示|宣布|承诺|report|said|speech", re.I)
_ORDINAL = re.compile(r"(?<![一二三四五六七八九十\d])([一二三四五六七八九十]+|\d+)([届次])")


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
    if not named and not question.periods and len(_ORDINAL.findall(question.text)) > 1:
        return [task.say.refusal(question)]  # a session that no report names
    said = [told for report in named or reports if (told := _told(task, report))]
    if not said and len(reports) == 1:
        return [task.say.untold_head(reports[0], question)]
    return said[:HEADS]


def other_speaker(task: Task) -> list[str]:
    """Say who gave the report asked about where the question names another; nothing where it names none, or rightly."""
    named = list(_named(task))
    reports = _asked(task) if _SAYS.search(task.question.text) else []
    if not named or not reports or any(report.speaker in named or not report.speaker for report in reports):
        return []
    told = [_told(task, report, "who") for report in reports[:1]]
    whether = task.question.kind == "yes_no"
    no = task.say.verdict(task.question, yes=False) if whether else task.say.corrected()
    return [no, *told] if all(told) else []


def _named(task: Task) -> Iterator[str]:
    """Find who is named in a question: those who gave a report, and whoever is called by an office."""
    import rjieba

    text = task.question.text
    yield from (r.speaker for r in task.index.reports if r.speaker and r.speaker in text)
    places = [report.region for report in task.index.reports]
    for word, tag in rjieba.tag(text, True):
        if tag.startswith("nr") and not any(place.startswith(word) for place in places):
            # A rare name is cut behind its family name.
            more = f"[一-龥]{{0,{max(0, 3 - len(word))}}}"
            called = re.search(rf"({re.escape(word)}{more})(?:代理?)?{_HEAD}|{_HEAD}({re.escape(word)})", text)
            yield from filter(None, called.groups() if called else ())


def _asked(task: Task) -> list[Report]:
    """Give the reports of the places and years asked about, by place and year."""
    asked = reports_asked(task.question, task.index.reports)
    return sorted(asked, key=lambda report: (report.region, report.year or 0))


def _holds_office(task: Task, reports: list[Report]) -> list[str]:
    """Tell whether someone named holds the office asked about, acting or in full."""
    text = task.question.text
    known = [r.speaker for r in task.index.reports if r.speaker and r.speaker in text]
    rank = _ACTING.search(text) or _FULL.search(text)
    if not (_OFFICE.search(text) and (known or rank)):
        return []
    named = [report for report in reports if report.speaker in known or not known]
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
