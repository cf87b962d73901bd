"""Read the names of places that have a government, and guess the place of a text that does not name it.

淄博市周村区 → 淄博市, 周村区     沛县 → 沛县     青屏苗族侗族自治州 → 青屏苗族侗族自治州
"""

from __future__ import annotations

import re
from collections import Counter

import rjieba

COUNTRY = "全国"
"""The region of a report of the State Council."""

PLACE = r"(?:(?!我|代表|自治[区州县旗])[一-龥]{2,12}?(?:自治[区州县旗]|特别行政区|地区|[省市区县州盟旗镇乡])|[一-龥]县|[城郊矿]区)"
_LEVELS = {
    "自治区": "省",
    "特别行政区": "省",
    "自治州": "市",
    "州": "市",
    "盟": "市",
    "地区": "市",
    "自治县": "县",
    "旗": "县",
}
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_NO_PLACE = ("中国", "全国", "中华人民共和国", "城镇", "城乡", "香港", "澳门", "台湾", "小康", "乡村", "政府", "社会")
_PRAISE = "平安|健康|法治|数字|美丽|幸福|活力|文明|诚信|书香|清廉|智慧|大美|魅力"
_PRAISED = re.compile(rf"(?:{_PRAISE})([一-龥]{{2,3}})(?=建设|[，。、；”！]|新|行动)")
_WHOLE = re.compile(r"(?:全|我)(省|市|区|县|州|盟|旗|镇|乡)")
_OFTEN = 3


def parts(name: str) -> list[str]:
    """Cut a full name into its places, from the larger to the smaller."""
    return re.findall(PLACE, name)


def level_of(region: str) -> str:
    """Give the level of a place by its last word: 国, 省, 市, 区, 县, 镇 or 乡; empty where it does not tell."""
    if region == COUNTRY:
        return "国"
    if region in _MUNICIPALITIES:
        return "省"
    for ending in sorted(_LEVELS, key=len, reverse=True):
        if region.endswith(ending):
            return _LEVELS[ending]
    return region[-1:] if region[-1:] in ("省", "市", "区", "县", "镇", "乡") else ""


def guess(text: str, level: str = "") -> str:
    """Guess whose report a text is that does not say so: the place it names most, at the level of its 全市 or 全区.

    Args:
        text: the whole report.
        level: the kind of place, where the text tells it (我代表区人民政府).

    """
    level = level or _most(_WHOLE.findall(text))
    if not level:
        return ""
    stems: Counter[str] = Counter()
    for word, tag in rjieba.tag(text, True):
        if tag == "ns" and 2 <= len(word) <= 6:
            stems[word[:-1] if len(word) > 2 and word[-1] in "省市区县州盟旗镇乡" else word] += 1
    for name in _PRAISED.findall(text):
        stems[name] += 1 + text.count(name) // 2
    for stem, count in stems.most_common(8):
        if count >= _OFTEN and stem not in _NO_PLACE:
            return stem + level
    return ""


def _most(names: list[str]) -> str:
    return Counter(names).most_common(1)[0][0] if names else ""
