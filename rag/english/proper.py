"""Write names of places and people in English, with what the report writes: 张店区 → Zhangdian District (张店区)."""

from __future__ import annotations

import re
from datetime import date

from rag.numerals import read_number

_LEVELS = {
    "自治区": "Autonomous Region", "自治州": "Autonomous Prefecture", "自治县": "Autonomous County", "自治旗": "Autonomous Banner",
    "特别行政区": "Special Administrative Region", "开发区": "Development Zone", "高新区": "High-tech Zone", "新区": "New Area",
    "地区": "Prefecture", "街道": "Subdistrict", "省": "Province", "市": "City", "区": "District", "县": "County", "州": "Prefecture",
    "盟": "League", "旗": "Banner", "镇": "Town", "乡": "Township",
    "村": "Village",
}  # fmt: skip
_KNOWN = {
    "全国": "China", "全省": "the whole province", "全市": "the whole city", "全区": "the whole district",
    "全县": "the whole county", "陕西省": "Shaanxi Province", "内蒙古自治区": "Inner Mongolia Autonomous Region",
    "广西壮族自治区": "Guangxi Zhuang Autonomous Region", "西藏自治区": "Xizang Autonomous Region",
    "宁夏回族自治区": "Ningxia Hui Autonomous Region", "新疆维吾尔自治区": "Xinjiang Uygur Autonomous Region",
    "北京市": "Beijing Municipality", "天津市": "Tianjin Municipality", "上海市": "Shanghai Municipality", "重庆市": "Chongqing Municipality",
}  # fmt: skip
EXONYMS = {
    "Shaanxi": "陕西", "Inner Mongolia": "内蒙古", "Tibet": "西藏", "Hong Kong": "香港", "Macao": "澳门", "Macau": "澳门",
    "Harbin": "哈尔滨", "Qiqihar": "齐齐哈尔", "Hohhot": "呼和浩特", "Ordos": "鄂尔多斯", "Hulunbuir": "呼伦贝尔", "Urumqi": "乌鲁木齐",
    "Kashgar": "喀什", "Turpan": "吐鲁番", "Karamay": "克拉玛依", "Lhasa": "拉萨", "Shigatse": "日喀则", "Golmud": "格尔木",
}  # fmt: skip
"""English names that are no pinyin, and what they stand for without its level."""
_WHOLE = re.compile(".[州旗盟]")
"""Names of cities that end like a level, without which they would be of one sign: 荆州."""
_KINDS = {
    "机场": "Airport", "大学": "University", "学院": "College", "医院": "Hospital", "博物馆": "Museum", "公园": "Park",
    "水库": "Reservoir", "大桥": "Bridge", "高铁": "High-speed Railway", "铁路": "Railway", "高速公路": "Expressway", "高速": "Expressway",
    "景区": "Scenic Area", "集团": "Group", "湖": "Lake", "江": "River", "河": "River", "山": "Mountain", "岛": "Island",
}  # fmt: skip
_TWO_SIGNS = re.compile(
    "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|长孙|宇文|端木|呼延|南宫|独孤|轩辕|钟离"
)
_SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "朴": "piao", "区": "ou", "任": "ren", "盖": "ge",
    "乐": "yue", "缪": "miao", "翟": "zhai", "员": "yun", "秘": "bi", "冼": "xian", "折": "she", "种": "chong", "覃": "qin",
    "尉迟": "yuchi", "长孙": "zhangsun",
}  # fmt: skip
"""Readings of characters that differ in surnames."""
_OFFICES = {
    "主席": "Chairman", "省长": "Governor", "市长": "Mayor", "区长": "District Head", "县长": "County Head", "州长": "Prefecture Governor",
    "盟长": "League Head", "旗长": "Banner Head", "镇长": "Town Head", "乡长": "Township Head", "总理": "Premier",
}  # fmt: skip
_OFFICE = re.compile(rf"(代理|代)?(副)?({'|'.join(_OFFICES)})$")
_SESSION = re.compile(
    r"第([一二三四五六七八九十]+|\d+)届(?:人民代表大会|人大)第?([一二三四五六七八九十]+|\d+)次(?:会议)?"
)


def place(region: str, *, chinese: bool = True) -> str:
    """Write the name of a place, its Chinese one in brackets where wanted, or as it is where it is in Latin letters; empty for none."""
    if region.isascii():
        return region
    return f"{_place(region)} ({region})" if chinese else _place(region)


def _place(region: str) -> str:
    if region in _KNOWN:
        return _KNOWN[region]
    for ending, level in _LEVELS.items():
        if region.endswith(ending) and len(region) > len(ending) and not _WHOLE.fullmatch(region):
            return f"{pinyin(region.removesuffix(ending))} {level}"
    return pinyin(region)


def thing(name: str) -> str:
    """Write a name with the kind of thing that it ends in: Qingshi Airport, Nanhu County, Donghe River."""
    for ending, kind in _KINDS.items():
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return f"{pinyin(name.removesuffix(ending))} {kind}"
    return _place(name)


def person(name: str) -> str:
    """Write a name of a person, surname first: Li Ming (李明)."""
    surname = name[:2] if _TWO_SIGNS.match(name) else name[:1]
    family = _SURNAMES[surname].capitalize() if surname in _SURNAMES else pinyin(surname)
    return f"{family} {pinyin(name[len(surname) :])} ({name})"


def office(title: str) -> str:
    """Write an office, Acting District Head (代理区长); as printed where it is another one."""
    match = _OFFICE.search(title)
    if not match:
        return title
    return f"{'Acting ' if match[1] else ''}{'Deputy ' if match[2] else ''}{_OFFICES[match[3]]} ({match.group()})"


def session(name: str) -> str:
    """Write a session: the 4th session of the 18th People's Congress (…); as printed where it is another meeting."""
    match = _SESSION.search(name)
    if not match:
        return name
    congress, meeting = ordinal(read_number(match[1])), ordinal(read_number(match[2]))
    return f"the {meeting} session of the {congress} People's Congress ({match.group()})"


def day(iso: str) -> str:
    """Write a date: January 7, 2023."""
    told = date.fromisoformat(iso)
    return f"{told:%B} {told.day}, {told.year}"


def pinyin(name: str) -> str:
    """Write Chinese characters in Latin letters, as one word: Xi'an."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    word = "".join(f"'{s}" if i and s[:1] in "aoe" else s for i, s in enumerate(syllables))
    return word[:1].upper() + word[1:]


def ordinal(number: int) -> str:
    """Write an ordinal: 2nd, 18th."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
