"""Repair the damage of a line: markup, full-width forms, stray spaces. Line → line, with every place kept.

Not here: joining lines into paragraphs (lines.py), finding headings (outline.py).
"""

from __future__ import annotations

import re
import unicodedata

from rag.reading.traced import Traced

CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇"
_WIDE = rf"[{CJK}，。、；：！？“”‘’（）《》〈〉【】—…％·]"

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_BLANK = re.compile(r"[\u3000\u00a0\u2000-\u200a\t\f\v]")
_TAG = re.compile(r"</?(?:sub|sup|b|i|u|em|strong|span|font|div|p|center|a|br)\b[^<>]{0,80}>", re.I)
_ENTITY = re.compile(r"&(?:nbsp|emsp|ensp|#160);")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?:|/|#)[^)]*\)")
_EMPHASIS = re.compile(r"(?:\*\*|__)(?=\S)(.+?)(?<=\S)(?:\*\*|__)")
_STAR = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_NOTE = re.compile(rf"(?<=[^\s［]) ?［\d{{1,3}}］|(?<=[{CJK}”》）])\[\d{{1,3}}\]")
"""The mark of a footnote, behind the word that it explains."""
_DASH = re.compile(r"[─━―﹘]")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％＋]")
_FULL_WIDTH_DOT = re.compile(r"(?<=[0-9])[．。](?=[0-9])")

_RADICAL = re.compile(r"[\u2e80-\u2fdf]")
"""Signs of the index of a dictionary; the fonts of many PDF files name them in place of the characters they look like."""
_CHARACTERS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Those radicals that Unicode itself (NFKC) does not lead back to a character."""

_HALF_WIDTH = re.compile(
    rf"(?<={_WIDE})[,;:!?]|[,;:!?](?={_WIDE})|(?<=[%\d)\]])[,;](?=\D)|(?<=[A-Za-z])[,;](?=[{CJK}])"
)
_WIDER = dict(zip(",;:!?", "，；：！？", strict=True))
_BRACKETS = re.compile(rf"\(([^()]*[{CJK}][^()]*)\)|\((?=[{CJK}])|(?<=[{CJK}])\(([^()]*)\)")
_QUOTED = re.compile(rf'"([^"]*[{CJK}+\d][^"]*)"')

_SUBSCRIPT = re.compile(r"(?<=[A-Z])_(?=\d)")
"""Leads a small figure in formulas: PM_2.5, CO_2."""
_SPACE = re.compile(r"\s+")
_SPACED_LETTERS = re.compile(rf"(?<![{CJK}])[{CJK}](?:\s+[{CJK}])+(?![{CJK}])")
_IN_NUMBER = re.compile(r"(?<=[\d.])\s+(?=[\d.%])(?!\d{1,2}:\d)|(?<=\d)\s+(?=,\d{3})|(?<=\d,)\s+(?=\d{3})")
_LOST_COMMA = re.compile(rf"(?<=[{CJK}]{{2}})\s+(?=[{CJK}]{{2}})")
_NEXT_TO_WIDE = re.compile(rf"(?<={_WIDE})\s+|\s+(?={_WIDE})")
_MANY = re.compile(r"(?<=\s)\s+")


def repair(line: Traced) -> Traced:
    """Free a line of markup, invisible signs and full-width letters; spaces are left for `close_up`."""
    line = line.sub(_INVISIBLE, "").sub(_BLANK, " ").sub(_ENTITY, " ").sub(_IMAGE, "")
    line = line.sub(_SUBSCRIPT, "").keep(_LINK).keep(_EMPHASIS).keep(_STAR).sub(_TAG, "").sub(_NOTE, "")
    line = (
        line.sub(_FULL_WIDTH, lambda match: chr(ord(match.group()) - 0xFEE0)).sub(_FULL_WIDTH_DOT, ".").sub(_DASH, "—")
    )
    return line.sub(_RADICAL, lambda match: _character(match.group())).strip()


def close_up(line: Traced, *, body: bool) -> Traced:
    """Take out the spaces that Chinese text does not have, and give it Chinese punctuation.

    Args:
        line: a repaired line or paragraph.
        body: in running text a space between two Chinese words stands for a comma that scanning lost;
            in a heading it parts the two halves and stays.

    """
    line = line.without(_SPACE, inside=_SPACED_LETTERS).sub(_IN_NUMBER, "")
    if body:
        line = line.sub(_LOST_COMMA, "，").sub(_NEXT_TO_WIDE, "")
    else:
        line = line.sub(_MANY, "")
        line = line.sub(
            re.compile(rf"(?<=[{CJK}]) (?=[\d])|(?<=[\d%]) (?=[{CJK}])|(?<=[，。、；：“（—]) | (?=[，。、；：”）—])"),
            "",
        )
    line = line.sub(_HALF_WIDTH, lambda match: _WIDER[match.group()])
    line = line.sub(_BRACKETS, lambda match: _wide_brackets(match.group()))
    return line.sub(_QUOTED, lambda match: f"“{match.group()[1:-1]}”").strip()


def _character(radical: str) -> str:
    return _CHARACTERS.get(radical) or unicodedata.normalize("NFKC", radical)


def _wide_brackets(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")
