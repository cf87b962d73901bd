"""Read and write small numbers as Chinese texts have them: 二十三, 两, 23."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
_CHINESE = re.compile(f"(?:([{DIGITS}]?)(十))?([{DIGITS}]?)")


def read_number(text: str) -> int:
    """Read a number up to 99 in Chinese, or one in digits: 二十三 and 23 are 23, 两 is 2; 0 where it is neither."""
    if text.isdecimal():
        return int(text)
    match = _CHINESE.fullmatch(text.replace("两", "二"))
    if not match:
        return 0
    tens, ten, ones = match.groups(default="")
    return (DIGITS.index(tens or "一") * 10 if ten else 0) + DIGITS.index(ones or "零")


def write_number(number: int) -> str:
    """Write a number up to 99 in Chinese: 23 is 二十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones or not tens else "")
