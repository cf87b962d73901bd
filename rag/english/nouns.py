"""Say what a noun phrase of a report names, names of places and people included: str → str, empty where a part is not known.

黄冈、荆州                    Huanggang (黄冈) and Jingzhou (荆州)
第五次全国经济普查            the fifth national economic census
燃气、供排水管网4000公里      4,000 km of gas and water supply and drainage pipelines
14个贫困村                    14 poor villages
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.english.amounts import number, written_out
from rag.english.proper import ordinal, pinyin, thing
from rag.english.terms import action_of, literal_term, measure, singular
from rag.figures.extract import RANK, RATIO, figures, unit_kind
from rag.numerals import read_number

LEVELS = "省市区县州镇"
LONGEST_NAME, LONGEST_BODY = 12, 3
"""Characters of the longest name that is written in Latin letters, and of one that no dictionary knows, before the kind of thing that it names."""

_KIND = re.compile(
    r"(?:机场|大学|学院|医院|博物馆|公园|水库|大桥|高铁|铁路|高速公路|高速|景区|集团|湖|江|河|山|岛|自治[区州县]|新区|街道|[省市区县州盟旗镇乡])$"
)
_LEVEL_INSIDE = re.compile("[省市县区镇]")
_GOES_ON = tuple("湖江河山岛镇县市区乡村州路街")
_ORDINAL = re.compile(r"第([一二三四五六七八九十]+|\d+)[届次](?=.{2})")
_ORDINALS = dict(
    zip(
        "一二三四五六七八九十",
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        strict=True,
    )
)
_IN_MARKS = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_JOINT = re.compile(r"、|以及|(?<=.{2})[和与及](?=.{2})")
_LINE = re.compile(r"([一-龥]{2,4})(?:至|-|—|——)([一-龥]{4,12})")
_WAY = re.compile(r"(?:高速铁路|高铁|铁路|高速公路|公路|地铁)$")
_METRO = re.compile(r"(?:地铁|轨道交通)?(\d{1,2})号线(?:([一-龥]{2,4})段)?")
_OF = re.compile(r"(?<=.{2})的(?=.{2})")
_UNITS_OF = re.compile(r"[套台件辆]")
_BEHIND = re.compile(r" (?:of|in|for|from|by|per|with|at|above|on) ")
_BEFORE = {
    "近": "nearly {}", "约": "about {}", "超过": "over {}", "超": "over {}", "突破": "over {}", "逾": "over {}",
    "不少于": "at least {}", "不低于": "at least {}", "至少": "at least {}", "": "{}",
}  # fmt: skip
_AFTER = {
    "以上": "{} or more",
    "以内": "{} at most",
    "以下": "{} at most",
    "左右": "about {}",
    "余": "over {}",
    "多": "over {}",
    "": "{}",
}
_OTHER = re.compile(r"等(?=.{2,})")
_PERSONS = re.compile(
    r"\b(?:people|women|children|girls|infants|orphans|\w+(?:ers|ors|ees|ents|ants|ists|ians|etes|ates)|deputies|experts|veterans|jobs|posts|PhDs|staff)\b"
)
_LIVED_IN = re.compile(r"hous|home|toilet|village|building|renovation|relocation|water|gas|heating")
_NO_PLURAL = re.compile(
    r"(?:ing|ment|ion|ness|ity|ance|ence|ware|ture|talent|relief|work|land|water|power|energy|capital|growth|use|forest|cover|staff|logistics|industry|economy|trade|steel|coal|gas|oil|food|health|care|transport|traffic)$"
)
_QUANTITY_END = re.compile(r"^(?:\((?:间|户|个|座|处|所|栋|套)\))?(以上|以内|以下|左右|余|多|)")
_RANGE = re.compile("[—~-]{1,2}|至|到")
_QUANTITY_BEGIN = re.compile(r"(近|约|超过|超|突破|逾|不少于|不低于|至少|)$")


@lru_cache(maxsize=8192)
def noun(text: str) -> str:
    """Say a noun phrase without figures."""
    if not text:
        return ""
    if (inside := _IN_MARKS.fullmatch(text)) and (said := noun(inside[1])):
        return f"“{said}”"
    if metro := _METRO.fullmatch(text):
        return f"Metro Line {metro[1]}{f' ({pinyin(metro[2])} section)' if metro[2] else ''}"
    ways = (literal_term, measure, _such_as, _numbered, _between, _list, _named, _belonging)
    return next((said for way in ways if (said := way(text))), "")


def things(text: str) -> str:
    """Say things with or without how many of them there are, one or several beside each other."""
    if said := _one(text):
        return said
    parts = [_one(part) for part in _JOINT.split(text)]
    return joined(parts) if len(parts) > 1 and all(parts) else ""


def quantity(text: str) -> tuple[str, str, str]:
    """Find the one quantity in a text: what stands before it, how it is said in English, what stands behind.

    Empty strings where there is none, several, or a rank.
    """
    found = figures(text)
    ends = found[0].span[1:] + found[1].span[:1] if len(found) == 2 else ()
    if ends and _RANGE.fullmatch(text[slice(*ends)]):  # 5%—5.5%
        return text[: found[0].span[0]], f"{written_out(found[0])} to {written_out(found[1])}", text[found[1].span[1] :]
    if len(found) != 1 or found[0].unit in (RANK, RATIO):
        return "", "", ""
    figure = found[0]
    before, behind = text[: figure.span[0]], text[figure.span[1] :]
    begin, end = _QUANTITY_BEGIN.search(before), _QUANTITY_END.match(behind)
    if begin is None or end is None or (begin[1] and end[1]):
        return "", "", ""
    over = re.search("[余多]", figure.text)
    value = written_out(figure) if unit_kind(figure.unit) not in ("count", "people") else number(figure.value)
    said = _AFTER[end[1]].format(_BEFORE[begin[1]].format(f"over {value}" if over else value))
    return before[: begin.start()], said, behind[end.end() :]


def plural(name: str) -> bool:
    """Tell whether a name is that of several: affordable rental homes, people in difficulty."""
    head = _BEHIND.split(name, maxsplit=1)[0].split(" (")[0].split()
    return bool(head) and (head[-1] == "people" or bool(re.search(r"[^su]s$", head[-1])))


def joined(parts: Sequence[str]) -> str:
    """Join parts of speech: a, b and c."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def proper(text: str) -> str:
    """Write a name in Latin letters with its Chinese: of a place that the dictionary knows, or one that ends like a name; else empty."""
    import rjieba

    if not 2 <= len(text) <= LONGEST_NAME or not re.fullmatch("[一-龥]+", text):
        return ""
    latin = thing(text)
    body = _KIND.sub("", text)
    cut = list(rjieba.tag(body, False))
    known = _in_dictionary(text) or _in_dictionary(body)
    new = body != text and " " in latin and len(body) <= LONGEST_BODY and all(len(word) == 1 for word, _ in cut)
    return f"{latin} ({text})" if (known or new) and not _LEVEL_INSIDE.search(body) else ""


