"""Say who gave a report, when, and at which session: from the head of the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.question.wording import about_report
from rag.records import Passage, Question, Report

if TYPE_CHECKING:
    from rag.backends.extractive.task import Task

HEADS = 6
"""Reports told of where the question leaves open which."""

SPEAKER = re.compile(
    r"报告.{0,10}(?:谁|哪位)|(?:谁|哪位).{0,10}报告|[省市区县州]长(?:是|叫)?(?:谁|哪位|什么名)|who (?:gave|delivered)",
    re.I,
)
"""Asks who gave a report, which its head alone tells."""


def from_head(task: Task) -> list[str]:
    """Answer from the heads of the reports asked about; nothing where another thing is asked."""
    question = task.question
    if not about_report(question.text):
        return []
    known = {report.id: report for report in task.index.reports}
    reports = [known[hit.passage.report_id] for hit in task.hits if hit.passage.kind == "head"]
    named = [r for r in reports if (r.speaker and r.speaker in question.text) or _same_session(r, question.text)]
    said = []
    for report in sorted(named or reports, key=lambda report: (report.region, report.year or 0)):
        told = task.say.head(report, question)
        proof = next((hit for hit in task.hits if _proves(hit.passage, report, question)), None)
        if told and proof:
            said.append(f"{told}[{task.number(proof.passage)}]{task.say.stop}")
    return said[:HEADS]


def _same_session(report: Report, text: str) -> bool:
    ordinals = re.findall(r"第[一二三四五六七八九十\d]+[届次]", report.session)
    asked = re.findall(r"第[一二三四五六七八九十\d]+[届次]", text)
    return bool(asked) and all(one in ordinals for one in asked)


def _proves(passage: Passage, report: Report, question: Question) -> bool:
    if passage.report_id != report.id:
        return False
    wanted = report.speaker if question.kind == "who" else report.session or report.date
    plain = re.sub(r"\s", "", passage.text)
    return bool(wanted) and wanted in plain
