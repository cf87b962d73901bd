"""Whether the words of a report bear out what a question supposes."""

import pytest

from rag.question import understand
from rag.verdict import contradicts, falls_short, only_in_part, only_planned


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("优良天数有没有达到250天？", "优良天数达到239天"),
        ("下设科室减少到了40个吗？", "下设科室从40个减少到29个"),
        ("地区生产总值增长达到8%的目标了吗？", "地区生产总值增长7.8%，略低于8%的预定目标"),
        ("单项冠军数量居全省第一吗？", "单项冠军19家，数量居全省第2位、全国第6位"),
        ("举办了首届陶艺节吗？", "举办第二届陶艺节"),
        ("粮食产量进全国前三了吗？", "粮食产量居全国第4位"),
        ("专利数居全市前五吗？", "专利数量居全省第2位、全市第6位"),
        ("是全国头一个办冰雪节的镇吗？", "成为全国第二个举办冰雪节的镇"),
        ("粮价上涨了吗？", "坚持粮价不上涨"),
        ("物价控制目标完成了吗？", "物价控制目标没有完成"),
        ("职业学院已经升本了吗？", "职业学院升本取得实质性进展"),
        ("湖水还是Ⅳ类吗？", "湖水由Ⅳ类提升到Ⅲ类"),
        ("县里有上市公司吗？", "全县尚无一家上市公司"),
        ("Did the airport handle more than 50 million passengers?", "旅客吞吐量近5000万人次"),
        ("Did retail sales rise?", "社会消费品零售总额下降0.7%"),
        ("Did the railway open?", "铁路开工建设"),
        ("Did the zone win first prize?", "获得二等奖"),
        ("服务业占比过半了吗？", "服务业增加值占比达到四成"),
        ("高新技术企业有上万家吗？", "高新技术企业达到8600家"),
        ("企业数量翻番了吗？", "规上企业由14家增加到27家"),
        ("企业数超过十家了吗？", "企业达到九家"),
        ("失业率控制在5%以内了吗？", "城镇调查失业率5.3%"),
        ("海水养殖占一半以上吗？", "海水养殖占四成，增长64%"),
        ("游客恢复到2019年水平了吗？", "接待游客恢复到2019年的91%"),
        ("湖水水质变差了吗？", "湖水水质稳定达标"),
        ("贫困村只出列了一部分吗？", "贫困村全部出列"),
        ("集团评级是AA+吗？", "集团评级仍为AA"),
        ("医院是三级甲等吗？", "医院创成二级甲等"),
        ("床位比50万张多吗？", "床位达到48万张"),
        ("到2024年，是连续三年获评百强区吧？", "连续四年获评百强区"),
        ("地区生产总值没到1.5万亿，是真的吗？", "地区生产总值达到1.5万亿元"),
        ("城镇新增就业有100万人吗？", "城镇新增就业85万人"),
        ("生孩子还要自己掏钱吗？", "住院分娩费用“零自付”"),
        ("新馆是不是赶在4月底前开馆的？", "新馆5月20日开馆"),
        ("门站6月能通气吗？", "门站通气日期由原定6月推后到10月"),
        ("隧道是拖到9月底才建成的吗？", "8月6日，隧道建成"),
        ("产值过亿元企业达到45家了吗？", "产值过亿元企业5家"),
        ("PM2.5平均浓度降到35微克/立方米了吗？", "PM2.5平均浓度36微克/立方米"),
        ("绿化率从50%提高到58%，对吗？", "绿化率由52%提高到58%"),
    ],
)
def test_another_figure_rank_session_or_a_denial_turns_the_answer_round(asked: str, told: str) -> None:
    """The words are those of the question, and yet the answer is no."""
    assert contradicts(understand(asked, ()), told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("优良天数有没有达到250天？", "优良天数达到263天"),
        ("城镇新增就业有100万人吗？", "城镇新增就业115万人"),
        ("下设科室减少到了29个吗？", "下设科室从40个减少到29个"),
        ("单项冠军数量居全省第二吗？", "单项冠军19家，数量居全省第2位、全国第6位"),
        ("举办了第二届陶艺节吗？", "举办第二届陶艺节"),
        ("专利数排进全省前十了吗？", "专利数量居全省第6位"),
        ("前三季度专利数居全省第6吗？", "专利数量居全省第6位"),
        ("物价控制目标没有完成吧？", "物价控制目标没有完成"),
        ("道路改造完成了没有？", "完成道路改造"),
        ("人均收入过了7万元没有？", "人均收入从5.2万元提高到7.4万元"),
        ("电价降了没有？降了多少", "平均电价下降5分"),
        ("Was the poverty rate below 1%?", "贫困发生率由2.8%降至0.9%"),
        ("Did the airport handle more than 50 million passengers?", "旅客吞吐量突破5000万人次"),
        ("Is it in the province's top three?", "产量居全省第2位"),
        ("大桥10月前通车了吗？", "大桥9月28日通车"),
        ("门站10月能通气吗？", "管材到货延期，门站通气日期由原定6月推后到10月"),
        ("7月冲毁的水渠都修好了没？", "没有伤亡；12月初水渠已全部修好"),
        ("小煤窑都清掉了吗？", "小煤窑全部清零"),
        ("PM2.5平均浓度降到35微克/立方米了吗？", "PM2.5平均浓度34微克/立方米"),
        ("园区原来有40个，对吗？", "园区由40个整合为29个"),
    ],
)
def test_what_is_as_supposed_is_borne_out(asked: str, told: str) -> None:
    """A figure reached, an ordinal in figures or words, and a denial that is asked about agree."""
    assert not contradicts(understand(asked, ()), told)


