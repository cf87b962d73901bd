"""Cut a passage into sentences and clauses: str → spans.

    新增城镇就业1.69万人，获评全市先进区县。   →   clause | clause

Commas inside brackets and quotation marks do not part clauses.
"""

from __future__ import annotations

import re

from rag.records import Span

NUMBERED = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+(?:、|是)|\d+[.、．](?!\d)|[①-⑳]|——)\s*"
)
"""What numbers an item at the beginning of a line or sentence."""
_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’）》]*|\n|$)")
_BARE = "(?:年|总|全产业链|产业|总体|整体)?(?:产值|规模|增速|增幅|总量|总额|总数|占比|比重|数量|面积|产量|销量|营收|营业收入|销售收入|利润|排名|位次)"
_LACKS = re.compile(
    rf"(?:同比|环比|[比较]上年|分别|[均都](?=[居位达为高超])|达到|位[居列]|名列|[居列占]全[国省市区县]|[高低快慢]于|(?:增长|下降|提高)(?=\d|约|超|了)"
    rf"|{_BARE}(?=\d|[达超居占位列均约为]|突破|实现|增长|下降|提[高升]|稳[居定]|同比|年均|连续|首次|迈上|翻|扩大|保持|由|从))"
)
"""How words begin whose subject stands in those before."""
_REFERS = re.compile(r"其中|该[一-龥]|此[项举]|这[一些项是](?!年)|上述")
"""How a sentence begins that takes up what the one before names."""
_OPENERS, _CLOSERS = "（(“《", "）)”》"
_ENDS = "，,；;：:。！？!?\n"


def sentences(text: str) -> list[Span]:
    """Give the spans of the sentences."""
    return [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]


def leans_back(sentence: str) -> bool:
    """Tell whether a sentence does not name what it speaks of: 产值达到78亿元。 goes on with the industry before it."""
    return lacks_subject(sentence) or bool(_REFERS.match(sentence))


def lacks_subject(words: str) -> bool:
    """Tell whether words begin with what is said of a thing that they do not name: 产值达到78亿元, 快于上年."""
    return bool(_LACKS.match(words))


def clauses(text: str, sentence: Span) -> list[Span]:
    """Give the spans of a sentence's clauses, without the punctuation between them."""
    found: list[Span] = []
    start, depth = sentence[0], 0
    for position in range(*sentence):
        sign = text[position]
        if sign in _OPENERS:
            depth += 1
        elif sign in _CLOSERS:
            depth = max(0, depth - 1)
        elif sign in _ENDS and depth == 0 and not _inside_number(text, position):
            found.append((start, position))
            start = position + 1
    found.append((start, sentence[1]))
    return [span for span in (_stripped(text, span) for span in found) if span[0] < span[1]]


def _inside_number(text: str, position: int) -> bool:
    """Tell 1,024 and 0.3：40.1 from punctuation."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] in ",:：" and before.isdigit() and after.isdigit()


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " 　。，；：！？\n":
        start += 1
    while start < end and text[end - 1] in " 　。，；：！？!?;,:\n":
        end -= 1
    return start, end
