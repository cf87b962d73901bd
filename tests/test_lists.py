"""Lists and terms read out of an invented report: by class, by heading, by side, part by part."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.backends.extractive.members import counts_of
from rag.config import Config
from rag.index import Index
from rag.index.build import build

QINGSHI_2025 = """青石区2025年政府工作报告
——2025年1月16日在青石区第六届人民代表大会第四次会议上
青石区区长　顾望舒

一、2024年工作回顾
2024年，全区地区生产总值增长5.3%。拖欠工资治理见效，案件、人数、金额“三下降”。加强茶业竹业渔业“三业”联动。
二、2025年重点工作
今年工作的思路是“1234”，就是围绕一个中心，守住安全、生态两条底线，办好水、路、学三件大事，推进四大攻坚行动。“一湾”即月牙湾文旅新城；“两谷”即光电谷、药谷；“三园”即粮油园、建材园、物流园。建设“一湾两谷”，做亮“一湾”。做强“两谷”。
（一）壮大产业
培育壮大光电子、生物医药、低空经济等新兴产业，改造提升纺织、陶瓷、粮油等传统产业。积极发展田园游、古镇游、研学游、冰雪游。
开工建设东溪引水二期工程和柳林大型灌区、石门水库，建成南郊变电站。
（二）科技攻坚
抓实科技攻坚3条路径，加快把成果留在本地。光电子攻关方面，联合高校开展12项课题。新建中试基地2家。绿色建材攻关方面，推广再生骨料，建成示范线3条。种业攻关方面，选育新品种6个。
（三）保障民生
用心办好民生实事。新建口袋公园8处。为2万名老人免费体检，建立健康档案并定期回访。改造老旧小区16个。新增公办园学位900个。开通社区微公交5条。
"""


@pytest.fixture(scope="module")
def qingshi(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    file = tmp_path_factory.mktemp("qingshi") / "qingshi-2025.txt"
    file.write_text(QINGSHI_2025, "utf-8")
    config = Config(index=file.parent / "index")
    build([file], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青石区今年要培育壮大哪些新兴产业？", "培育壮大光电子、生物医药、低空经济等新兴产业[1]"),
        ("青石区2025年想发展哪几种旅游？", "田园游、古镇游、研学游、冰雪游"),
        ("2025年青石区要新开工的水利工程有哪些？", "东溪引水二期工程和柳林大型灌区、石门水库[1]"),
        ("青石区的“1234”思路里，两条底线和三件大事指什么？", "守住安全、生态两条底线，办好水、路、学三件大事[1]"),
    ],
)
def test_the_clause_that_names_the_class_asked_for_is_given(qingshi: Assistant, question: str, told: str) -> None:
    """The class may stand behind the things, in a character that they share, or in the number that counts them."""
    assert told in qingshi.answer(question).text


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("青石区科技攻坚的3条路径分别是什么？", ["• 光电子攻关", "• 绿色建材攻关", "• 种业攻关"]),
        (
            "青石区今年的民生实事包括哪些？",
            [
                "• 新建口袋公园8处",
                "• 为2万名老人免费体检，建立健康档案并定期回访",
                "• 改造老旧小区16个",
                "• 新增公办园学位900个",
                "• 开通社区微公交5条",
            ],
        ),
    ],
)
def test_what_a_lead_or_heading_announces_is_listed(qingshi: Assistant, question: str, items: list[str]) -> None:
    """Sides lead the sentences that tell of them; beneath a heading of things, each sentence is one."""
    assert qingshi.answer(question).text.splitlines()[1:] == items


@pytest.mark.parametrize(
    ("question", "meaning"),
    [
        ("青石区“三业”联动的“三业”是什么？", "加强茶业竹业渔业“三业”联动"),
        ("青石区拖欠工资“三下降”是什么意思？", "拖欠工资治理见效，案件、人数、金额“三下降”"),
        ("青石区的“一湾两谷”是什么意思？", "“一湾”即月牙湾文旅新城；“两谷”即光电谷、药谷[1]"),
        ("青石区的“三园”指什么？", "“三园”即粮油园、建材园、物流园[1]"),
    ],
)
def test_a_term_that_counts_is_told_by_its_parts(qingshi: Assistant, question: str, meaning: str) -> None:
    """They stand before it, with or without anything between them, or are unfolded one by one."""
    assert meaning in qingshi.answer(question).text


@pytest.mark.parametrize(
    ("items", "counts"),
    [
        ("甲、乙", [2]),
        ("甲镇、乙镇和丙镇", [3]),
        ("甲镇和乙镇片区、丙镇、丁镇", [3, 4]),
        ("甲镇和乙镇片区、丙镇、丁镇和戊镇", [3, 4, 5]),
    ],
)
def test_an_and_may_join_things_or_stand_in_a_name(items: str, counts: list[int]) -> None:
    """Only where no other “and” stands in the list does the last one surely join the last two."""
    assert list(counts_of(items)) == counts


NANHU_2026 = """南湖镇2026年政府工作报告
——2026年1月8日在南湖镇第五届人民代表大会第二次会议上
南湖镇镇长　沈砚秋

