"""Find the places that a question asks about: those that have reports, by any of their names, and those that have none.

张店 · 张店区 · Zhangdian District   →  张店区        (known: the index holds reports of it)
临淄区                              →  临淄区        (not known: to be declined unless a report tells of it)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.english.proper import EXONYMS
from rag.errors import BaogaoError
from rag.records import Report, Span, short_name
from rag.words import simplified

_LEVELS = "省市区县州盟旗"
_WHOLE_WORDS = re.compile(
    r"(?:开发|高新|示范|保税|综保|试验|实验|功能|主城|老城|新城|城|新|园|社|景|山|辖|老|地|全|本|我|各|片|街|校|库|小|特|林|湿地|核心|先行|服务|自贸|工业|居民|生活|风景|度假|"
    r"风|灾|疫|库|牧|旅游|商业|居住|集聚|聚集|经济|经开|化工|合作|综合|哪些|该)区$|[个的][省市区县州盟旗]$|"
    r"(?:城|全|本|我|各|股|超|夜|上|门|楼|菜|集|都|农贸|批发|早|闹|汽|便民|潮汐|大|中|小|地级|县级|直辖|哪个|该|创建)市$|(?:全|本|我|各|哪个|该|强|贫困)[省县州盟旗]$|们[省市区县]$|[东欧联同结加]盟$|^[这那]个?[省市区县]$"
)
_PART_OF_NAME = re.compile(
    r"(?:新区|(?:经济|高新|综合)?(?:技术)?(?:产业)?(?:开发|保税|示范)区|高新区|经开区|火车站|[东南西北]?站|机场|港|大学(?!生)|学院|中学|医院|"
    r"花灯|烧烤|古商城|日报|晚报|会展|科创|公园|精神|品牌|样板|方案|经验|力量|[”’》](?!\d))"
)
"""What makes a place's name part of another name: 淄博新区 is no question about 淄博市."""
_SUBJECT = re.compile(
    r"(?:^|[，,。；;：:？?、\s和与跟同比及在的年]|请问|关于)([一-龥]{2,5}?(?:自治[区州县旗]|[省市区县州盟旗]))(?=$|[，,。；;：:？?、\s的和与跟同比及在\d]|[去今前明]年|二〇|政府|有|是|十|“|近|过去|地区生产|GDP|人口|计划|预计|城镇|一般公共|固定|长(?:是谁|叫|姓))"
)
_NAMED = re.compile(
    r"(?:^|[^一-龥]|[在对给为由向从到把被让于占是的年和与跟同比及]|请问|关于|相比|属于|位于|支持|帮扶)"
    r"(?=((?:(?![年在从的到把被占是了有给])[一-龥]){2,5}?(?:自治[区州县旗]|市(?![场值容井话集])|区(?![域间块])|省(?![份略了下出钱])|州(?!际)|[县盟旗])))"
)
"""Where the name of a place may stand that no dictionary need know."""
_GOES_ON = re.compile(r"[级属直管重外内里长]")
"""Behind 市 or 区 it makes another word of it: 省市级, 市长."""
_NO_NAME = re.compile(
    r"[一二两三四五六七八九十][一-龥]{1,3}[一二两三四五六七八九十]|[要扩将把被在从对向不老各每哪这那全我本有是再已多有无与及等新年]|请问|关于|想问"
)
"""What no place's name begins with in a question, but words before 区 or 市 do: 一河两区 counts areas."""
_BARE = re.compile(r"(?:19|20)\d\d|[去今前明]年|的|十[三四五]五|“十|政府工作报告|GDP|地区生产总值")
_HELD_AGAINST = re.compile(r"[比和与跟同]$")
_LARGER = re.compile(r"[更还]?[高低多少快慢大小]|相比|哪[个边]|谁|比")
"""Stand around a place that another one is held against: GDP比霁州高吗."""

