"""Tell of which years a section or paragraph speaks, and whether it reviews or plans.

A heading says it for all beneath it (2024年工作回顾; 今后五年的目标); a paragraph that opens with a year of its own
(刚刚过去的2020年，…) says it for itself and for what follows in its section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.periods import periods
from rag.reading.lines import NUMBERED_TITLE_CHARS, is_title
from rag.records import Stance

OPENING_CHARS = 30
"""A paragraph names a year of its own within these first characters, or not at all."""

_REVIEW = re.compile(r"回顾|总结|工作情况|完成情况|成绩|取得|成就|成效|走过")
_PLAN = re.compile(r"目标|任务|安排|计划|部署|思路|打算|建议|展望|要求|重点|今后|未来|下一步|下一阶段|将")
_OPENING = re.compile(
    r"^(?:各位代表|同志们)?[，！：,!:\s]*(?:刚刚|在)?(?:过去的?(?:这?一年|[一二三四五六七八九十]年|\d{4}年)|[一二三四五六七八九十]年来|"
    r"\d{4}年(?=[，,是]|度|来)|今年[，,是]|去年[，,]|“?十[一二三四五六]五”?(?:时期|期间|以来)[，,是])"
)
_PROBLEMS = re.compile(
    r"(?:清醒|深刻|同时)[^。]{0,14}(?:认识|看到)[^。]{0,40}(?:困难|问题|不足|挑战|短板)|(?:困难|问题|不足|挑战)[^。]{0,12}主要是"
)
_THANKS = re.compile(r"表示[^。]{0,8}(?:感谢|敬意)|致以[^。]{0,10}(?:感谢|敬意)")
_WILL = re.compile(
    r"将|力争|争取|年内|计划|确保|争创|今年|要(?:加|坚|把|以|着|进)|努力|以上|加快|推动|推进|支持|实施|启动|打造"
)
_DID = re.compile(r"了|获评|荣获|入选|圆满|成功|顺利|同比增长|累计|投用|被评|连续|实现了|已|过去|完成投资|率先")


@dataclass(frozen=True, slots=True)
class Told:
    """Years and stance, from a heading or a paragraph."""

    years: tuple[int, ...]
    stance: Stance


def of_document(lines: Sequence[str], report_year: int | None) -> Told:
    """Judge a text as a whole, for what stands under no heading that tells.

    A summary in a newspaper has neither 回顾 nor 安排 in its headings: there the words of the whole text decide.
    """
    if any(
        len(line) <= NUMBERED_TITLE_CHARS and (_REVIEW.search(line) or periods(line, report_year))
        for line in lines
        if is_title(line)
    ):
        return Told((), "other")
    return Told(_year(report_year), _stance("".join(lines)))


def of_heading(heading: str, above: Told, before: Told | None, report_year: int | None) -> Told:
    """Read a heading.

    Args:
        heading: its words.
        above: what the section around it tells.
        before: what the section before it, at the same depth, tells; a last section without a year
            (政府自身建设) goes on with the plan before it.
        report_year: the year of the report, if known.

    """
    named = periods(heading, report_year)
    years = named[0].years if named else ()
    if years and report_year:
        past = years[-1] < report_year
        stance: Stance = "achieved" if past or _REVIEW.search(heading) else "target"
        return Told(years, stance)
    if _REVIEW.search(heading) and above.stance == "other":
        return Told(years or _year(report_year, -1), "achieved")
    if _PLAN.search(heading) and above.stance == "other":
        return Told(years or _year(report_year), "target")
    if above.stance == "other" and before and before.stance == "target":
        return Told(_year(report_year) or before.years, "target")
    return replace(above, years=years or above.years)


def of_paragraph(text: str, section: Told, report_year: int | None) -> tuple[Told, bool]:
    """Read a paragraph.

    Returns: what it tells, and whether that holds for the paragraphs after it too.

    """
    if _THANKS.search(text) or _PROBLEMS.search(text):
        return replace(section, stance="other"), False
    opening = _OPENING.match(text)
    if opening:
        named = periods(text[:OPENING_CHARS], report_year)
        if named and named[0].years != section.years:
            years = named[0].years
            past = report_year is None or years[-1] < report_year
            return Told(years, "achieved" if past else "target"), True
    if section.stance == "other":
        return Told(section.years or _year(report_year), _stance(text)), False
    return section, False


def _stance(text: str) -> Stance:
    """Weigh the words of promise against those of report, where no heading tells."""
    will, did = len(_WILL.findall(text)), len(_DID.findall(text))
    if will == did:
        return "other"
    return "target" if will > did else "achieved"


def _year(report_year: int | None, offset: int = 0) -> tuple[int, ...]:
    return (report_year + offset,) if report_year else ()
