"""Say what became of a figure in plain words, for the page, the terminal and an LLM that is asked again: FigureCheck → str.

✓ 1.69万人  与引文一致          = 1.2个百分点  由12.8%、11.6%算出          ⚠ 5.5%  引文说的是2025年
"""

from __future__ import annotations

from rag.records import Doubt, FigureCheck, Language

_DOUBTS: dict[Language, dict[str, str]] = {
    "zh": {
        "year": "引文说的是{}",
        "place": "引文说的是{}",
        "stance": "引文说的是{}",
        "unit": "引文写的是{}",
        "direction": "引文说的是{}",
        "amount": "引文说的是{}",
        "indicator": "引文说的是另一件事：{}",
    },
    "en": {
        "year": "the source speaks of another year: {}",
        "place": "the source speaks of another place: {}",
        "stance": "the source gives it as a {}",
        "unit": "the source says {}",
        "direction": "the source says that it {}",
        "amount": "the source gives it as {}",
        "indicator": "in the source it measures something else: {}",
    },
}
_TOLD = {
    "目标": "target",
    "完成情况": "result",
    "增长": "rose",
    "下降": "fell",
    "新增": "what was added",
    "总数": "the total",
}
"""The check's own words in English; the passage's stay Chinese."""


def symbol(check: FigureCheck) -> str:
    """Give the sign of a stamp: ✓ found, = computed, ⚠ doubtful."""
    return "⚠" if not check.supported_by else "=" if check.found == "computed" else "✓"


def explained(check: FigureCheck, lang: Language) -> str:
    """Say in words how a figure stood the check.

    Args:
        check: of an answer.
        lang: the reader's language.

    """
    chinese = lang == "zh"
    if check.doubts:
        return ("；" if chinese else "; ").join(_doubted(doubt, lang) for doubt in check.doubts)
    if not check.supported_by:
        if check.found == "elsewhere":
            return "所引段落中没有，其他段落里有" if chinese else "not in the source cited, but in another passage"
        return "引文中没有找到这个数字" if chinese else "not found in the sources"
    if check.moved:
        return "引用已改到写有这个数字的段落" if chinese else "citation moved to the passage that has it"
    if check.found == "computed":
        if not check.computed_from:
            return "等于所列的项数" if chinese else "counts the items listed"
        operands = ("、" if chinese else ", ").join(check.computed_from)
        return f"由{operands}算出" if chinese else f"computed from {operands}"
    if check.found == "converted":
        return "与引文一致，写法或单位不同" if chinese else "agrees with the source, in another unit or spelling"
    return "与引文一致" if chinese else "agrees with the source"


def _doubted(doubt: Doubt, lang: Language) -> str:
    told = doubt.told if lang == "zh" else _TOLD.get(doubt.told, doubt.told)
    return _DOUBTS[lang][doubt.about].format(told)
