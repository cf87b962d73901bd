"""What a question is about: its text without place, years and question words.

Not here: other words for the same (rag/lexicon).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.figures.indicators import bare, is_name
from rag.figures.naming import GENERIC, MEASURE
from rag.lexicon import lexicon
from rag.question.counted import FEW
from rag.records import Language, Span
from rag.words import normalise

SHARED = 2
"""Two things that are measured alike end with so many characters in common: 农村居民, 城镇居民."""
OWNED_CHARS = 6
"""What is only counted of another thing is told in so many characters: 有多少张床位, 设计库容."""
NAMED_CHARS = 6
"""Words without a noun name something when they have so many characters: 城镇新增就业."""

_QUESTION_WORDS = re.compile(
    r"请问|请|告诉我|我?(?:就是)?想(?:请?问|知道|了解|咨询)(?:问?一?下)?|帮我|查一?下|来着|一共|总共|合计|大概|大约|具体|现在|目前|如今|眼下|听说|据说|是否属实|属实|分别|各自|究竟|到底|主要|情况|"
    r"(?:做|搞|冲|干|拉|抬|涨|升|增|提|扩|弄|发展|提高|增加|扩大)[到至](?=多|几|百分|什么)|多少钱|多少|(?:百分之几|几成)多?|一个[省市区县镇乡](?![一-龥]{0,2}级)|"
    + FEW
    + r"|多[大高快长远重久强宽深]|哪一?[天年月日]|几月几?[日号]?|几号|什么时候|什么|哪些|哪几[个项大条类件]?|哪[一二三四五六七八九十两\d]+(?:个|项|大|条|类|件)?|哪里|哪儿|哪|怎么样|怎么|怎样|如何|为何|为什么|"
    r"是否|有没有|(?<=[一-龥]{2})没有?(?=[？?，,]|$)|是不是|能不能|会不会|吗|呢|吧|啊|是谁|谁|何时|何人|是什么意思|含义|意思|"
    r"(?:根据|按照)?(?:这份|该|政府)?(?:工作)?报告(?:中|里|上|显示|提到|指出|说)?|提到|提出|要求|设定|确定|定为|定在|达到|"
    r"[？?！!。，,；;：:、“”\"'（）()《》]"
)
_STANCE_WORDS = re.compile(
    r"目标|计划|预期|许下|许诺|承诺|力争|打算|准备|安排|完成|实现|实际|实绩|当年|全年|期间|时期|当初|原定|预定|年初|定得|"
    r"(?:超过|超出|高于|低于)(?=[了的\s]|$)|(?<![同环占])(?<!城乡收入)(?<!城乡居民收入)比(?=\s|$)|(?<=\s)[高低多少快慢](?=\s|$)"
)
_ENGLISH_WORDS = re.compile(
    r"(?<![\w-])(?:how|many|much|what|which|who|when|where|why|is|are|was|were|did|does|do|the|a|an|them|they|their|these|those|long|costs?|worth|completed?|completing|finished|of|in|on|for|to|by|at|and|or|its|it|there|be|been|will|would|should|must|has|have|had|that|"
    r"this|from|with|can|could|came|come|comes|become|became|gets?|got|gave|gives?|takes?|took|taken|made|makes?|puts?|set|up|so|far|now|already|currently|as|than|during|into|within|under|over|other|both|actually|per|out|off|through|while|between|against|least|most|each|any|all|also|newly|percentage|target|targets|goal|plan|planned|plans|year|report|reports|government|work|according|district|city|county|province|according|please|tell|me|yuan)(?![\w-])",
    re.I,
)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_MEASURES = re.compile(
    r"同比|环比|增长率?|增速|增幅|涨幅|增加|减少|下降|上升|提高|降低|排名|占比|比重|比例|总量|总数|数量|规模|金额|"
    r"\b(?:growth|increase|decrease|share|rate|number|amount|total|last|next|this|previous|current|year|before|after|about|compared)\b",
    re.I,
)
"""What is said of any indicator names none: 同比增长多少 goes on from the question before."""
_SEVERAL = re.compile(
    r"分别|各(?:自|是|为|有|(?=增长|上涨|提高|增加|涨|完成|达到))|各[一-龥]{0,4}(?:多少|几|多[大高长快])"
)
_TOWN_AND_COUNTRY = re.compile(r"城乡((?:居民|常住)[^\s和与跟及、，]*)")
_AGAIN = re.compile(r"[又再还也都各了]")
_EACH = re.compile(r"各(?:自|有|是|为)*(?:增长|上涨|提高|增加|涨|升|下降|减少|降|跌)?了?(?: +[一-龥]{1,4})?$")
"""What is asked of each, as far as question words leave it: 各涨了几个百分点, 各多少户."""
_AND = re.compile(r"\s*(?:以及|和|与|、|及|，)\s*")
_AROUND = " 是的各要"
"""Is left around a thing asked about, and no part of it."""
_SPACED = re.compile(r"(?<=(\S{2})) (?=(\S{2}))")
_BETWEEN = re.compile(rf"{_AND.pattern}|跟|(?<=[一-龥])是(?=[一-龥])")
_LEADING = re.compile(
    r"[一-龥]{2,4}[省市区县]|[全我本][省市区县]|[省市区县]里|“?十[一-龥]五”?|时候|的话|计划数|完成数|收官|开局"
)
_LEFT_OUT = re.compile(
    r"(?:那|那么|还有|然后|再|另外|同样|换成|它|这个|上述|其中|的|目标|计划|预期|完成|实际|结果|情况|是|有|呢|了|又|同期|今年|去年|要|和|与|跟|"
    r"what|about|and|how|target|result|then|for|in|last|next|this|previous|year|before|after|the|plan|there|\s|\d|[，。？！、,.?!])*",
    re.I,
)


def topic_of(text: str, spans: Sequence[Span], lang: Language) -> str:
    """Give what is asked about.

    Args:
        text: the question.
        spans: where places and periods stand in it.
        lang: of the question.

    """
    text = without(text, spans)
    if lang == "en":
        text = _POSSESSIVE.sub(" ", text)
        return re.sub(r"\s+", " ", re.sub(r"[^\w%.+&-]", " ", _without_english_words(text))).strip()
    bare = _QUESTION_WORDS.sub(" ", text)
    topic = _STANCE_WORDS.sub(" ", bare)
    for candidate in (topic, bare, text):
        if len(re.sub(r"[\s是的有了在和要]", "", candidate)) >= 2:
            return re.sub(r"\s+", " ", candidate).strip()
    return text.strip()


def _without_english_words(text: str) -> str:
    """Blank out the words that any question has, but in phrases of the lexicon (work safety, cost of living)."""
    phrases = [span for span, variant in lexicon().longest_in(text.lower()) if " " in variant]
    words = (match.span() for match in _ENGLISH_WORDS.finditer(text))
    return without(text, [(a, b) for a, b in words if not any(a < end and start < b for start, end in phrases)])


def topics_of(text: str, topic: str, *, held: bool = False) -> tuple[str, ...]:
    """Part the topic where several indicators are asked for at once: A和B分别是多少.

    Args:
        text: the question.
        topic: of it.
        held: whether two indicators are held against each other: A和B差多少.

    """
    several = bool(_SEVERAL.search(text))
    if held or several:
        topic = _TOWN_AND_COUNTRY.sub(r"城镇\1和农村\1", topic)
    listed = [] if held or not several else _listed(topic, text)
    cut = listed or (_BETWEEN if held else _AND).split(topic)
    parts = [_EACH.sub("", part.strip(_AROUND)) for part in cut]
    parts = [part for k, part in enumerate(parts) if len(part) >= 2 and (held or not _said_before(part, parts[:k]))]
    if len(parts) < 2 or not (held or several):
        return (topic,)
    completed = _completed(*parts) if len(parts) == 2 else tuple(parts)
    if held and len(parts) == 2:
        return completed
    if not several:
        return (topic,)
    return completed if completed != tuple(parts) else _of_the_same(parts)


def _listed(topic: str, text: str) -> list[str]:
    """Part a topic where 、 stands between things that each say what is measured; 和 may then stand within a name.

    城镇化率、风电和光伏装机占比   →   城镇化率 · 风电和光伏装机占比; nothing for 第一、第二产业增加值, which share it.
    """
    whole = _SPACED.sub(lambda match: "、" if f"{match[1]}、{match[2]}" in text else match.group(), topic)
    things = whole.split("、")
    if len(things) < 2 or not all(map(_tells_measure, things[:-1])):
        return []
    halves = [_AND.split(thing) for thing in things]
    return [
        part
        for thing, half in zip(things, halves, strict=True)
        for part in (half if all(map(_tells_measure, half)) else [thing])
    ]


def _tells_measure(thing: str) -> bool:
    """Tell whether a thing says itself what is measured of it."""
    thing = thing.strip(_AROUND)
    return bool(MEASURE.search(thing) or is_name(bare(thing)))


def _said_before(part: str, before: Sequence[str]) -> bool:
    """Tell whether a part only says again what one before it says: 新添多少、2021年打算添多少、2024年又添了多少."""
    named = is_name(bare(part))  # 出口 of 进出口和出口
    return bool(before) and not named and all(any(w in one for one in before) for w in _AGAIN.sub("", part).split())


def _of_the_same(parts: Sequence[str]) -> tuple[str, ...]:
    """Give later ones what only the first says that they are of: 水库的库容和投资 → 水库的库容, 水库的投资."""
    owner, of, _ = parts[0].rpartition("的")
    owned = owner + of if names_something(owner) else ""
    return (parts[0], *(part if "的" in part else owned + part for part in parts[1:]))


def _completed(one: str, other: str) -> tuple[str, str]:
    """Give the first of two indicators what only the other one says: 城镇和农村居民收入的增速 → 城镇居民收入, …."""
    tails = (other[start:] for start in range(1, len(other)))
    whole = one if is_name(bare(one)) else next((one + tail for tail in tails if is_name(bare(one + tail))), one)
    return whole, other if is_name(bare(other)) else measured_alike(other, whole)


def measured_alike(name: str, before: str) -> str:
    """Give a thing what only the one before it says that is measured: 农村居民收入 for 农村 behind 城镇居民收入."""
    last = name[-SHARED:]
    if last in before:
        return name + before[before.rfind(last) + SHARED :]
    tails = (before[start:] for start in range(len(before)))
    return next((name + tail for tail in tails if is_name(bare(name + tail))), name)


def names_something(text: str) -> bool:
    """Tell whether a text names what is asked about, beyond place, year and question words."""
    import rjieba

    bare = _MEASURES.sub(" ", _STANCE_WORDS.sub(" ", _QUESTION_WORDS.sub(" ", _LEADING.sub(" ", text))))
    bare = _ENGLISH_WORDS.sub(" ", bare)
    tagged = [(word, tag) for word, tag in rjieba.tag(bare, True) if len(word) > 1]
    noun = any((tag[:1] in ("n", "j", "l", "i") and tag != "ns") or tag in ("vn", "eng") for _, tag in tagged)
    if not noun and any(end - start > 1 for (start, end), _ in lexicon().longest_in(normalise(bare))):
        return True
    return noun or sum(len(word) for word, tag in tagged if tag[:1] in ("n", "v", "a")) >= NAMED_CHARS


def only_acts(topic: str) -> bool:
    """Tell whether a topic names nothing but something done, to what the question before asks about: 打算新培育多少."""
    import rjieba

    if any(end - start > 1 for (start, end), _ in lexicon().longest_in(normalise(topic))):
        return False
    return all(tag[:1] in tuple("vadurcpymxw") for _, tag in rjieba.tag(topic.strip(), True))


def only_of_another(topic: str) -> bool:
    """Tell whether a topic names nothing but what is done with a thing named before, or counted of it: 总投资, 动工."""
    import rjieba

    if is_name(topic.strip()) and not GENERIC.fullmatch(topic.strip()):
        return False
    nouns = [word for word, tag in rjieba.tag(topic, True) if len(word) > 1 and (tag[:1] in "njlie" or tag == "vn")]
    return len(nouns) < 2 and len("".join(topic.split())) <= OWNED_CHARS


def without(text: str, spans: Sequence[Span]) -> str:
    """Blank out parts of a text, each by one space; they may overlap."""
    kept, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            kept += [text[done : max(start, done)], " "]
            done = end
    return "".join([*kept, text[done:]])


def only_continues(topic: str) -> bool:
    """Tell whether a topic holds nothing of its own, only words such as 那 and 目标."""
    return bool(_LEFT_OUT.fullmatch(topic))
