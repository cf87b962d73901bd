"""The words around the quoted ones, in Chinese and English: one template a kind of answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.backends.prompts import REFUSAL
from rag.figures.extract import figures
from rag.periods import periods
from rag.records import Context, Language, Question, Report, short_name
from rag.words import normalise

_SIGNS = re.compile(r"[^\d.万亿]")
_NUMBERED = re.compile(r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+(?:、|是)|\d+[.、．]|[①-⑳]|——)")


@dataclass(frozen=True)
class Phrases:
    """The Chinese ones."""

    lang: Language = "zh"
    stop: str = "。"

    def refusal(self, question: Question) -> str:
        """Decline, naming what was looked for."""
        return f"{REFUSAL['zh']}{_asked(question)}。"

    def missing(self, question: Question) -> str:
        """Say which part of a question is not answered."""
        return self.refusal(question)

    def nearest(self) -> str:
        """Lead over to what there is of other years."""
        return "相近的内容："

    def corrected(self) -> str:
        """Lead over to what the report says instead."""
        return "与提问所说不同，报告的说法是："

    def verdict(self, yes: bool) -> str:
        """Answer yes or no."""
        return "是的。" if yes else "不是。"

    def difference(self, gap: str, larger: Context) -> str:
        """Say by how much two figures differ, and whose is the larger."""
        return f"两者相差{gap}（计算得出），{larger.region}{_years(larger.years)}的较大。"

    def definition(self, term: str, text: str, number: int) -> str:
        """Say what a term means, in the words of the report's glossary."""
        return f"“{term}”：{text}[{number}]{self.stop}"

    def only_planned(self) -> str:
        """Say that a plan is told where a result is asked about."""
        return "报告没有说已经做到，只有计划："

    def undefined(self, term: str) -> str:
        """Say that a term is used but not explained."""
        return f"报告提到“{term}”，但没有解释它的含义。"

    def statement(self, context: Context, text: str, number: int) -> str:
        """Say a clause with its place and year."""
        return f"{self._lead(context, text)}{text}[{number}]{self.stop}"

    def listing(self, context: Context, intro: str, items: Sequence[str], number: int) -> str:
        """Say a list, an item a line."""
        lines = [item if _NUMBERED.match(item) else f"• {item}" for item in items]
        return f"{self._lead(context, intro, list_of=True)}{intro.rstrip('：:')}：[{number}]\n" + "\n".join(lines)

    def head(self, report: Report, question: Question) -> str:
        """Say who gave a report, when, and where."""
        if question.kind == "who" and not report.speaker:
            return ""
        if question.kind == "when" and not (report.date or report.session):
            return ""
        when = _chinese_date(report.date)
        name = f"{report.region}{report.year}年政府工作报告"
        by = f"由{report.office}{report.speaker}" if report.speaker else ""
        at = f"{when}在{report.session}上" if report.session else when
        return f"{name}{by}{'于' if when else ''}{at}{'作' if by else '提出'}"

    def _lead(self, context: Context, text: str, *, list_of: bool = False) -> str:
        years = "" if periods(text, None) else _years(context.years)
        region = context.region if context.region[:2] not in text else ""
        if context.stance == "target" and not list_of:
            if not (years or region):
                return ""
            return f"{region}{years}{'目标' if figures(text) else '计划'}："
        return f"{years}，{region}" if years and region else f"{years}，" if years else region


@dataclass(frozen=True)
class EnglishPhrases(Phrases):
    """The English ones; quoted words stay Chinese, as printed."""

    lang: Language = "en"
    stop: str = "."

    def refusal(self, question: Question) -> str:
        """Decline."""
        return f"{REFUSAL['en']} anything that answers this question. "

    def missing(self, question: Question) -> str:
        """Say which part of a question is not answered."""
        about = " ".join([*question.regions, *(str(year) for year in question.years[:1]), question.topic])
        return f"{REFUSAL['en']} anything about {about}. "

    def nearest(self) -> str:
        """Lead over to what there is of other years."""
        return "Nearest: "

    def corrected(self) -> str:
        """Lead over to what the report says instead."""
        return "The report says otherwise: "

    def verdict(self, yes: bool) -> str:
        """Answer yes or no."""
        return "Yes. " if yes else "No. "

    def difference(self, gap: str, larger: Context) -> str:
        """Say by how much two figures differ, and whose is the larger."""
        year = _years(larger.years).replace("年", "")
        gap = gap.replace("约", "about ").replace("个百分点", " percentage points") + _in_english(gap)
        return f"They differ by {gap} (computed); that of {larger.region} {year} is the larger. "

    def only_planned(self) -> str:
        """Say that a plan is told where a result is asked about."""
        return "No: the report does not say that this was done, it only plans it. "

    def undefined(self, term: str) -> str:
        """Say that a term is used but not explained."""
        return f"The report uses “{term}” without explaining it. "

    def statement(self, context: Context, text: str, number: int) -> str:
        """Say a clause with its place and year."""
        return f"{self._lead(context, text)}“{text}”{_in_english(text)} [{number}]. "

    def listing(self, context: Context, intro: str, items: Sequence[str], number: int) -> str:
        """Say a list, an item a line."""
        return f"{self._lead(context, intro)}“{intro.rstrip('：:')}”, {len(items)} items: [{number}]\n" + "\n".join(
            items
        )

    def head(self, report: Report, question: Question) -> str:
        """Say who gave a report, when, and where."""
        if question.kind == "who" and not report.speaker:
            return ""
        if question.kind == "when" and not (report.date or report.session):
            return ""
        by = f" was given by {report.speaker} ({report.office})" if report.speaker else " was given"
        on = f" on {report.date}" if report.date else ""
        at = f" at {report.session}" if report.session else ""
        return f"The {report.year} government work report of {report.region}{by}{on}{at} "

    def _lead(self, context: Context, text: str, *, list_of: bool = False) -> str:
        years = _years(context.years).replace("年", "")
        kind = {"target": "target", "achieved": "result", "other": ""}[context.stance]
        return ", ".join(part for part in (_in_latin(context.region), years, kind) if part) + ": "


def _in_latin(region: str) -> str:
    """Write a place for English readers: Zhangdian (张店区)."""
    from pypinyin import lazy_pinyin

    return f"{''.join(lazy_pinyin(short_name(region))).capitalize()} ({region})" if region else ""


def _in_english(text: str) -> str:
    """Write figures in 万 and 亿 out: (1.69万 is 16,900)."""
    scaled = [figure for figure in figures(normalise(text)) if re.search(r"[万亿]", figure.text)]
    told = [f"{_SIGNS.sub('', figure.text)} is {figure.value:,.0f}" for figure in scaled[:3]]
    return f" ({'; '.join(told)})" if told else ""


def phrases(lang: Language) -> Phrases:
    """Give the phrases of a language."""
    return EnglishPhrases() if lang == "en" else Phrases()


def _asked(question: Question) -> str:
    """Name what was looked for: 张店区2024年“…”的内容."""
    where = "、".join([*question.regions, *question.places])
    when = "、".join(_years(period) for period in question.periods)
    topic = question.topic.replace(" ", "").strip("是有的为到")
    return f"{where}{when}关于“{topic}”的内容" if topic else f"{where}{when}的内容"


def _years(years: Sequence[int]) -> str:
    if not years:
        return ""
    return f"{years[0]}年" if len(years) == 1 else f"{years[0]}-{years[-1]}年"


def _chinese_date(date: str) -> str:
    if not date:
        return ""
    year, month, day = (int(part) for part in date.split("-"))
    return f"{year}年{month}月{day}日"
