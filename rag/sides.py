"""Tell a figure of another side: question + words told → whether they tell 出口 where 进口 is asked for.

Some indicators come in sides that read alike, by words and by meaning, and of which one never answers for another; and
what there is of a thing in all does not tell how much each one gets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_GROUPS = tuple(
    tuple(re.compile(side) for side in group)
    for group in (
        (r"(?<!出)进口(?!博)", r"(?<!进)出口", r"进出口"),
        (r"收入", r"支出"),
        (
            r"投资|投入|[总要]投|投[了到多]",
            r"产值|增加值|生产总值",
            r"营业收入|营业额|营收|销售(?:收入|额)|零售额|(?:成交|交易)额",
            r"税收|税款|纳税|缴税",
            r"利润",
            r"贷款|信贷|授信",
            r"补贴|补助|奖补",
            r"收费|收(?:多少|几)|票价|门票|通行费|过路费",
        ),
        (r"存款|存贷", r"贷款|存贷"),
        (r"(?<!省)外资(?!金)", r"内资|省外(?:到位)?资金|市外(?:到位)?资金"),
        (r"城镇|城市|城里|城乡", r"农村|农民(?!工)|乡村|乡下|城乡", r"全体居民"),
        (r"工资(?!性)", r"低保|最低生活", r"养老金"),
        (r"出生", r"死亡", r"自然增长"),
        (r"登记失业", r"调查失业"),
        (r"第一产业|一产|农业", r"第二产业|二产|工业", r"第三产业|三产|服务业", r"建筑业"),
        (r"公办", r"民办"),
        (r"产量|总产", r"种植面积|播种面积"),
        (r"学前|幼儿", r"小学", r"初中|(?<!大)中学", r"高中", r"大学|高校|高等教育|本科"),
        (r"高速公路", r"农村公路|组级公路", r"国省|国道|省道"),
        (r"风电|风力发电", r"光伏|太阳能", r"水电站|水力发电", r"火电|煤电", r"核电"),
        (r"森林", r"草原|植被", r"绿化覆盖"),
        (r"pm2\.5", r"pm10", r"臭氧", r"优良天数", r"空气质量[一-龥]{0,2}指数"),
    )
)
"""Sides that exclude each other, each as it is written; words of two sides (城乡) stand under both."""

_ONLY = tuple(map(re.compile, (r"境外|入境|海外|外国|外籍", r"女性|女[职工生干]|妇女", r"少数民族", r"残疾|残障")))
"""What is told of all does not answer for these alone."""

_STATES = tuple(
    (re.compile(asked), re.compile(told))
    for asked, told in (
        (r"还缺|缺(?:口|少|了)?(?:多少|几)|缺口|不够", r"缺|短缺|不足|差"),
        (
            r"还剩|剩下|剩余|(?:还|尚)有(?:多少|几)[^，。？]{0,12}[没未]|\bstill (?:have|has|need|to be|without)|\bremain(?:s|ing)?\b",
            r"剩|结余|尚|未|没|还[有需要]|缺|欠|[由从][^,。;]*\d[^,。;]*[到至为成]\d",
        ),
    )
)
"""What is lacking or left is told by words of that, and not by what was added or done."""
_EACH = re.compile(r"每(?:个|名|位|人|户|家|亩|吨|公里|平方米|头|只|部|辆|套|千|万)|[人户亩地]均|[均单]价|一个孩子")
_OUTPUT = r"(?:gdp|(?:地区)?生产总值|产值|(?:工业)?增加值)"
_DENOMINATORS = {
    "people": re.compile(
        r"人均|每(?:[百千万]+[一-龥]{0,4}?|[个名位])*(?:人(?![民次家大才])|孩子|职工|学生)|万人(?:拥有|发明)"
    ),
    "households": re.compile(r"户均|每(?:[百千万]+[一-龥]{0,4}?|个)*(?:家庭|户(?!外))"),
    "bodies": re.compile(r"[社村企校班]均(?=[一-龥])"),
    "land": re.compile(r"亩均|地均|每亩|每公顷|每平方公里|单位面积"),
    "output": re.compile(rf"万元{_OUTPUT}|单位{_OUTPUT}"),
}
"""What a figure is divided by."""
_OWN = re.compile(
    r"每人每[年月天]|低保|收入|增收|支出|消费|工资|补[贴助]|待遇|标准|寿命|养老金|经费|能耗|用水|[水电]耗|碳排放|强度"
)
"""Is told by the head, by the household or by what is made wherever it is told, unless all of it is asked for."""
_IN_ALL = re.compile(r"一共|总共|合计|总额|总量|(?:多少|几个?|\d|[一两二三四五六七八九十])万?亿")
_EACH_ALONE = re.compile(r"^(?=.*每(?:个|名|位|人|户|家|亩|月|年|年度)|.*人均)(?!.*\d(?:\.\d+)?万?亿)")
"""Tells what each gets, and nothing in 亿."""
_OF_EACH = re.compile(r"每|均|一[亩人户个]|单位|标准|/")


def of_another_denominator(asked: str, told: Sequence[str]) -> bool:
    """Tell whether clauses tell of each of something what is asked of another, or of all: 每千人口床位6.8张 for the beds there are.

    Args:
        asked: the question, normalised.
        told: the clauses that tell a figure, normalised.

    """
    wanted = _denominators(asked)
    found = [_denominators(clause) for clause in told]
    if not all(found):
        return False
    if wanted:
        return bool(found) and not any(wanted & one for one in found)
    return bool(found) and (bool(_IN_ALL.search(asked)) or not any(map(_OWN.search, told)))


def _denominators(text: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _DENOMINATORS.items() if pattern.search(text))


def of_another_side(asked: str, told: str) -> bool:
    """Tell whether words tell another side than the one asked for, and not that one, or a total where each is asked.

    Args:
        asked: the question, normalised.
        told: what a figure measures, normalised; the words around it.

    """
    if _EACH.search(asked) and not _OF_EACH.search(told):
        return True
    if any(one.search(asked) and not one.search(told) for one in _ONLY):
        return True
    for group in _GROUPS:
        wanted = {side for side in group if side.search(asked)}
        found = {side for side in group if side.search(told)}
        if wanted and found and not wanted & found:
            return True
    return False


def of_each_alone(asked: str, told: str) -> bool:
    """Tell whether words tell what each gets where it is asked how much there is in all; arguments as for `of_another_side`."""
    return bool(_IN_ALL.search(asked) and not _EACH.search(asked) and _EACH_ALONE.search(told))


def of_another_state(asked: str, told: str) -> bool:
    """Tell whether words tell what was added or done where it is asked what is lacking or left."""
    return any(one.search(asked) and not other.search(told) for one, other in _STATES)
