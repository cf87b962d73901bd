"""Tell whether a fact stands in a text: spelling + text → bool, however figures and signs are written.

    1.69万人 = 16900人 = 16,900 人 = 1.690万人      5% is not in 5.5%, 1.3万 not in 21.3万
    ８５％ = 85% = 85 percent = 85 per cent          AI = ai

Both sides are brought to one form, then one is looked for in the other. This is kept apart from the figures of the
system itself (rag/figures), so that a mistake there is not shared here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

MARK = re.compile(r"\s*(?:\[\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\]|【\d{1,3}(?:\s*[,，、]\s*\d{1,3})*】)")
"""A mark [n] of an answer, or several in one: [1, 2]."""

_HIDDEN_COMMA = "\ue000"
"""Stands for a full-width comma, which parts clauses and never thousands."""
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6,
    "十万": 10**5, "万": 10**4, "千": 10**3,
    "trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?!\.?\d)"
    r"(?:(?P<about>[余多])?(?P<scale>万亿|[千百十]?亿|[千百十]?万|千(?![米克瓦升伏赫])|(?:tr|b|m)illion|thousand))?"
)
_LIKE_SIGNS = {
    **dict.fromkeys("—–‒―−～~〜", "-"),
    **dict.fromkeys("•・‧∙", "·"),
    **dict.fromkeys("“”\"‘’'「」『』*`", ""),
}
_LIKE_WORDS = (
    (re.compile(r"percentage[ -]points?"), "个百分点"),
    (re.compile(r"percent|per cent"), "%"),
    (re.compile("平方千米"), "平方公里"),
)
_SPACE_TO_KEEP = re.compile(r"(?<=\d)\s+(?=\d)|(?<=[a-z])\s+(?=[a-z])")
_NEGATIONS = "不没未无非否"
_COMPOUNDS = (
    "不断|不仅|不但|不少|不同|不动产|不忘|不懈|未来|是否|无人|无锡|会议|社会|大会|全会|协会|机会|会展|对于|针对|面对|对外|对比|"
    "所有|拥有|国有|具有|有关|有限|有效|有力|有序|都市|首都|将军|能源|功能|性能|产能|节能|储能|动能|智能|赋能|效能|能力|职能|"
    "提高|高新|高质量|高标准|高水平|高效|高端|高铁|高速|高校|达标|通达|发达|高尚|时尚|崇尚"
)
"""Words in which a verdict of one character (是, 有, 不, 未) is none."""


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """Bring a text to the form in which facts are looked for.

    Full width becomes half width and letters lower case; marks, quotation marks, bold signs and thousands commas go, and
    so does white space unless it parts two numbers or two Latin words; 1.690万 becomes 16900, 1.2 million 1200000.
    """
    text = MARK.sub(" ", text).replace("㎡", "平方米").replace("，", _HIDDEN_COMMA)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), text).replace(_HIDDEN_COMMA, ",")
    text = "".join(_LIKE_SIGNS.get(sign, sign) for sign in text)
    for pattern, like in _LIKE_WORDS:
        text = pattern.sub(like, text)
    text = "".join(_SPACE_TO_KEEP.sub("\ue001", text).split()).replace("\ue001", " ")
    return _NUMBER.sub(_plain_number, text)


def _plain_number(match: re.Match[str]) -> str:
    number = Decimal(match["number"]) * _SCALES.get(match["scale"] or "", 1)
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain + (match["about"] or "")


def found(spelling: str, text: str) -> bool:
    """Tell whether a spelling of a fact stands in a text.

    Digits are bounded: a number is not found within a longer one. A Latin word is found at the start of a word only,
    one of up to three letters as a whole word only. One or two Chinese characters are not found behind a negation
    (有 in 没有), one character not within an unrelated word (未 in 未来).
    """
    return _pattern(canonical(spelling)).search(canonical(text)) is not None


@lru_cache(maxsize=20_000)
def _pattern(spelling: str) -> re.Pattern[str]:
    before = after = ""
    if spelling[:1].isdigit():
        before = r"(?<!\d)(?<!\d\.)"
    elif re.match("[a-z]", spelling):
        before = "(?<![a-z])"
    if spelling[-1:].isdigit():
        after = r"(?!\.?\d)"
    elif re.fullmatch("[a-z]{1,3}", spelling):
        after = "(?![a-z])"
    if re.fullmatch(r"[\u4e00-\u9fff]{1,2}", spelling) and spelling[0] not in _NEGATIONS:
        before = f"(?<![{_NEGATIONS}])"
    if re.fullmatch(r"[\u4e00-\u9fff]", spelling):
        for word in _COMPOUNDS.split("|"):
            for place in (place for place, sign in enumerate(word) if sign == spelling):
                before += rf"(?<!{word[:place]}(?={word[place:]}))"
    return re.compile(before + re.escape(spelling) + after)


def holds_fact(spellings: Sequence[str], text: str) -> bool:
    """Tell whether a fact stands in a text by any of its spellings."""
    return any(found(spelling, text) for spelling in spellings)


def standing(spellings: Iterable[str], text: str) -> tuple[str, ...]:
    """Give those of several spellings that stand in a text."""
    return tuple(spelling for spelling in spellings if found(spelling, text))


_FIGURE = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?!\.?\d)(?P<kind>%|个?百分点|‰)?")
_CALENDAR = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?:[-/至到、](?:19|20)\d\d)*(?:年|(?![\d.%余多个家人户项件处元亩吨公平]))|\d{1,2}[月日](?!均))"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) ?\d{1,2}\b(?![.,]?\d)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[A-Za-z]+-?\d+(?:\.\d+)?|(?<![\d.])\d+[A-Z](?![A-Za-z])")
_NUMBERED = re.compile(r"^[ \t]*(?:[-*•·][ \t]*)?(?:\d{1,2}[.、)）](?!\d)|[(（]\d{1,2}[)）])", re.MULTILINE)


def figures(text: str) -> tuple[str, ...]:
    """Find the figures of a text, each once, in order, in canonical form: 16900, 5.5%, 2.3百分点.

    The calendar (2024年, 3月5日, March 5), the numbers of list items, marks, and digits of names (5G, PM2.5) are no figures.
    """
    plain = canonical(_NAMED.sub(" ", _NUMBERED.sub("", text)))
    spoken = _CALENDAR.sub(lambda match: "年" * len(match[0]), plain)
    matches = (match["number"] + (match["kind"] or "").removeprefix("个") for match in _FIGURE.finditer(spoken))
    return tuple(dict.fromkeys(matches))
