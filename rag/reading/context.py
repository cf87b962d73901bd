"""Tell of which years a section or paragraph speaks, and whether it reviews or plans.

A heading says it for all beneath it (2024年工作回顾; 今后五年的目标); a paragraph that opens with a year of its own
(刚刚过去的2020年，…) says it for itself and, in a review of several years, for what follows in its section. Where
neither tells, or a heading names both (2024年工作回顾和2025年工作安排), each paragraph is judged by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.numerals import read_number
from rag.periods import Period, periods
from rag.reading.lines import VOCATIVE, is_title
from rag.reading.turn import turn
from rag.records import Stance

OPENING_CHARS = 30
"""A sentence names a year of its own within these first characters, or not at all."""
OPENING_SENTENCES = 3
"""A paragraph names the years it speaks of in one of so many first sentences."""

REVIEW = re.compile(r"回顾|总结|工作情况|工作报告$|完成情况|执行情况|成绩|取得|成就|成效|走过|胜利")
PLAN = re.compile(
    r"目标|任务|安排|计划|部署|思路|打算|建议|展望|要求|重点|今后|未来|下一步|下一阶段|下步|指导思想|预期|将"
)
_PROBLEM_HEADING = re.compile(
    r"(?:存在|面临)[^，]{0,8}(?:困难|问题|不足|挑战|短板)|^[^，]{0,6}(?:困难|问题|不足|短板)[和与及、]?(?:困难|问题|不足|挑战|短板)?$"
)
_YEAR = r"(?:\d{4}|[一二][〇○零0九]?[〇○零0一二三四五六七八九]{2})年"
_PLAN_NAME = r"“?十[一二三四五六七]?五”?"
_BACK = r"回顾|回望|回首|纵观|透过|经过|总结|走过"
_OPENING = re.compile(
    rf"^[，！：,!:\s]*(?:刚刚|即将|在|展望|面向|[^，。]{{0,8}}的|{_BACK})?(?:过去的?(?:这?一年|[一二三四五六七八九十]年|{_YEAR})|[一二三四五六七八九十]年[来间]|"
    rf"{_YEAR}(?=[，,是]|度|来|以来)|(?:今年|去年|上年|新的?一年)(?:里|以来)?[，,是]|[今未][后来][三五]年|{_PLAN_NAME}(?:时期|期间|以来)?(?:的?这?五年)?(?:[，,是]|特别是))"
)
_TURNS = re.compile(rf"(?:标志着|{_BACK})[^，。]{{0,4}}?(?={_PLAN_NAME})")
"""A first sentence that leads over from the last year to the five-year plan that it ends."""
_THESE = re.compile(r"^这([一三四五])年[，来里]|^这是[^，。]{2,40}的([一三四五])年(?:[，。！]|$)")
_SUMS_UP = re.compile(r"^[一二三四五六七八九十]年[来间](?:我[省市区县]|全[省市区县])?累计")
"""A sentence that sums up several years among others speaks of them for itself."""
_BY_PLAN = re.compile(r"^(?:根据|按照)[^。]{0,60}?(?=第十[一二三四五六七]?个五年规划|“?十[一二三四五六七]?五”?规划)")
_VISION = re.compile(rf"^(?:(?:在此基础上|再)[^。]{{0,12}}，)?(?:[^，。]{{0,6}}展望|到){_YEAR}")
_PROBLEMS = re.compile(
    r"(?:清醒|深刻|同时)[^。]{0,14}(?:认识|看到)[^。]{0,40}(?:困难|问题|不足|挑战|短板)|(?:困难|问题|不足|挑战)[^。]{0,12}主要是|^(?:[^。，]{0,16}，)?我们[也还更]?[^。，]{0,6}清醒地?(?:认识|看|意识)到"
)
_THANKS = re.compile(r"表示[^。]{0,8}(?:感谢|敬意)|致以[^。]{0,10}(?:感谢|敬意)")
_COMPARED = ("比", "较", "同")
_WILL = re.compile(
    r"将|力争|争取|年内|计划|确保|争创|今年|要(?:加|坚|把|以|着|进)|努力|以上|加快|推动|推进|支持|实施|启动|打造"
)
_DID = re.compile(r"了|获评|荣获|入选|圆满|成功|顺利|同比增长|累计|投用|被评|连续|实现了|已|过去|完成投资|率先")


@dataclass(frozen=True, slots=True)
class Told:
    """Years and stance, from a heading or a paragraph."""

    years: tuple[int, ...]
    stance: Stance
    open: bool = False
    """Whether each paragraph beneath is judged by its own words."""
    whole: tuple[int, ...] = field(default=(), compare=False)
    """All years that a heading names which both reviews and plans, where `years` are those spoken of last."""

    def planned(self, report_year: int | None) -> tuple[int, ...]:
        """Give the years of the plan in a section that is open: those its heading names, or the report's own."""
        ahead = tuple(year for year in self.whole or self.years if report_year and year >= report_year)
        return ahead or _year(report_year)

    def reviewed(self, report_year: int | None) -> tuple[int, ...]:
        """Give the years of the review in a section that is open: those its heading names, or the one before."""
        past = tuple(year for year in self.whole or self.years if report_year and year < report_year)
        return past or _year(report_year, -1)