@pytest.mark.parametrize(
    ("asked", "told", "partly"),
    [
        ("道路全部实现雨污分流了吗？", "8条道路实现雨污分流", True),
        ("民生实事都办完了吗？", "47项民生实事完成41项", True),
        ("所有村都通了公交吗？", "基本实现村村通公交", True),
        ("民生实事都办完了吗？", "10项民生实事圆满完成", False),
        ("重大项目是不是都开工了？", "56个重大项目开工率达到100%", False),
        ("所有乡镇都通高铁了吗？", "7个乡镇接通高铁、所有乡镇通了公路", True),
        ("乡镇是不是都通公路了？", "公路里程由168公里增至427公里，6个乡镇全部通公路", False),
        ("新建了道路吗？", "新建道路8条", False),
        ("首都机场的航线开了吗？", "开通航线3条", False),
    ],
)
def test_some_are_not_all(asked: str, told: str, partly: bool) -> None:
    """Where all are asked about, a count of some is no yes."""
    assert only_in_part(understand(asked, ()), told) == partly


@pytest.mark.parametrize(
    ("asked", "told", "partly"),
    [
        ("八条道路都实现雨污分流了吗？", "8条道路实现雨污分流", False),
        ("村里是不是基本都通了公交？", "基本实现村村通公交", False),
    ],
)
def test_all_that_the_question_counts_are_all(asked: str, told: str, partly: bool) -> None:
    """The count of the question itself is the whole, and who asks about most is not told of a part."""
    assert only_in_part(understand(asked, ()), told) == partly


@pytest.mark.parametrize(
    ("asked", "told", "short"),
    [
        ("今年会开工建机场吗？", "推进机场前期工作", True),
        ("今年会开工建医院二期吗？", "加快医院二期建设", True),
        ("今年会开工建医院二期吗？", "启动医院二期建设", False),
        ("水库今年就能建成吗？", "提速建设水库", True),
        ("老旧小区今年会全部改造吗？", "分年度改造老旧小区", True),
        ("高铁今年能通车吗？", "力争高铁建成通车", False),
    ],
)
def test_a_plan_may_fall_short_of_what_is_asked(asked: str, told: str, short: bool) -> None:
    """What is yet to come is no matter of having only a plan, but of how far the plan goes."""
    question = understand(asked, ())
    assert falls_short(question, told) == short
    assert not only_planned(question, "target")
