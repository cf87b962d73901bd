"""Write alike what questions and reports say in several ways: str → str.

Ⅲ类 → III类      七成 → 70%      过半 → 超过50%      上万家 → 超过1万家      八条 → 8条      翻了一番 → 翻番
"""

from __future__ import annotations

import re
import unicodedata

from rag.numerals import read_number

_TENTHS = re.compile(r"([一二两三四五六七八九])成(半)?(?![立本效为功果员就绩型形长人分品])")
_HALF = re.compile(r"(超过|过|超)?(?:(?<![一上下前后大])半数|一半|(?<=[占过超])半(?=[，。？了吗以]|$))")
_ROUND = re.compile(
    r"(?P<passed>突破|超过|跨过|迈上|达到?)?(?(passed)|(?<![超通经度以])[上过破])(?=[百千万亿]{1,2}(?:[元人家户亩个吨件次辆台了吗？?，。]|$))"
)
_FULL = re.compile(
    r"(?P<verb>恢复|超过)到?[^，。？\d]{0,4}(?:(?:19|20)\d\d年|疫情前?|上年|去年|同期)(?:同期|的?水平)?(?=了|吗|没|[，。？?]|$)"
)
_DOUBLES = re.compile(r"翻(?:了|上)?一?[番倍]")
_COUNT = re.compile(
    r"(?<![第前首百千万])(?!一)[二两三四五六七八九十][一二三四五六七八九十]{0,2}(?=[条件个项家所处座](?!方面|维护|确立))"
)


def spelt(text: str) -> str:
    """Write grades in letters, and amounts and counts in figures."""
    text = re.sub(r"[Ⅰ-Ⅻ]", lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = _TENTHS.sub(lambda match: f"{10 * read_number(match[1]) + (5 if match[2] else 0)}%", text)
    text = _HALF.sub(lambda match: f"{'超过' if match[1] else ''}50%", text)
    text = _ROUND.sub(lambda match: f"{match['passed'] or '超过'}1", text)
    text = _FULL.sub(lambda match: f"{match['verb']}100%", text)
    text = _DOUBLES.sub("翻番", text)
    return _COUNT.sub(lambda match: str(read_number(match.group())), text)
