"""The words around the quoted ones in Chinese: one template a kind of answer. Those in English: english.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.backends.prompts import REFUSAL
from rag.clauses import NUMBERED
from rag.figures.difference import way
from rag.figures.extract import figures
from rag.opening import context_of
from rag.periods import periods
from rag.question.sectors import dealt_out
from rag.records import Context, Figure, Language, Passage, Question, Report, Span
from rag.subject import left_out

_OWN = re.compile(r"^(?:[我全本](?P<level>[省市区县州镇乡])(?![一-龥]{0,3}[内外])|我们(?!的))")
"""The place as its report calls it at the beginning of a clause, where its name is put: 我区."""
_LEVELS = "省州市区县镇乡"
"""Of places, the larger first."""
_AMONG = re.compile(r"^全[省市区县州镇乡](?:首|第|率先|唯一|最|前|领先|名列|位居)")
"""Ranks among the places of a larger one, which is part of what is said: 全市首创, 全市第一."""
_DONE = re.compile(r"了[吗吧没]|有没有|(?<![是只])(?:了|有)(?![^，。？]*是)[^，。？]{1,16}(?:吗|没有?)(?=[？?，。]|$)")
_JOINT = re.compile(r"[，、和与跟从在比到]+$")
"""Leads over to a year, and is no part of what is asked about."""
_THIS_YEAR = re.compile(r"^(?:今年|本年度?)(?:以来)?的?，?")
_THEN_THIS_YEAR = re.compile(r"(?<=[，；])今年(?=[\d一二三四五六七八九十元]+月)")
_LAST_YEAR = re.compile(r"^(?:去年|上年|过去的?一年|一年来)(?:以来)?的?，?")
_TOWN_AND_COUNTRY = re.compile(
    r"城乡[^，。；：、\d]{2,24}分别[^，。；\d]{0,8}(?P<town>\d[^，。；、和\d]*(?:\.\d+)?[^，。；、和\d]*)[、和](?P<country>\d[^，。；、和（]*)"
)
_PART_OF = re.compile(r"^(?:其中[，：:]?|而(?=[一-龥]{2}))")


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
        return "与提问所说不同，报告的说法是：\n"

    def rest_untold(self, *, why: bool) -> str:
        """Say that what a question asks is not told, beside what it takes for granted."""
        return f"{REFUSAL['zh']}所问的{'原因' if why else '其他内容'}。"

    def verdict(self, question: Question, *, yes: bool) -> str:
        """Answer yes or no, as the question puts it: 完成了吗 is answered 没有, 是…吗 is answered 不是."""
        return "是的。" if yes else "没有。" if _DONE.search(question.text) else "不是。"

    def whose(self, one: Context | Figure) -> str:
        """Say of which place and year something is told, and whether as a target."""
        return f"{one.region}{_years(one.years)}{'目标' if one.stance == 'target' else ''}"

    def apart(self, one: Context | Figure, other: Context | Figure) -> str:
        """Say whose one of two things is, by what tells it from the other alone."""
        if (one.region == other.region) == (one.years == other.years):
            return self.whose(one)
        kind = "目标" if one.stance == "target" != other.stance else ""
        return f"{one.region if one.region != other.region else _years(one.years)}{kind}"

    def larger(self, whose: str, word: str, unit: str, *, less: bool) -> str:
        """Lead over to two figures by which is the larger or smaller, by the word asked with, else by what is said of its unit."""
        rate = whose.removesuffix("增速")
        moved = f"{rate}增长" if rate != whose and word and word in "快慢" else whose  # 增速 is 更高, not 更快
        return f"{moved}更{word or way(unit, less=less)}："

    def difference(self, gap: str, unit: str, whose: str, than: str, *, less: bool, named: bool = False) -> str:
        """Say by how much one of two is the larger or smaller; `named` where it was said before which is."""
        return f"{whose}比{than}{way(unit, less=less)}{gap}（计算得出）{self.stop}"

    def definition(self, term: str, text: str, number: int) -> str:
        """Say what a term means, in the words of the report's glossary."""
        return f"“{term}”：{text}[{number}]{self.stop}"

    def only_planned(self) -> str:
        """Say that a plan is told where a result is asked about."""
        return "没有，只有计划。"

    def untold_result(self) -> str:
        """Say that only a plan is told where it is asked what came of it."""
        return "报告没有说完成情况，只有计划。"

    def undefined(self, term: str) -> str:
        """Say that a term is used but not explained."""
        return f"{REFUSAL['zh']}“{term}”的含义，只是提到，没有解释："

    def called(self, words: str, number: int) -> str:
        """Say what a term is called, which is not explained."""
        return f"{words}[{number}]{self.stop}"

    def fact(self, passage: Passage, span: Span, question: Question, number: int) -> str:
        """Say a window of clauses that answers a question, with its place and year, and the subject left to the sentence before."""
        text = left_out(passage.text, span[0]) + passage.text[slice(*span)]
        return self.statement(context_of(passage, span), text, number)

    def together(self, said: Sequence[str]) -> list[str]:
        """Say statements one after the other."""
        return list(said)

    def row(self, row: Figure, number: int) -> str:
        """Say one figure by what it measures, in place of the words that tell it; empty where those do."""
        return ""

    def statement(self, context: Context, text: str, number: int) -> str:
        """Say a clause with its place and year."""
        text = _plain(context, text)
        return f"{self._lead(context, text)}{_dealt_out(text)}[{number}]{self.stop}"

    def names(self, question: Question, context: Context, text: str, number: int) -> str:
        """Say a clause that names the things a list asks for."""
        return self.statement(context, text, number)

    def named_series(self, word: str) -> str:
        """Announce things that one word names."""
        return f"提到的“{word}”"

    def honours(self) -> str:
        """Announce the honours of a place."""
        return "获得的荣誉"

    def troubles(self) -> str:
        """Announce the troubles of a place."""
        return "存在的困难和不足"

    def found_items(self, announced: int, found: int) -> str:
        """Say that a list holds another number of things than it announces."""
        return f"（应有{announced}项，这里列出{found}项）"

    def picked_items(self, all_items: int, about: str) -> str:
        """Say that of a list only what has to do with something is given."""
        return f"（共{all_items}项，以下按字义挑出与“{about}”有关的）"

    def only_counted(self) -> str:
        """Say that things are counted, and not named one by one."""
        return "报告只说了数量，没有逐项列出。"

    def listing(self, context: Context, intro: str, items: Sequence[str], *numbers: int) -> str:
        """Say a list, an item a line."""
        lines = [item if NUMBERED.match(item) else f"• {item}" for item in items]
        return (
            f"{self._lead(context, intro, list_of=True)}{_plain(context, intro.rstrip('：:'))}：{_marks(numbers)}\n"
            + "\n".join(lines)
        )

    def only_in_part(self) -> str:
        """Say that some are told of where all are asked about."""
        return "不是全部。"

    def unsaid(self) -> str:
        """Say that the report does not speak of what is asked to have happened."""
        return "没有这样说。"

    def summed_up(self) -> str:
        """Say that what is told is of all years up to the one asked about."""
        return "报告讲的是累计数。"

    def unstated(self) -> str:
        """Say that no figure like the one asked about is told."""
        return "没有这个数。"

    def unjudged(self) -> str:
        """Say that a result is told without the target that it is asked to be held against."""
        return "没有说到目标。"

    def untold_head(self, report: Report, question: Question) -> str:
        """Say that the head of a report does not tell who gave it, or when."""
        what = "日期和会议" if question.kind == "when" else "报告人"
        return f"{REFUSAL['zh']}{_name(report)}的{what}。"

    def head(self, report: Report, question: Question) -> str:
        """Say who gave a report, when, and where."""
        if question.kind == "when" and not (report.date or report.session):
            return ""
        if question.kind != "when" and not report.speaker:
            return ""
        when = _chinese_date(report.date)
        name = _name(report)
        by = f"由{report.office}{report.speaker}" if report.speaker else ""
        at = f"{when}在{report.session}上" if report.session else when
        return f"{name}{by}{'于' if when else ''}{at}{'作' if by else '提出'}"

    def _lead(self, context: Context, text: str, *, list_of: bool = False) -> str:
        years = "" if _names_year(text) else _years(context.years)
        region = context.region if _put_before(context, text) else ""
        if context.stance == "target" and not list_of:
            if not (years or region):
                return ""
            return f"{region}{years}{'目标' if figures(text) else '计划'}："
        return f"{years}，{region}" if years and region else f"{years}，" if years else region


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _plain(context: Context, text: str) -> str:
    """Leave out at the beginning what place and year before it say (我区, 今年, 县 of 县工业园), 其中, and a number.

    今年 in a review of last year, which tells of the weeks behind it too, is written in figures.
    """
    text = _PART_OF.sub("", NUMBERED.sub("", text))
    for relative, meant in ((_THIS_YEAR, context.report_year), (_LAST_YEAR, (context.report_year or 0) - 1)):
        if context.report_year and relative.match(text):
            text = relative.sub("" if context.years == (meant,) else f"{meant}年", text)
            break
    if context.report_year and context.years != (context.report_year,):
        text = _THEN_THIS_YEAR.sub(f"{context.report_year}年", text)
    own = _OWN.match(text)
    if own and not _AMONG.match(text) and not _is_larger(own["level"], context.region):
        text = text[own.end() :]
    if context.region[-1:] in tuple(_LEVELS):
        text = text.replace(f"我{context.region[-1]}", context.region)  # 在我区设立
    return text[1:] if _put_before(context, text) and _first_word(text) == context.region[-1:] else text


