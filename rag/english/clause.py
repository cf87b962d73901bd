"""Say a clause in English where every word of it is known: str → str, empty where one is not.

    支持黄冈、荆州建设国家试验区      support Huanggang (黄冈) and Jingzhou (荆州) in building national pilot zones
    开行中欧班列721列                 ran 721 China-Europe freight trains
    三甲医院达到55家                  Grade III-A hospitals reached 55

The grammar is small: who does it is left out or stands first, then what is done, then to what; words of manner (扎实,
积极) say nothing that could be asked about and are left out. Nothing else is: what the grammar does not hold, no English has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from rag.clauses import NUMBERED
from rag.english.dates import MONTHS
from rag.english.nouns import joined, noun, plural, quantity, things
from rag.english.proper import ordinal
from rag.english.terms import action_of, english_term, literal_term
from rag.figures.extract import figures, unit_kind
from rag.figures.indicators import is_name
from rag.numerals import read_number
from rag.records import Stance
from rag.words import normalise

HERE = Path(__file__).parent

_MANNER = re.compile(
    r"扎实|积极|大力|切实|认真|稳步|有序|全力|着力|坚决|努力|奋力|高标准|高水平|高质量|高效|进一步|不断|深入|精心|务实|加力|"
    r"大力度|科学|统筹|已|还|均|共同|强力|有力|有效|稳妥|稳妥有序|全年|年内|今年|目前|系统|协同|稳定|一体|纵深|加快(?=建设|推进|发展|打造|构建|实施|完善|培育)"
)
_STRIVES = re.compile(r"力争(?:实现)?|将|计划(?=[一-龥])")
_CONTINUES = re.compile(r"持续|继续")
_FULLY = re.compile(r"全面(?=[一-龥]{3})")
_TOTAL = re.compile(r"累计|总共|一共|共计|合计|共(?=[一-龥]{2})")
_FIRST_FIGURE = re.compile(r"(?:(?:over|nearly|about|at least) )?(?<![\w.,])\d[\d,.]*(?![\w.,])")
_AT_FRONT = re.compile(rf"^(?:{_TOTAL.pattern}|{_MANNER.pattern})+")
_FREE = re.compile(r"免费")
_OURS = {"省": ("全省", "我省"), "市": ("全市", "我市"), "区": ("全区", "我区"), "县": ("全县", "我县"), "镇": ("全镇", "我镇")}  # fmt: skip
_DAY = re.compile(r"(?:于)?(\d{1,2})月(?:(\d{1,2})日)?$")
_BY = re.compile(r"^(?:到)?(20\d\d)年(底|末)?")
_WITH = re.compile(r"^(?:与|同|和)(.+)$")
_AT = re.compile(r"^在(.+?)(?:上|中|期间)(?=[一-龥])")
_FOR = re.compile(r"^为(.+)$")

_AMONG = {
    "全国": " in the country", "全省": " in the province", "全市": " in the city", "全区": " in the district", "全县": " in the county",
    "全球": " in the world", "世界": " in the world", "": "",
}  # fmt: skip
_AND = ("、", "和", "并")
_RANK = re.compile(
    r"(?:位居|位列|名列|排名|排在|居|列|排)(全国|全省|全市|全区|全县|全球|世界|)(?:第([一二三四五六七八九十\d]+)(?:位|名)?|(首位)|(前列)|前([一二三四五六七八九十\d]+)(?:位|名|强)?)"
)
_MOVES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(?:增至|升至|增加到|提高到|提升到|上升到|增长到|提高至|提升至|扩大到)"), "rise to", "rose to"),
    (re.compile(r"(?:降至|降到|下降到|降低到|压缩到|减少到|下降至|压减到)"), "fall to", "fell to"),
    (re.compile(r"(?:同比|比上年|较上年)?(?:增长|增加)了?"), "grow by", "grew by"),
    (re.compile(r"(?:同比|比上年|较上年)?(?:提高|上升|提升|上涨)了?"), "rise by", "rose by"),
    (re.compile(r"(?:同比|比上年|较上年)?(?:下降|降低|减少)了?"), "fall by", "fell by"),
    (re.compile(r"(?:涨幅|增幅|增速)(?:达到|达|为|控制在|保持在)?(?=\d)"), "rise by", "rose by"),
    (re.compile(r"年均增长"), "grow by {} a year on average", "grew by {} a year on average"),
    (re.compile(r"(?:达到|达|实现|为|稳定在|保持在)"), "reach", "reached"),
    (re.compile(r"(?:超过|超|突破)(?=\d)"), "exceed", "exceeded"),
    (re.compile(r"(?=\d)"), "reach", "came to"),
)
_FROM = re.compile(
    r"[由从](?:(20\d\d年底?)的?)?(.+?)(提高|增加|上升|增长|提升|扩大|增|升|下降|降低|减少|压缩|压减|降|减)[到至为](.+)"
)
_ALL_TOLD = re.compile(r"总数|总量|总规模|总额")
_LEADS_ON = re.compile(r"分别|[由从].*\d|增长与经济|与经济增长")
_OF_THINGS = frozenset(
    (
        "win",
        "achieve",
        "become",
        "join",
        "get approval for",
        "get approval to build",
        "benefit",
        "cover",
        "eliminate",
        "receive",
        "have",
    )
)
"""What a thing that stands first is said to do; of other verbs it may be a part of the name, or what is done to it."""
_BUILT = re.compile("新[建增设开改]")
_RATE_OF_CHANGE = re.compile(r"(?:[增涨升降]幅|增速|增长率?|下降)$")
_FELL = re.compile(r"[降减压]")
_IN_STEP = re.compile(r"(?:增长)?与经济增长(基本)?同步(?:增长)?")
_SHARE = re.compile(r"占(?!比)(.{2,12}?)(?:的)?(?:比重|比例)?(?:达到|达|为|的)?(?=\d|超|近|约)")
_IRREGULAR = {
    "build": "built", "rebuild": "rebuilt", "set": "set", "win": "won", "hold": "held", "run": "ran", "get": "got", "keep": "kept",
    "make": "made", "bring": "brought", "take": "took", "do": "did", "draw": "drew", "speed": "sped", "put": "put", "cut": "cut",
    "send": "sent", "lay": "laid", "have": "had", "become": "became", "begin": "began", "strive": "strove", "go": "went",
    "grow": "grew", "give": "gave", "be": "was", "fall": "fell", "rise": "rose",
}  # fmt: skip
_DOUBLED = {"set", "win", "run", "get", "put", "cut", "begin", "plan"}
Form = Callable[[str], str]


def rendered(text: str, region: str, stance: Stance) -> str:
    """Say a clause in English.

    Args:
        text: of the clause, without the signs at its ends.
        region: whose report it is, which 全市 and the like stand for.
        stance: of what it tells, so that what was done is said in the past.

    Returns: without a full stop; empty where a word of it is not known.

    """
    plain = normalise(NUMBERED.sub("", text)).strip(" ,;。")
    return _clause(plain, _level(region), _FORMS[stance])


def _level(region: str) -> tuple[str, ...]:
    return next((words for ending, words in _OURS.items() if region.endswith(ending)), ())


@lru_cache(maxsize=4096)
def _clause(text: str, ours: tuple[str, ...], form: Form) -> str:
    for word in ours:
        text = text.removeprefix(word)
    if text.startswith("其中"):
        said = _clause(text[2:].lstrip(",:"), ours, form)
        return f"of these, {said}" if said else ""
    if match := _STRIVES.match(text):
        return _clause(text[match.end() :], ours, form) if form is _base else ""
    if (match := _MANNER.match(text)) and (said := _clause(text[match.end() :], ours, form)):
        return said
    counted = [unit_kind(figure.unit) in ("count", "people") for figure in figures(text)]
    if counted and all(counted) and not _verb_at(text, 0) and (said := things(text)):
        return said  # 城镇新增就业4000人: so many
    if not counted and _verb_at(text, 0) and literal_term(text):
        return ""  # 建设项目: a thing, or what is done
    if total := _ALL_TOLD.match(text):
        said = _moved(text[total.end() :], _OF_SUBJECT.get(form, form))
        return f"the total {said}" if said else ""
    ways = (_predicate, _with_subject, _two)
    return next((said for way in ways if (said := way(text, form))), "") or _moved(text, _OF_SUBJECT.get(form, form))


def _two(text: str, form: Form) -> str:
    """Say two things told beside each other: 产值增长30%、加工率85%."""
    for sign in _signs(text):
        if (one := _with_subject(text[:sign], form)) and (other := _clause(text[sign + 1 :], (), form)):
            return f"{one}; {other}"
    return ""


def _predicate(text: str, form: Form) -> str:
    """Say what is done: words of manner, a verb, and its objects."""
    if not text:
        return ""
    if (match := _MANNER.match(text)) and (said := _predicate(text[match.end() :], form)):
        return said
    if (match := _CONTINUES.match(text)) and (said := _predicate(text[match.end() :], _base)):
        return f"{form('continue')} to {said}"
    if (match := _FULLY.match(text)) and (said := _predicate(text[match.end() :], form)):
        return f"{said} in full"
    if (match := _TOTAL.match(text)) and (said := _predicate(text[match.end() :], form)):
        return _FIRST_FIGURE.sub(r"a total of \g<0>", said, count=1)
    if (match := _FREE.match(text)) and (said := _predicate(text[match.end() :], form)):
        return f"{said} free of charge"
    if (match := _BY.match(text)) and (said := _predicate(text[match.end() :], form)):
        return f"{said} by {'the end of ' if match[2] else ''}{match[1]}"
    if (match := _AT.match(text)) and (where := noun(match[1])) and (said := _clause(text[match.end() :], (), form)):
        return f"{said} at {where}"
    for pattern, word in ((_WITH, "with"), (_FOR, "for")):
        if (match := pattern.match(text)) and (said := _beside(match[1], word, form)):
            return said
    return _done(text, form)


def _beside(text: str, word: str, form: Form) -> str:
    """Say what is done with, or for, somebody who stands before it."""
    for end in range(len(text) - 3, 1, -1):
        if (_verb_at(text, end)) and (said := _done(text[end:], form)) and (whom := things(text[:end])):
            return f"{said} {word} {whom}"
    return ""


def _done(text: str, form: Form) -> str:
    for verb, (english, kind) in _verbs_at(text):
        rest = text[len(verb) :].removeprefix("了")
        if kind == "be":
            if not rest:
                return ""
            continue
        if said := _object(rest, kind, form):
            return f"{form(english)} {said}"
        other = rest[1:] if rest[:1] in _AND else rest
        if len(verb) > 1 and _verb_at(other, 0) and (said := _done(other, form)):
            return f"{form(english)} and {said}"
    return ""


def _object(text: str, kind: str, form: Form) -> str:
    """Say what is done something to, and what stands behind it: its rank, another thing done."""
    if not text:
        return ""
    if kind and _verb_at(text, 0) and (does := _predicate(text, _gerund)):
        return does
    if said := things(text):
        return said
    if kind:
        for end in range(2, len(text) - 2):
            if _verb_at(text, end) and (whom := things(text[:end])) and (does := _predicate(text[end:], _gerund)):
                return f"{whom} {kind} {does}"
    for place in _signs(text):
        one, other = text[:place], text[place + 1 :]
        if one and (said := things(one)) and (more := _moved(other, form) or _predicate(other, form)):
            return f"{said} and {more}"
    return ""


def _with_subject(text: str, form: Form) -> str:
    """Say what is told of a thing that stands first."""
    for end in range(2, len(text) - 1):
        head, rest = text[:end], text[end:]
        if not (_verb_at(text, end) or _begins_to_move(rest) or _MANNER.match(rest) or _TOTAL.match(rest)):
            continue
        when = ""
        if match := _DAY.search(head):
            month = MONTHS[int(match[1]) - 1] if 1 <= int(match[1]) <= 12 else ""
            head, when = head[: match.start()], f" on {month} {match[2]}" if match[2] else f" in {month}"
        if _RATE_OF_CHANGE.search(head) or (figures(head) and _begins_to_move(rest)):
            continue  # two things told, each with a figure
        head = head.removesuffix("已")
        subject = things(head) or (english_term(head) if is_name(head) and _begins_to_move(rest) else "")
        if not subject or action_of(head):
            continue
        form_here = _OF_SUBJECT.get(form, form)
        if rest.startswith("分别") and _how_many(head) != len(figures(rest)):
            continue
        if _BUILT.match(head) or head in _AMONG:
            continue
        several = plural(subject) or " and " in subject
        if said := _moved(rest, form_here) or _happened(rest, form_here, several=several):
            return f"{subject} {said}{when}"
        does = next((english for _, (english, _) in _verbs_at(_AT_FRONT.sub("", rest))), "")
        if (does.startswith("be ") or does in _OF_THINGS) and (said := _predicate(rest, form_here)):
            return f"{subject} {re.sub('^was ', 'were ', said) if several else said}{when}"
    return ""


def _how_many(head: str) -> int:
    return 2 if "城乡" in head else len(re.split("[、和]", head))


def _happened(text: str, form: Form, *, several: bool) -> str:
    for verb, (english, kind) in _verbs_at(text):
        if kind == "be" and len(verb) == len(text):
            said = form(english)
            return re.sub(r"^was ", "were ", said) if several else said
    return ""


def _begins_to_move(text: str) -> bool:
    return bool(
        _LEADS_ON.match(text)
        or _RANK.match(text)
        or _SHARE.match(text)
        or any(pattern.match(text) for pattern, _, _ in _MOVES)
    )


def _moved(text: str, form: Form) -> str:
    """Say how much a thing came to, by how much it grew, where it ranks; several of these beside each other."""
    if form is _gerund:
        return ""
    if text.startswith("分别"):
        return _in_turn(text.removeprefix("分别"), form)
    first, *others = text.split("、")
    # 居全省第2位、全国第6位: the verb of the first rank is that of the second.
    parts = [_move(first, form), *(_move(f"居{part}" if part.startswith("全") else part, form) for part in others)]
    return joined(parts) if all(parts) else ""


def _in_turn(text: str, form: Form) -> str:
    """Say how much each of several things came to: 分别达到10家、20家."""
    first, *others = re.split(r"[、和]", text)
    said, values = _move(first, form), [quantity(other) for other in others]
    if not said or not values or any(before or behind or not value for before, value, behind in values):
        return ""
    return f"{joined([said, *(value for _, value, _ in values)])} respectively"


def _move(text: str, form: Form) -> str:
    past = form is _past
    rank = _RANK.fullmatch(text)
    if rank:
        among = _AMONG[rank[1]]
        if rank[2] or rank[3]:
            return f"{form('rank')} {ordinal(read_number(rank[2]) if rank[2] else 1)}{among}"
        return f"{form('be')} among the {'leaders' if rank[4] else f'top {read_number(rank[5])}'}{among}"
    if match := _IN_STEP.fullmatch(text):
        return f"{form('grow')} {'broadly ' if match[1] else ''}in step with the economy"
    if match := _FROM.fullmatch(text):
        was, now = quantity(match[2]), quantity(match[4])
        if not (was[1] and now[1]) or was[0] or was[2] or now[0] or now[2]:
            return ""
        moved = form("fall" if _FELL.search(match[3]) else "rise")
        return f"{moved} from {was[1]}{_since(match[1] or '')} to {now[1]}"
    if match := _SHARE.match(text):
        of, (before, value, behind) = noun(match[1]), quantity(text[match.end() :])
        return f"{form('make')} up {value} of {of}" if of and value and not (before or behind) else ""
    for pattern, base, told in _MOVES:
        if match := pattern.match(text):
            before, value, behind = quantity(text[match.end() :])
            if value and not before and not behind:
                if value.endswith("at most"):
                    told, base = told.replace("reached", "was"), base.replace("reach", "be")
                moved = told if past else form(base)
                return moved.format(value) if "{}" in moved else f"{moved} {value}"
    return ""


def _since(year: str) -> str:
    """Say of which year a figure is: 2017年底 → at the end of 2017."""
    return f" {'at the end of' if year.endswith('底') else 'in'} {year[:4]}" if year else ""


def _signs(text: str) -> list[int]:
    return [place for place, sign in enumerate(text) if sign == "、"]


def _verb_at(text: str, start: int) -> bool:
    return any(text[start : start + length] in _verbs() for length in range(1, 9))


def _verbs_at(text: str) -> list[tuple[str, tuple[str, str]]]:
    """Give the verbs that a text begins with, the longest first."""
    return [(text[:n], _verbs()[text[:n]]) for n in range(min(9, len(text)), 0, -1) if text[:n] in _verbs()]


def is_verb(word: str) -> bool:
    """Tell whether a word is known as what is done."""
    return word in _verbs()


def _base(english: str) -> str:
    return english


def _to(english: str) -> str:
    return f"to {english}"


def _stated(english: str) -> str:
    return english


def _past(english: str) -> str:
    return _inflected(english, lambda word: _IRREGULAR.get(word) or _ended(word, "ed"))


def _gerund(english: str) -> str:
    return _inflected(english, lambda word: _ended(word, "ing"))


def _inflected(english: str, inflect: Form) -> str:
    """Change the form of each verb of a phrase: build, rebuild or expand → built, rebuilt or expanded; carefully prepare."""
    pieces = re.split(r"(, | or | and )", english)
    for n in range(0, len(pieces) if not re.match(r"be ", english) else 1, 2):
        words = pieces[n].split(" ")
        first = next((k for k, word in enumerate(words) if not word.endswith("ly")), 0)
        words[first] = inflect(words[first])
        pieces[n] = " ".join(words)
    return "".join(pieces)


def _ended(word: str, ending: str) -> str:
    if word in _DOUBLED:
        return f"{word}{word[-1]}{ending}"
    if word.endswith("e") and (ending == "ed" or not word.endswith("ee")) and word != "be":
        return f"{word[:-1]}{ending}"
    if ending == "ed" and re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ied"
    return f"{word}{ending}"


_FORMS: dict[Stance, Form] = {"achieved": _past, "target": _base, "other": _stated}
_OF_SUBJECT: dict[Form, Form] = {_base: _to, _stated: _past}
"""What is said of a thing: what is planned, to be done; what is neither review nor plan, as it is found."""


@cache
def _verbs() -> dict[str, tuple[str, str]]:
    """Give verbs → their English infinitive and kind."""
    lines = (HERE / "verbs.tsv").read_text("utf-8").splitlines()
    cells = [[*line.split("\t"), ""] for line in lines if line and not line.startswith("#")]
    return {normalise(cell[0]): (cell[1], cell[2]) for cell in cells}