一、2025年工作回顾
过去一年，全镇生产总值增长5.1%。向全镇父老，向人大代表、驻镇官兵，表示衷心感谢！
二、2026年重点工作
今年要落实“四稳”要求，着力稳就业、稳企业、稳市场、稳预期。
（一）扩大内需
提振消费。发放消费券300万元，新开首店5家。扩大投资。开工青龙桥、白鹭码头等项目，建成镇北水厂等项目。强化保障。供应土地200亩，新增贷款3亿元。
（二）振兴乡村
严守耕地保护红线，建设高标准农田2000亩。严守粮食安全底线，种植水稻1万亩。
（三）依法治镇
出台河道保洁条例，设河长12名。修订养犬条例、停车条例，增设泊位80个。
1.便民方面
新建驿站3处。
2.安全方面
整治隐患9处。
（四）建设队伍
开展培训6场。
"""


@pytest.fixture(scope="module")
def nanhu(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report whose third part has a list of its own."""
    file = tmp_path_factory.mktemp("nanhu") / "nanhu-2026.txt"
    file.write_text(NANHU_2026, "utf-8")
    config = Config(index=file.parent / "index")
    build([file], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("南湖镇政府2026年安排的四大块工作任务分别是什么？", ["扩大内需", "振兴乡村", "依法治镇", "建设队伍"]),
        ("南湖镇2026年扩大内需有哪些举措？", ["提振消费", "扩大投资", "强化保障"]),
        ("南湖镇今年要守住哪两条底线、红线？", ["耕地保护红线", "粮食安全底线"]),
        ("南湖镇今年准备出台、修订哪几部条例？", ["河道保洁条例", "养犬条例、停车条例"]),
        ("南湖镇今年有哪两个点了名的项目要开工？", ["青龙桥、白鹭码头"]),
        ("南湖镇说的“四稳”是什么？", ["• 稳就业", "• 稳企业", "• 稳市场", "• 稳预期"]),
        ("南湖镇镇长在报告里感谢了哪些人？", ["全镇父老", "人大代表、驻镇官兵"]),
    ],
)
def test_things_told_in_several_places_are_listed_together(nanhu: Assistant, question: str, items: list[str]) -> None:
    """Headings, short sentences that lead over, clauses of one class and a word said again and again make lists."""
    told = nanhu.answer(question).text
    assert all(item in told for item in items), told


BEITANG_2025 = """北塘区2025年政府工作报告
——2025年1月12日在北塘区第九届人民代表大会第四次会议上
北塘区区长　林远

一、2024年工作回顾
2024年，面对订单下滑、成本上涨、汛情严重三重困难叠加的局面，全区上下咬紧牙关。陶瓷、绿色食品、新材料三大主导产业产值分别增长6.2%、7.8%和12.4%，占比达到58%。年初确定的8项主要指标中，固定资产投资、出口总额、实际使用外资3项没有达到预期目标。

一是抓项目、扩投资。建成投用西坡变电站、杏花小学，开工建设环湖公路、南岭水厂。全年实施重点项目86个，完成投资97亿元。

二是抓创新、促转型。青石瓷业研究院、绿源检测中心通过省级认定。在东州、西州、南州设立3个驻外招商站。

三是抓民生、增福祉。首先，稳住就业基本盘，新增城镇就业6200人；其次，办好优质教育，新增学位1850个；最后，兜牢养老底线，建成助餐点32处。

对照群众期盼，我们也清醒认识到，工作中还有不少差距。产业结构偏重，新兴产业占比不高。停车难、入托难还没有根本缓解。少数干部担当不足，办事效率有待提高。对此，我们将直面问题，逐项解决。

二、2025年工作安排
做好今年的工作，必须做到“四个聚焦”：

聚焦产业，建设陶瓷强区。

聚焦开放，融入大港口。

聚焦生态，守住一湖清水。

聚焦民生，办好百姓的事。

今年的十件民生实事是：改造老旧小区26个，新增公办托位600个，新建口袋公园12处，加装电梯80部，免费体检老人3万人次，新建食堂15家，改造危房120户，新增停车泊位2000个，发放补贴860万元，举办演出300场。

抓好高校毕业生、农民工、退役军人等群体就业，注重以创业带动就业。

今年经济社会发展主要预期目标是：地区生产总值增长5%，固定资产投资增长6%，城镇新增就业6000人，居民收入与经济同步增长。

稳住粮食生产。落实耕地保护责任，建设高标准农田1.2万亩。推广良种良机，开展统防统治。足额发放种粮补贴。

擦亮“北塘月嫂”“西坡瓦工”“南岭茶师”等劳务品牌，带动就业。
"""