def _names_year(text: str) -> bool:
    """Tell whether a clause names the year it speaks of, not only one that it compares with: 快于2024年."""
    return any(text[: period.span[0]][-1:] not in ("于", "比", "较") for period in periods(text, None))


def _dealt_out(text: str) -> str:
    """Say which figure is of the towns and which of the country: 城乡居民收入分别增长4%、6%（城镇4%、农村6%）."""
    return dealt_out(_TOWN_AND_COUNTRY.sub(r"\g<0>（城镇\g<town>、农村\g<country>）", text))


def _is_larger(level: str | None, region: str) -> bool:
    """Tell whether a level is above that of a place: 全市 in the report of a district."""
    return bool(level and region) and _LEVELS.find(level or "") < _LEVELS.find(region[-1:])


def _put_before(context: Context, text: str) -> bool:
    """Tell whether a clause needs its place before it."""
    own = _OWN.match(text)
    if own and _is_larger(own["level"], context.region) and not _AMONG.match(text):
        return False
    return context.region != "全国" and context.region[:2] not in text


def _first_word(text: str) -> str:
    import rjieba

    return next(iter(rjieba.cut(text)), "") if text else ""


def _name(report: Report) -> str:
    whose = "国务院" if report.region == "全国" else report.region
    return f"{whose}{report.year}年政府工作报告"