_ENGLISH_LEVELS = {
    "省": ("province",),
    "市": ("city", "municipality"),
    "区": ("district",),
    "县": ("county",),
    "州": ("prefecture",),
    "镇": ("town",),
    "乡": ("township",),
}
_LATIN_LEVELS = ("Province", "City", "Autonomous Region", "Prefecture")
_EXONYM = re.compile(rf"\b({'|'.join(EXONYMS)})\b")
_LATIN = re.compile(r"[A-Za-z]+(?:'(?!s\b)[A-Za-z]+)?")
_LATIN_GAP = re.compile(r"[^A-Za-z '-]|'s\b")
_NUMBERED = re.compile(r" \d{1,2}\b")
_LATIN_WORDS = 5
"""Words of the longest name in Latin letters: its syllables apart and its level."""
_LATIN_CHARS = 4
"""Letters of the shortest such name: shorter ones are English words too."""
_SYLLABLE = (
    "(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|"
    "ie|iu|ua|uo|ui|ue|a|o|e|i|u)|ang|ao|ai|an|en|e)"
)
_PINYIN = re.compile(rf"{_SYLLABLE}{{2,4}}", re.I)
_LATIN_PLACE = re.compile(
    r"(?:(?<=\b[Ii]n )|(?<=\b[Dd]id )|(?<=\b[Dd]oes )|(?<=\b[Oo]f )|(?<=\b[Ii]s )|(?<=\b[Hh]as )|(?<=\b[Ww]as )|(?<=\b[Ff]or )|(?<=\b[Ff]rom )|(?<=\b[Ww]ill )|(?<=\bor )|(?<=\bthan ))([A-Z][a-z]{2,})\b(?! [A-Z](?!ity|ounty|istrict|rovince))"
    r"|\b([A-Z][a-z]{2,}) (?:District|County|City|Province)\b"
)
_NO_PLACE = ("china", "chinese", "june", "name", "date", "make", "take", "women")
"""English words that could be pinyin of several syllables."""


def pinyin(name: str) -> str:
    """Write a name in pinyin without tones and spaces; 陕西 with the vowel doubled that sets it apart from 山西."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).lower().replace("shanxi", "shaanxi" if "陕西" in name else "shanxi")


def is_pinyin(name: str) -> bool:
    """Tell whether a name in Latin letters may be Chinese: two syllables or more, and no English word."""
    return bool(_PINYIN.fullmatch(name)) and name.lower() not in _NO_PLACE


def is_common(word: str) -> bool:
    """Tell whether a word that ends like a place's name is none: 主城区, 全市."""
    return bool(_WHOLE_WORDS.search(word))


@dataclass(frozen=True)
class Gazetteer:
    """The places that the reports of an index are of."""

    reports: Sequence[Report]

    @cached_property
    def names(self) -> dict[str, str]:
        """Every name of a known place → its full name; long names first."""
        names: dict[str, str] = {}
        for report in self.reports:
            if report.region:
                names[simplified(report.region)] = report.region
                names.setdefault(simplified(report.within + report.region), report.region)
        for report in self.reports:
            if report.region:
                names.setdefault(simplified(report.short_region), report.region)
        return dict(sorted(names.items(), key=lambda item: -len(item[0])))

    @cached_property
    def latin_names(self) -> dict[str, str]:
        """Pinyin of the short names, without spaces → full name."""
        return {pinyin(report.short_region): report.region for report in self.reports if report.region}

    @cached_property
    def _written_in_latin(self) -> dict[str, str]:
        """The same with the level, in pinyin or English, and English names of their own: zhangdiandistrict, innermongolia → full name."""
        names = {pinyin(region): region for region in self.latin_names.values()}
        for short, region in self.latin_names.items():
            names |= {short + level: region for level in ("", *_ENGLISH_LEVELS.get(region[-1], ()))}
        for region in self.latin_names.values():
            english = [exonym for exonym, name in EXONYMS.items() if name == short_name(region)]
            for name in (*english, *(f"{one} {level}" for one in english for level in _LATIN_LEVELS)):
                names[name.replace(" ", "").lower()] = region
        return names

    def known(self, text: str) -> list[tuple[str, Span]]:
        """Find known places: full name and where it stands, in order."""
        found = _non_overlapping(
            (name, match.span())
            for name in self.names
            for match in re.finditer(
                rf"{re.escape(name)}(?!(?<=[{_LEVELS}])(?:委|长(?![期远效度征线途短])))", text
            )  # 青石区委 is the 区委 of 青石
        )
        places = [(self.names[name], span) for name, span in found if not _PART_OF_NAME.match(text, span[1])]
        places += self._known_latin(text)
        return sorted(places, key=lambda place: place[1])

    def misspelt(self, name: str) -> str | None:
        """Give the known place that a name sounds like, if it is no name of another place: 帐店区 is 张店区."""
        import rjieba

        sounds_like = {pinyin(known): region for known, region in self.names.items() if len(known) == len(name)}
        region = sounds_like.get(pinyin(name))
        if region is None or [tag for _, tag in rjieba.tag(name.rstrip(_LEVELS) or name, False)] == ["ns"]:
            return None
        return region

    def _known_latin(self, text: str) -> list[tuple[str, Span]]:
        """Find known places in Latin letters, their syllables together or apart: Zhangdian District, zhang dian qu."""
        tokens = list(_LATIN.finditer(text))
        if sum(len(token.group()) for token in tokens) < _LATIN_CHARS:
            return []
        found = []
        for first in range(len(tokens)):
            for last in range(first, min(first + _LATIN_WORDS, len(tokens))):
                span = (tokens[first].start(), tokens[last].end())
                if _LATIN_GAP.search(text[slice(*span)]):
                    break
                joined = "".join(token.group() for token in tokens[first : last + 1])
                name = joined.replace("'", "").lower()
                if len(name) >= _LATIN_CHARS and (region := self._written_in_latin.get(name)):
                    end = span[1] + (2 if text[span[1] : span[1] + 2] in ("'s", "’s") else 0)
                    found.append((region, (span[0], end)))
        return _non_overlapping(sorted(found, key=lambda place: place[1][0] - place[1][1]))

    def unknown(self, text: str) -> list[tuple[str, Span]]:
        """Find places that a question is about and that no report is of: 临淄区, 济南2024年…, Jinan in 2024."""
        taken = [span for _, span in self.known(text)]
        above = {report.within for report in self.reports}
        found = [(m.group(1), m.span(1)) for m in _SUBJECT.finditer(text) if not _WHOLE_WORDS.search(m.group(1))]
        found += [(m.group(1), m.span(1)) for m in _NAMED.finditer(text) if _is_name(text, m.span(1))]
        found += [
            (word, (start, end))
            for word, (start, end) in _place_words(text)
            if _BARE.match(text, end) or (_HELD_AGAINST.search(text[:start]) and _LARGER.match(text, end))
        ]
        for match in _LATIN_PLACE.finditer(text):
            group = match.lastindex or 0
            # Line 5 and Phase 2 are no places, Nanhu 2024 is one.
            if is_pinyin(match[group]) and not _NUMBERED.match(text, match.end(group)):
                found.append((match[group], match.span(group)))
        found += [(match.group(), match.span()) for match in _EXONYM.finditer(text)]
        named = [
            (name, span)
            for name, span in found
            if name not in above
            and not (name.isascii() and name.lower() in {pinyin(short_name(place)) for place in above})
            and not _NO_NAME.match(name)
            and not any(span[0] < end and start < span[1] for start, end in taken)
        ]
        return _non_overlapping(sorted(named, key=lambda place: -len(place[0])))