@pytest.fixture(scope="module")
def beitang(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    file = tmp_path_factory.mktemp("beitang") / "beitang-2025.txt"
    file.write_text(BEITANG_2025, "utf-8")
    config = Config(index=file.parent / "index")
    build([file], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("北塘区的三大主导产业是哪几个？", "陶瓷、绿色食品、新材料三大主导产业[1]"),
        ("北塘区去年哪些主要指标没达到年初定的数？", "固定资产投资、出口总额、实际使用外资3项没有达到预期目标[1]"),
        ("北塘区去年碰上了哪几重困难叠加？", "订单下滑、成本上涨、汛情严重三重困难叠加的局面[1]"),
        ("北塘区去年新开工了哪些工程？", "北塘区开工建设环湖公路、南岭水厂[1]"),
        ("北塘区要擦亮哪些劳务品牌？", "擦亮“北塘月嫂”“西坡瓦工”“南岭茶师”等劳务品牌[1]"),
        ("北塘区要抓好哪些人的就业？", "抓好高校毕业生、农民工、退役军人等群体就业[1]"),
        ("北塘区2024年在哪几个城市设了驻外招商站？", "在东州、西州、南州设立3个驻外招商站[1]"),
    ],
)
def test_a_clause_is_told_with_the_things_asked_for_and_nothing_besides(
    beitang: Assistant, question: str, told: str
) -> None:
    """Figures behind the things, the clauses beside them and a list that only follows are left out."""
    answer = beitang.answer(question).text

    assert told in answer
    assert "\n" not in answer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        (
            "北塘区还有哪些差距？",
            ["产业结构偏重，新兴产业占比不高", "停车难、入托难还没有根本缓解", "少数干部担当不足，办事效率有待提高"],
        ),
        (
            "北塘区今年要做到哪四个聚焦？",
            ["聚焦产业，建设陶瓷强区", "聚焦开放，融入大港口", "聚焦生态，守住一湖清水", "聚焦民生，办好百姓的事"],
        ),
        (
            "北塘区2025年的预期目标都包括哪些？",
            ["地区生产总值增长5%", "固定资产投资增长6%", "城镇新增就业6000人", "居民收入与经济同步增长"],
        ),
        (
            "北塘区今年怎么稳住粮食生产？",
            ["落实耕地保护责任，建设高标准农田1.2万亩", "推广良种良机，开展统防统治", "足额发放种粮补贴"],
        ),
        ("北塘区去年主要抓了哪几个方面的工作？", ["一是抓项目、扩投资", "二是抓创新、促转型", "三是抓民生、增福祉"]),
        (
            "北塘区去年抓民生增福祉做了哪些事？",
            [
                "首先，稳住就业基本盘，新增城镇就业6200人",
                "其次，办好优质教育，新增学位1850个",
                "最后，兜牢养老底线，建成助餐点32处",
            ],
        ),
    ],
)
def test_what_running_text_tells_one_by_one_is_told_an_item_a_line(
    beitang: Assistant, question: str, items: list[str]
) -> None:
    """Troubles owned up to, sentences that begin alike, targets, what is done for an end, numbered paragraphs and 首先…其次… are lists."""
    told = beitang.answer(question).text.splitlines()[1:]

    assert [line.removeprefix("• ") for line in told] == items


def test_so_many_clauses_as_are_announced_are_a_list(beitang: Assistant) -> None:
    """Commas alone part the things where the words before them count as many."""
    told = beitang.answer("北塘区今年的十件民生实事有哪些？").text.splitlines()[1:]

    assert len(told) == 10
    assert told[-1] == "• 举办演出300场"
