"""Read which way words say that something moves: str → 1 up, -1 down, 0 neither or both.

同比增长5.2%   1      不升反降2.1%   -1      粮价往下掉   -1      坚持粮价不上涨   0
"""

from __future__ import annotations

import re

_UP = (
    r"增长|上升|提高|提升(?=[了到至吗没\d约近超]|$)|增加|上涨|上扬|回升|回暖|攀升|走高|走强|升高|变[多大高快强贵]|扩大|上调|净增|猛增|大增|递增|翻番|"
    r"往上(?:走|涨|升)|[涨升](?:上去|起来)|[涨升增多]了|[涨升增][到至]"
)
_DOWN = (
    r"下降|减少|降低|下滑|回落|缩减|缩小|下跌|大跌|走低|走弱|变[少小低慢弱便]|缩水|萎缩|低迷|下挫|下调|微降|压减|"
    r"往下(?:掉|走|滑|降|跌)|砍掉|[掉跌降](?:下去|下来)|[跌降减掉少]了|[跌降减][到至]|少[花用]"
)
_RISES = re.compile(rf"{_UP}|增[速幅](?:为|达到?|约)?\d|\bgr[eo]w|\bris(?:e|ing)|\brose\b|\bincreas", re.I)
_FALLS = re.compile(
    rf"{_DOWN}|(?<![\d年月至.%])[-−]\d|\bf[ae]ll|\bdrop|\bdeclin|\bdecreas|\bshr[aiu]nk",
    re.I,
)
_TURNS = (
    (re.compile(r"不[升增涨]反[降减跌]|[由从][升增涨]转[降减跌]|负增长"), "下降"),
    (re.compile(r"[由从][降减跌]转[升增涨]|止跌回升"), "增长"),
)
_CIRCUMSTANCE = re.compile(r"在[^，。；]{2,30}?(?:情况|背景|形势|条件|压力|基础)之?[下上]")
"""Tells under what a thing moved, and not how: 在对外贸易下降的情况下增长12%."""
_DENIED = re.compile(rf"(?:(?<!有)[不未没]有?|避免|防止|停止)(?:再|继续|明显)?(?:{_UP}|{_DOWN}|[涨升降跌])")
_NAMES = re.compile(r"增加值|增值|减税|降费")
"""Hold such a word, and say nothing of a movement."""
_AWAY = re.compile(r"[清拆关去删撤卖甩取销换改](?:除|消)?掉")
"""Does away with a thing, which is no fall: 平台都清掉了吗."""
_SHORT = r"(?P<up>[涨升])|(?P<down>[降跌掉])"
_ASKED = re.compile(
    rf"(?P<denied>(?<!有)没有?|[不未])?(?P<way>{_UP}|{_DOWN}|{_SHORT})(?:一?[些点]|不少|许多)?的?了?(?:没有?(?P=way)?|吗|吧|[？?]|$)|"
    rf"(?:是不是|有没有|是否)(?:又|还|也|都|在|已经?|明显|有所|同比|比[去上]年)*(?P<whether>{_UP}|{_DOWN}|负增长)|"
    r"比(?:去年|上一?年|前一?年)(?:同期)?(?:的|还|要|更|有所)*(?:(?P<more>[多高大])|(?P<less>[少低小]))(?=了|吗|没|[？?]|$)"
)
_RATE = re.compile(r"增[速幅]|涨幅|增长率")
"""Moves by itself: growth that is told says not that it quickened."""


def movement(text: str) -> int:
    """Tell which way a text says that something moved."""
    for turn, word in _TURNS:
        text = turn.sub(word, text)
    text = _NAMES.sub("", _DENIED.sub("", _AWAY.sub("", _CIRCUMSTANCE.sub("", text))))
    return bool(_RISES.search(text)) - bool(_FALLS.search(text))


def only_moves(word: str) -> bool:
    """Tell whether a word says nothing but that something moves: 压减."""
    return bool(re.fullmatch(rf"{_UP}|{_DOWN}", word))


def supposed(text: str) -> int:
    """Tell which way a yes/no question supposes that something moved: 外贸是不是往下掉的, 房价没涨吧."""
    text = _AWAY.sub("", text)
    found = _ASKED.search(text)
    if not found or (_RATE.search(text) and (found["more"] or found["less"])):
        return 0
    way = bool(found["up"] or found["more"]) - bool(found["down"] or found["less"])
    way = way or movement(found["way"] or found["whether"])
    return -way if found["denied"] else way