def named(text: str, report_year: int | None) -> list[Period]:
    """Find the periods that a text speaks of, not those it compares with: 比上年增长."""
    return [
        period for period in periods(text, report_year) if text[period.span[0] - 1 : period.span[0]] not in _COMPARED
    ]


def of_document(lines: Sequence[str], report_year: int | None) -> list[Told]:
    """Judge each line of a report for where no heading above it tells.

    Where some heading tells, a review goes on under the headings behind it that do not (2024年回顾 · 工厂里的新气象 · …) to
    the first that plans; what else stands under none is judged by its own words. Else the report is parted where it
    turns to its plans; a summary in a newspaper, which does not turn, is judged as a whole.
    """
    telling = {
        place: told for place, line in enumerate(lines) if is_title(line) and (told := _tells(line, report_year))
    }
    if telling:
        return list(_under_review(len(lines), telling))
    first = turn(lines)
    if first is None:
        stance = _stance("".join(lines))
        return [Told(_year(report_year), stance, open=stance == "other")] * len(lines)
    review, plan = Told(_year(report_year, -1), "achieved"), Told(_year(report_year), "target")
    return [review] * first + [plan] * (len(lines) - first)


def _under_review(count: int, telling: Mapping[int, Told]) -> Iterator[Told]:
    """Judge lines by the headings that tell: as reviewing from one that does to the first that plans, where one does."""
    untold = told = Told((), "other", open=True)
    plans = min((place for place, one in telling.items() if one.stance == "target"), default=0)
    for place in range(count):
        if place in telling:
            told = (
                replace(telling[place], open=False) if telling[place].stance == "achieved" and place < plans else untold
            )
        yield told


def _tells(title: str, report_year: int | None) -> Told | None:
    """Give what a heading says by itself of what is beneath it, if it tells whether that reviews or plans."""
    told = of_heading(title, Told((), "other", open=True), None, report_year)
    return told if told.stance != "other" else None


def of_heading(heading: str, above: Told, before: Told | None, report_year: int | None) -> Told:
    """Read a heading.

    Args:
        heading: its words.
        above: what the section around it tells.
        before: what the section before it tells, where that counts: a last section without a year
            (政府自身建设) goes on with the plan before it, and a part of a section on several periods
            (2021年暨过去五年) with the period of the part before.
        report_year: the year of the report, if known.

    """
    years = tuple(sorted({year for period in named(heading, report_year) for year in period.years}))
    review, plan = bool(REVIEW.search(heading)), bool(PLAN.search(heading))
    if _PROBLEM_HEADING.search(heading) and above.stance != "target":
        return Told(years or (before or above).years, "other")
    if years and report_year:
        if years[0] < report_year <= years[-1] and review and plan:
            return Told(years, "other", open=True, whole=years)
        past = years[-1] < report_year and above.stance != "target"
        return Told(years, "achieved" if past or (review and not plan) else "target")
    if above.open and review and not plan:
        return Told(years or above.reviewed(report_year), "achieved")
    if above.open and plan:
        return Told(years or above.planned(report_year), "target")
    if above.open and before and before.stance == "target":
        return Told(_year(report_year) or before.years, "target")
    if before and before.stance == above.stance and set(before.years) < set(above.years):
        return before
    return replace(above, years=years or above.years)