def _is_name(text: str, span: Span) -> bool:
    """Tell whether a word that ends like a place is the name of one: no dictionary has its stem for another word.

    霁州市, 青石县 are; 示范区, 化工区, 试点市 are not; of 青石区, only what stands around it can tell (_SUBJECT).
    """
    import rjieba

    word = text[slice(*span)]
    if is_common(word) or _GOES_ON.match(text, span[1]):
        return False
    tagged = list(rjieba.tag(word[:-1], False))
    if len(tagged) == 1 and len(word) > 2:
        ((_, tag),) = tagged
        return tag == "ns" or (tag[:1] == "n" and word[-1] not in "区省")  # 企业省 is of saving
    return all(len(part) == 1 or tag == "ns" for part, tag in tagged)


def _place_words(text: str) -> Iterator[tuple[str, Span]]:
    """Give the words that the dictionary knows as names of places."""
    import rjieba

    position, inside = 0, False
    for word, tag in rjieba.tag(text, True):
        if tag == "ns" and len(word) >= 2 and word not in ("中国", "全国", "大山") and not inside:
            yield word, (position, position + len(word))
        position += len(word)
        inside = len(word) == 1 and tag[:1] in ("a", "b", "n")  # 古|商城 is one word


def _non_overlapping(found: Iterator[tuple[str, Span]] | Sequence[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Keep the first of what overlaps, so that long names go before short ones."""
    kept: list[tuple[str, Span]] = []
    for name, (start, end) in found:
        if not any(start < other_end and other_start < end for _, (other_start, other_end) in kept):
            kept.append((name, (start, end)))
    return sorted(kept, key=lambda place: place[1])


def full_names(names: Sequence[str], reports: Sequence[Report]) -> tuple[str, ...]:
    """Give the full names of places called by any of their names: 张店, Zhangdian → 张店区.

    Raises:
        BaogaoError: if no report is of one of them.

    """
    gazetteer = Gazetteer(reports)
    found = []
    for name in names:
        known = gazetteer.known(name)
        if not known:
            there = "、".join(dict.fromkeys(report.region for report in reports if report.region))
            raise BaogaoError(f"没有“{name}”的报告 no report is of {name!r}; there are: {there}")
        found.append(known[0][0])
    return tuple(dict.fromkeys(found))