def _in_dictionary(word: str) -> bool:
    """Tell whether the dictionary knows a word as a place of some level; as a place alone it has 深度 and 美丽 too."""
    import rjieba

    names = [word] if word.endswith(tuple(LEVELS)) and len(word) > 2 else [word + level for level in LEVELS]
    return any([tag for _, tag in rjieba.tag(name, False)] == ["ns"] for name in names)


def _one(text: str) -> str:
    """Say N, N with how many (保障房3800套), or how many with N (14个贫困村)."""
    if not figures(text):
        return noun(text)
    before, value, behind = quantity(text)
    unit = figures(text)[0].unit
    if value and behind and before.endswith("等"):  # 中一、中二等3所学校
        members, all_told = noun(before[:-1]), counted(behind, value, unit)
        return f"{all_told} including {members}" if members and all_told else ""
    if not value or (before and behind):
        return ""
    share = before.endswith("的") and unit == "%"
    return counted(before.removesuffix("的") or behind.removeprefix("的"), value, unit, share=share)


def counted(text: str, value: str, unit: str, *, share: bool = False) -> str:
    """Say how many, or how much, of what a text names."""
    name = noun(text)
    if not name:
        return ""
    match unit_kind(unit):
        case "people":
            return f"{value} {name}" if unit == "人" and plural(name) and _PERSONS.search(name) else ""
        case "count":
            pass
        case "length" | "area" | "money" | "volume" | "power":
            return f"{value} of {name}"
        case _:
            return f"{value} of {name}" if share else ""
    if unit == "户" and _LIVED_IN.search(name):
        return f"{name} for {value} households"
    if _UNITS_OF.fullmatch(unit) and not plural(name):
        return f"{value} units of {name}"
    return f"{value} {_several(name)}" if _several(name) else ""


def _several(name: str) -> str:
    """Give the plural of a name; empty where it has none."""
    if plural(name):
        return name
    head, behind, _ = name.partition(" of ")
    if behind or _NO_PLURAL.search(head) or "(" in name:
        return ""
    return (
        f"{head[:-1]}ies"
        if re.search("[^aeiou]y$", head)
        else f"{head}es"
        if re.search("(?:s|x|ch|sh)$", head)
        else f"{head}s"
    )


def _such_as(text: str) -> str:
    """Say what things there are among others: 低空经济、人工智能等未来产业 → industries of the future such as …."""
    match = _OTHER.search(text)
    if not match:
        return ""
    members, kind = noun(text[: match.start()]), noun(text[match.end() :])
    return f"{kind} such as {members}" if members and kind else ""


def _numbered(text: str) -> str:
    match = _ORDINAL.match(text)
    name = noun(text[match.end() :]) if match else ""
    if not match or not name:
        return ""
    which = _ORDINALS.get(match[1]) or ordinal(read_number(match[1]))
    return f"the {which} {name}"


def _list(text: str) -> str:
    parts = _JOINT.split(text)
    said = [noun(part) for part in parts] if len(parts) > 1 else []
    return joined(said) if said and all(said) else ""


def _between(text: str) -> str:
    """Say a way by its ends: 青石至南湖高速公路 → Qingshi–Nanhu expressway."""
    match = _LINE.fullmatch(text)
    way = _WAY.search(match[2], 2) if match else None
    kind = literal_term(way.group()) if way else ""
    if not match or not way or not kind:
        return ""
    return f"{pinyin(match[1])}–{pinyin(match[2][: way.start()])} {singular(kind)} ({text})"


def _named(text: str) -> str:
    """Say a name and what kind of thing it is."""
    if name := proper(text):
        return name
    for end in range(min(len(text) - 2, LONGEST_NAME), 1, -1):
        within = text[end] in _GOES_ON and text[end - 1] not in _GOES_ON
        if within or action_of(text[end:]) or not (name := proper(text[:end])):
            continue
        if event := _numbered(text[end:]):
            return f"{event} in {name}"
        if kind := literal_term(text[end:]):
            what, of, whose = kind.partition(" of ")
            if of:
                return f"{what} of {name.split(' (')[0]} {whose} ({text})"
            return f"{name.split(' (')[0]} {kind} ({text})"
    return ""


def _belonging(text: str) -> str:
    match = _OF.search(text)
    if not match:
        return ""
    owner, owned = noun(text[: match.start()]), noun(text[match.end() :])
    return f"{owned} of {owner}" if owner and owned else ""