def of_paragraph(text: str, section: Told, report_year: int | None) -> tuple[Told, bool]:
    """Read a paragraph.

    Returns: what it tells, and whether that holds for the paragraphs after it too.

    """
    opened = _opened(text, section, report_year)
    if _THANKS.search(text) or _PROBLEMS.search(text):
        return Told(opened or section.years, "other"), False
    if vision := _VISION.match(text):
        by = named(text[: vision.end()], report_year)
        if by and report_year and by[-1].years[-1] > report_year and section.stance != "achieved":
            return Told(by[-1].years, "target"), False
    if opened and opened != section.years:
        past = report_year is None or opened[-1] < report_year
        stance: Stance = "achieved" if past else "target"
        if report_year and opened[0] < report_year <= opened[-1] and not section.open:
            stance = section.stance
        # A point of a list speaks for itself.
        goes_on = (section.open or stance == section.stance) and not text.startswith("—")
        return Told(opened, stance, section.open, section.whole), goes_on
    if section.open:
        return _weighed(text, section, report_year), False
    return replace(section, open=False), False


def _opened(text: str, section: Told, report_year: int | None) -> tuple[int, ...]:
    """Give the years with which a paragraph opens; none where it goes on with those of its section.

    In a review a paragraph may lead over from the last year to several (…，标志着“十四五”收官。五年来，…).
    """
    text = (text[vocative.end() :] if (vocative := VOCATIVE.match(text)) else text).lstrip("—")
    first, *others = [one for one in re.split(r"(?<=[。！])", text)[:OPENING_SENTENCES] if one] or [""]
    others = [one for one in others if not _SUMS_UP.match(one)]
    opened = _begins_with(first, section, report_year)
    if section.stance == "target":
        return opened
    several = next((years for one in others if len(years := _begins_with(one, section, report_year)) > 1), ())
    if (turns := _TURNS.search(first)) and (several or not opened):
        return _first_named(first[turns.end() :], report_year) or several
    return opened or several


def _begins_with(sentence: str, section: Told, report_year: int | None) -> tuple[int, ...]:
    """Give the years that a sentence begins with; 这五年 are those spoken of already, or those before the report's."""
    if section.stance != "target" and report_year and (these := _THESE.match(sentence)):
        count = read_number(next(filter(None, these.groups())))
        return section.years if len(section.years) == count else tuple(range(report_year - count, report_year))
    if section.open and (by_plan := _BY_PLAN.match(sentence)):
        return _first_named(sentence[by_plan.end() :], report_year)
    return _first_named(sentence[:OPENING_CHARS], report_year) if _OPENING.match(sentence) else ()


def _first_named(text: str, report_year: int | None) -> tuple[int, ...]:
    """Give the years that a text names first; 2021年以来 are those from then to the one before the report's."""
    first = next(iter(named(text, report_year)), None)
    if first and report_year and len(first.years) == 1 and text.startswith("以来", first.span[1]):
        return tuple(range(first.years[0], report_year)) or first.years
    return first.years if first else ()


def _weighed(text: str, section: Told, report_year: int | None) -> Told:
    """Judge a paragraph by its words, and where they do not tell by what was said before it."""
    stance = _stance(text)
    if stance == "other" or stance == section.stance:
        return replace(section, years=section.years or _year(report_year), open=False)
    return Told(section.reviewed(report_year) if stance == "achieved" else section.planned(report_year), stance)


def _stance(text: str) -> Stance:
    """Weigh the words of promise against those of report, where no heading tells."""
    will, did = len(_WILL.findall(text)), len(_DID.findall(text))
    if will == did:
        return "other"
    return "target" if will > did else "achieved"


def _year(report_year: int | None, offset: int = 0) -> tuple[int, ...]:
    return (report_year + offset,) if report_year else ()
