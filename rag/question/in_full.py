"""Spell out what a question of several leaves to the words before it: text → text.

总量和增速各是多少                              →   总量是多少，同比增长多少
收入的增幅和总额目标各是多少                     →   收入目标增长多少，总额是多少
年初目标和最后结果分别是多少                     →   年初目标是多少，实际完成多少
水厂的投资和日供水量分别是多少                   →   水厂的投资多少，日供水量多少
产量多少，比上年涨还是跌、幅度多大                →   产量多少，同比增长多少
计划增长多少，年底的成绩单是多少                  →   计划增长多少，实际完成多少
到底过没过3万亿                                 →   过3万亿了吗
就业人数2021年计划、2021年实际、2022年计划依次是多少   →   就业人数2021年计划多少，就业人数2021年实际多少，…
"""

from __future__ import annotations

import re

from rag.question.topic import names_something, only_of_another
from rag.question.wording import asks, stance

_GROWTH = r"(?:同比|年均)?(?:增速|增幅|涨幅|增长率|增长(?:速度|幅度|情况)|变化幅度)"
_SHARE = r"占比|比重"
_RANK = r"排名|位次"
_AMOUNT = r"(?:总量|总额|总数|数量|数额|金额|绝对[值额数]|完成[数额值量])"
_PLAN = r"(?:目标|计划|预期)?"
_MEASURE = rf"(?:{_GROWTH}|{_SHARE}|{_RANK})"
_AND = r"(?:以及|还有|和|与|及|、)"
_EACH = r"(?:分别|依次|各自|各|又|都|是|为|有)*"
_MUCH = r"(?:多少|怎么?样|如何|几何|百分之几|几个?(?:百分)?点)"
_AND_MEASURED = re.compile(
    rf"(?P<thing>[^，。？?；;、]{{2,}}?)(?P<measures>(?:的?{_MEASURE}{_PLAN}{_AND}的?{_AMOUNT}|{_AND}的?(?:{_MEASURE}|总[数量]))"
    rf"(?:{_AND}的?(?:{_MEASURE}|{_AMOUNT}))*)(?P<plan>{_PLAN})(?:{_EACH}{_MUCH}|都?要|(?=[？?。]?$))"
)
"""Asks for an amount and for how it moved, its share or rank, in either order."""
_ONE_MEASURE = re.compile(rf"(?P<rate>{_MEASURE})|{_AMOUNT}")
_OF_MANY = re.compile(r"各(?:个|家)?[省市区县镇乡地年]|历[年次]|[近这][几些两三四五\d]+年")
"""Asks of many places or years, for which one answer gives both measures."""
_CHANGED = re.compile(
    rf"的?(?:是?怎么?样?变[化动]?[的了]?|(?:有(?:什么|啥|何))?变化(?:怎么?样|如何)?)[，,？?。](?=(?:{_AMOUNT}|{_MEASURE}){_AND})"
)
"""Asks how a thing moved, before what tells by which measures."""
_ASKED = re.compile(r"多少|几[一-龥]|多[大高长]|" + _MUCH)
_SINCE = r"(?:同比|环比|(?:[比较跟和与])?(?:上|去|上一|前一)年(?:同期)?(?:相?比)?)"
_WAY = r"(?:上涨|下跌|增长|下降|上升|增加|减少|[涨跌升降增减多少高低])(?:了|的)?"
_SAID = r"(?:又|还|是|的|了|有|得|具体|到底|究竟|呢|吗|[，,、])"
_MOVES = re.compile(
    rf"(?P<stop>[，,、；;？?。])(?=[^，,；;？?。]*(?:还是|幅度|怎么|怎样|如何|变化|是{_WAY}是|{_WAY}没))"
    rf"(?:{_SAID}|{_SINCE}|{_WAY}(?:还是|或者?|没){_WAY}|是{_WAY}是{_WAY}|[增减涨跌升降]?幅度?|变化|变动|怎么变|怎么?样|如何|"
    rf"{_WAY}|多大|多少|百分之几|几个?(?:百分)?点)+(?=$|[，,；;？?。])"
)
"""Asks how far the thing before moved, and which way."""
_WHICH_WAY = re.compile(
    rf"{_SINCE}?(?:是|到底)*(?:{_WAY}(?:还是|没){_WAY}|是{_WAY}是{_WAY})[，,、]?[增减涨跌升降]?幅度?(?:又|是|有)*(?:多大|多少)"
)
"""Asks the same of the thing named before it in the same clause."""
_OUTCOME = re.compile(
    r"(?:到|在|那么?|却|又|这[份个张]|一[份张]|的|了|上|年[底末终]|最[后终]|后来|到头来|当年|全年|实际|真正|交出?|拿出?|给出?|来)*"
    r"(?:成绩单|答卷|答案|结果|成绩|兑现|落地|落到实处的?)(?:了|的|得|到|出)*(?:又|是|为|有)*(?:多少|几何|几|呢|如何|怎么?样|什么|啥)(?P<unit>[一-龥]{0,3})"
)
"""Asks what became of the target before."""
_ATTRIBUTE = r"[^\s，,。？?；;、的和与及]{2,8}"
_ATTRIBUTES = re.compile(
    rf"(?P<thing>[^？?；;。]{{2,}}(?:的|[，,]))(?P<names>{_ATTRIBUTE}(?:{_AND}{_ATTRIBUTE})+?)(?:分别|各自|各|都)(?:是|为|有)*多少(?=[，,。？?]|$)"
)
"""Asks for several things that are told of one, which is named before."""
_AND_OUTCOME = re.compile(
    rf"(?P<plan>目标|计划|预期)(?P<value>[数值]?){_AND}(?:最[后终]|年[底末终]|全年|当年)?的?(?:实际|实绩|结果|完成|实现)(?:完成|[数值]|情况|结果)*{_EACH}{_MUCH}(?P<unit>[一-龥]{{0,3}})"
)
"""Asks for the target of a thing and for what became of it."""
_STANCED = rf"(?:19|20)\d\d年度?的?(?:目标|计划|预期|安排|任务|实际|实绩|完成|结果|实现)(?:[数值]|情况|{_GROWTH})?"
_IN_TURN = re.compile(
    rf"(?P<run>{_STANCED}(?:(?:{_AND}|[，,]){_STANCED})+)(?:[，,]|的|分别|依次|各自|各|又|都|是|为|有|\d个?数)*(?P<much>{_MUCH})(?P<unit>[一-龥]{{0,3}})"
)
_ONE_STANCED = re.compile(_STANCED)
_WHETHER = re.compile(
    r"(?:到底|究竟)?(?P<verb>[一-龥])没(?P=verb)(?P<rest>[^，,；;？?。]*?)[啊呀呢]?(?=$|[，,；;？?。])"
)
_WHETHER_TO = re.compile(
    r"(?:到底|究竟)?(?P<verb>[要打想准该建修盖办搞开设给发补免收改添涨降增减])不(?P=verb)(?P<rest>[^，,；;？?。]*?)[啊呀呢]?(?=$|[，,；;？?。])"
)
"""Ask for yes or no by saying a verb twice; how a thing is, is asked in the same way (多不多, 靠不靠谱)."""
_STOPS = re.compile(r"([，,；;？?。])")