def phrases(lang: Language) -> Phrases:
    """Give the phrases of a language."""
    from rag.backends.english import EnglishPhrases  # which is made from those here

    return EnglishPhrases() if lang == "en" else Phrases()


def _asked(question: Question) -> str:
    """Name what was looked for: 张店区2024年“…”的内容."""
    where = "、".join([*question.regions, *question.places])
    when = "、".join(_years(period) for period in question.periods)
    topic = _in_question(question).lstrip("是有的为到那和在把让给底末里，、").rstrip("是有的为到那和在把让给呢了定，、")
    return f"{where}{when}关于“{topic}”的内容" if topic else f"{where}{when}的内容"


_INNER = str.maketrans("", "", "“”")
"""Left out of what stands in quotation marks itself."""


def _in_question(question: Question) -> str:
    """Give the words of the question from the first of its topic to the last or to a year, 多少 between them and all."""
    words = [word for word in question.topic.split() if word.strip("是有的为到和在")]
    start = question.text.find(words[0]) if words else -1
    end = question.text.rfind(words[-1]) if words else -1
    together = question.text[start : end + len(words[-1])] if 0 <= start <= end else ""
    if years := periods(together, None):  # the words behind another year only ask the same again
        return _JOINT.sub("", together[: years[0].span[0]])
    whole = together if all(word in together for word in words) and together else "".join(words)
    return whole.translate(_INNER)


def _years(years: Sequence[int]) -> str:
    if not years:
        return ""
    return f"{years[0]}年" if len(years) == 1 else f"{years[0]}-{years[-1]}年"


def _chinese_date(date: str) -> str:
    if not date:
        return ""
    year, month, day = (int(part) for part in date.split("-"))
    return f"{year}年{month}月{day}日"
