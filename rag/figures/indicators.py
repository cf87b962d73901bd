"""One name for many: 新增城镇就业人数 → 城镇新增就业, GDP增速 → 地区生产总值.

The names stand in indicators.tsv. A phrase that is no variant of any keeps its own words; one that ends in a variant
(限上住宿业营业额) keeps what stands before it, since that is its scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rag.errors import ConfigError
from rag.words import normalise

TABLE = Path(__file__).parent / "indicators.tsv"

_PLACE = re.compile(
    r"^(?:其中|我们?|本|全)[国省市区县州镇]|^(?:全年|年内|当年|各类|各项|各级|累计|总共|一共|全部|年末|期末|年底|今年|去年|本级|地方本级|(?!脱贫|贫困|示范|试点|边境|邻近|周边)[一-龥]{2}[省市区县](?![级重属域内])(?=.{3}))"
)
_ACTION = re.compile(
    r"^(?:新增加?|净增|新建成?|新改扩?建|改扩建|新登记|新设立?|新认定|新培育|新引进|新打造|新创建|新创|新开工|新开发|新签约|新实施|建成(?!区)|建设|改建|扩建|打造|"
    r"培育(?:引进|壮大)?|引进(?:培育)?|创建|实施|推进|完成|实现|达到?|发放|开展|组织|举办|争取|获批|获评|培养|开发|提供|安排|落实|推动|抓好|"
    r"筹集|认定|入选|设立|布局|改造(?:提升)?|提升(?:改造)?|修复|拥有|共有|办理|拨付|投入|持续|力争|确保|预计|吸引|招引|启动|选派|聘请|支持|扶持|帮助|受理|调处|化解|查处|累计)(?=.{2})"
)
_DONE = re.compile(
    r"(?<=[一-龥”]{3})(?:全部|全面|全线|陆续|顺利|正式)*(?:建成(?:投用|通车|运营|启用|使用)?|投入(?:使用|运营)|投用|启用|完工|竣工|通车)$"
)
"""Said of what is counted once it stands: 10处长者食堂建成投用 counts 长者食堂."""
_ASPECT = re.compile(
    r"(?:的)?(?:同比)?(?:年均|平均)?(?:增长率|增长速度|增长幅度|增速|增幅|涨幅|降幅|增长目标|增长|下降率|下降|目标值?|任务|总数|总数量|存量|数量|情况|水平|是多少|完成情况|分别)$"
)


@cache
def _table() -> dict[str, str]:
    """Every variant, normalised → the name."""
    names: dict[str, str] = {}
    for number, line in enumerate(TABLE.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 2:
            raise ConfigError(f"{TABLE}, line {number}: a name, a tab and its variants are needed")
        for variant in [columns[0], *filter(None, columns[1].split("|"))]:
            names.setdefault(key(variant), columns[0])
    return names


@cache
def names() -> frozenset[str]:
    """Give the names of the table."""
    return frozenset(_table().values())


def variants() -> dict[str, str]:
    """Give every variant, as `key` writes it → the name."""
    return _table()


_SHORT = {"gdp": "地区生产总值", "规上": "规模以上", "限上": "限额以上", "社零": "社会消费品零售"}


def key(phrase: str) -> str:
    """Write a phrase as names are looked up: without quotes, 的 and 、, short words in full."""
    plain = spelt_out(re.sub(r"[\s“”\"'的、和与及]", "", normalise(phrase)))
    return re.sub(r"(占[一-龥]{2,12})的?(?:比例|份额)$", r"\1比重", plain)


def spelt_out(plain: str) -> str:
    """Write the short words of a normalised phrase in full: 万元gdp能耗 → 万元地区生产总值能耗."""
    for short, full in _SHORT.items():
        plain = plain.replace(short, full)
    return plain


def bare(phrase: str) -> str:
    """Strip a phrase of what is said about the indicator: place, action, growth.

    全区新建改造绿地 → 改造绿地      地区生产总值增速 → 地区生产总值
    """
    return list(_stages(phrase))[-1]


def _stages(phrase: str) -> Iterator[str]:
    """Give a phrase, and what is left of it after each thing that goes off."""
    yield phrase
    before = None
    while before != phrase:
        before = phrase
        for pattern in (_PLACE, _ACTION, _ASPECT, _DONE):
            rest = pattern.sub("", phrase).strip(" 的、，,和与及")
            if rest != phrase and len(rest) > 1:
                phrase = rest
                yield phrase


def is_name(phrase: str) -> bool:
    """Tell whether a phrase is a name of the table, or another word for one."""
    return key(phrase) in _table()


@cache
def canonical(phrase: str) -> str:
    """Give the name of an indicator.

    Args:
        phrase: as printed or asked, with or without place, action and growth.

    Returns: the name of the table, with what stands before it where the phrase only ends in one of its variants; the
        phrase without place and action where it does not.

    """
    table = _table()
    plain = normalise(phrase)
    for candidate in _stages(plain):
        if name := table.get(key(candidate)):
            return name
    stripped = key(bare(plain))
    for start in range(1, len(stripped) - 3):
        if (name := table.get(stripped[start:])) and "占" not in stripped[:start]:
            return stripped[:start] + name
    return stripped