def in_full(text: str) -> str:
    """Spell out what later ones of several questions leave out."""
    text = _AND_MEASURED.sub(_apart, _CHANGED.sub("", text))
    text = _AND_OUTCOME.sub(r"\g<plan>\g<value>是多少\g<unit>，实际完成多少\g<unit>", text)
    text = _ATTRIBUTES.sub(_of_one, text)
    text = _WHICH_WAY.sub("同比增长多少", text)
    text = _MOVES.sub(lambda match: _moved(text[: match.start()], match), text)
    return _outcome(text)


def whether(text: str) -> str:
    """Ask for yes or no with its plain word where a verb is said twice for it: 过没过3万亿 → 过3万亿了吗."""
    text = _WHETHER.sub(
        lambda match: match.group() if match["verb"] == "有" else f"{match['verb']}{match['rest']}了吗", text
    )
    return _WHETHER_TO.sub(r"\g<verb>\g<rest>吗", text)


def by_stance(text: str) -> list[str]:
    """Ask for each year and stance of a run by itself, where the run names a year twice; empty where it names none."""
    match = _IN_TURN.search(text)
    named = _ONE_STANCED.findall(match["run"]) if match else []
    if not match or len({one[:4] for one in named}) == len(named):
        return []
    before, behind = text[: match.start()], text[match.end() :]
    return [f"{before}{one}是{match['much']}{match['unit']}{behind}" for one in named]


def _apart(match: re.Match[str]) -> str:
    """Ask for each measure in words of its own; what no measure leads is the amount of the thing itself."""
    thing, measures, plan = match["thing"], match["measures"], match["plan"]
    if asks(thing) or _OF_MANY.search(thing):
        return match.group()
    first, *rest = [_asked(one) for one in _ONE_MEASURE.finditer(measures)]
    if re.match(_AND, measures):
        return "，".join([f"{thing}{plan}是多少", first, *rest])
    return "，".join([f"{thing}{plan}{first.removeprefix('同比') if plan else first}", *rest])


def _asked(measure: re.Match[str]) -> str:
    if not measure["rate"]:
        return f"{measure.group()}是多少"
    if re.fullmatch(_SHARE, measure.group()):
        return "占比是多少"
    if re.fullmatch(_RANK, measure.group()):
        return "排名第几"
    return "年均增长多少" if measure.group().startswith("年均") else "同比增长多少"


def _of_one(match: re.Match[str]) -> str:
    """Ask for each attribute by itself; indicators that have names of their own are left together."""
    names = re.split(_AND, match["names"])
    if asks(match["thing"]) or not names_something(match["thing"]) or not all(map(only_of_another, names)):
        return match.group()
    return match["thing"] + "，".join(f"{name}多少" for name in names)


def _moved(before: str, match: re.Match[str]) -> str:
    return f"{match['stop']}同比增长多少" if _ASKED.search(before) else match.group()


def _outcome(text: str) -> str:
    """Ask for the result in its plain word, behind what asks for a target."""
    pieces = _STOPS.split(text)
    for k in range(2, len(pieces), 2):
        before = "".join(pieces[:k])
        match = _OUTCOME.fullmatch(pieces[k].strip())
        if match and _ASKED.search(before) and stance(before) == "target":
            pieces[k] = f"实际完成多少{match['unit']}"
    return "".join(pieces)
