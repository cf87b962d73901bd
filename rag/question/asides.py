"""Find what a question says of how it is to be answered: text → Span[].

    哪天开业？请注明出处   ·   计划多少、实际多少？两个数都说出来   ·   用一句话回答：…   ·   分别说一下

It names nothing of what is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.question.topic import without
from rag.question.wording import asks
from rag.records import Span

_SOFTLY = r"请|麻烦|劳烦|烦请|最好|希望|需要|要|并|同时|顺[便带]|再|还|也|都|只|帮我|给我|[你您]|用|[把将按以给]"
_HOW = (
    r"[一两二三几]句话?|一个|[这那]?[两二三四几][个组]?(?:数[字据]?|答案|结果|方面|年)?|具体数[字值]|数[字据值]|准数|答案|结果|来源|出处|依据|"
    r"原[文话句]|页码|单位|理由|简[单要短洁]|分别|分开|逐[一个项年]|依次|一并|直接|具体|详细|一一|各自|按顺序|个|清楚|明[确白]"
)
_TELL = r"说|回答|答复?|列|写|标|注|给|告诉|讲|报|提供|附|引用?|指|交代"
_SO = r"出来|清楚|明白?|[出上下来我全齐]|一[下遍声]|就行|就好|即可|就可以|吧|了"
_INSTRUCTION = re.compile(rf"(?:{_SOFTLY}|{_HOW})*(?:{_TELL})+(?:{_SO}|{_HOW}|{_TELL})*")
_OPENS = re.compile(
    rf"^(?:(?:{_SOFTLY}|{_HOW})*(?:(?:{_TELL})(?:一下|我|我听|清楚)|(?:说说|讲讲|列列|报报)(?:看)?)|(?:{_SOFTLY})+用?[一两]句话(?:{_TELL})+)(?=[^，,。？?]*[，,。]?[^，,。？?]*(?:多少|几|哪|什么|谁|吗))"
)
_PIECE = re.compile(r"([^，,。；;：:？?！!()（）]+)[，,。；;：:！!]*")


def instructions(text: str) -> Iterator[Span]:
    """Find how a question wants to be answered, in words of their own between stops, or before what it asks."""
    told = [match.span() for match in _PIECE.finditer(text) if _INSTRUCTION.fullmatch(match[1].strip())]
    if asks(without(text, told)):
        yield from told
    if match := _OPENS.match(text):
        yield match.span()
