"""What stands beside the figure asked for is left out of an answer, on one invented report."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build
from rag.marks import MARK

LANXI_2025 = """兰汐市2025年政府工作报告
——2025年1月15日在兰汐市第六届人民代表大会第四次会议上
兰汐市市长　叶知舟

一、2024年工作回顾
2024年，预计地区生产总值增长5.2%，固定资产投资增长6.1%，社会消费品零售总额增长7.4%。一般公共预算收入48.6亿元，增长3.9%，其中税收收入31.2亿元。
电子材料、精密铸造、生物制剂三大产业产值分别增长12.5%、8.3%、15.7%，占工业总产值的比重提高到58.4%。与2020年相比，二氧化硫、PM10、PM2.5分别下降42.1%、28.6%、33.9%。
年内新增专精特新企业21家，隐形冠军企业6家。城市、农村低保标准分别提高到每人每月670元、每人每年6000元。
建成农贸市场一座，占地12亩，水电气三通，摊位280个，总投资1600万元，今年元月8日开业，老街的摊点全部搬入。兰汐港扩建岸线600米，在全省港口考核中获得二等奖。飞鱼科技在我市设立区域总部。
全省首创共享菜摊17处。
新增省级创新平台14家（含滨海新区3家）、高新技术企业52家（含滨海新区9家），科技型中小企业达到420家。新建园区道路7.5公里、标准厂房18.2万平方米。
强化服务保障，优化营商环境，新登记经营主体2.3万户，总数达到16.8万户。望潮大桥10月建成通车，滨江路开工改造，完成投资1.4亿元。
接待游客1820万人次、旅游收入163亿元，分别增长9.5%、12.1%，增速分别居全省第4、第2位。惠民补贴覆盖农户3.6万户，发放资金2.9亿元。围绕链条培育、基础设施等重点领域推动市县重点工程建设60个，完成年度投资110亿元。
2024年民生实事完成情况如下：
| 序号 | 实事项目 | 计划 | 完成 |
| 1 | 新建社区食堂 | 15家 | 16家 |
| 2 | 改造背街小巷 | 30条 | 27条 |
| 3 | 启用儿童医院 | 10月底前 | 11月18日 |

二、2025年目标任务和重点工作
开工建设听涛水库，总库容3200万立方米，总投资21.5亿元，建成后可解决26万人饮水问题。到2030年，海洋产业产值达到900亿元，新能源装机突破500万千瓦。
"""


@pytest.fixture(scope="module")
def lanxi(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    file = tmp_path_factory.mktemp("lanxi") / "lanxi-2025.txt"
    file.write_text(LANXI_2025, "utf-8")
    config = Config(index=file.parent / "index")
    build([file], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


def said(assistant: Assistant, question: str) -> str:
    """Give what is quoted of the clauses, without marks, whether or not the figure rows could tell it too."""
    prepared = assistant.prepare(question)
    return MARK.sub("", "".join(assistant.extractive.words(prepared.question, prepared.shown).pieces))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("兰汐市2024年高新技术企业新增了多少家？", "2024年，兰汐市新增高新技术企业52家（含滨海新区9家）。"),
        ("兰汐市2024年建了多少标准厂房？", "2024年，兰汐市新建标准厂房18.2万平方米。"),
        ("兰汐市2024年旅游收入是多少？", "2024年，兰汐市旅游收入163亿元。"),
        ("兰汐市2024年推动市县重点工程建设多少个？", "2024年，兰汐市推动市县重点工程建设60个。"),
        ("兰汐市2024年新登记经营主体多少户？", "2024年，兰汐市新登记经营主体2.3万户。"),
        ("兰汐市2024年一般公共预算收入是多少亿元？", "2024年，兰汐市一般公共预算收入48.6亿元。"),
        ("兰汐市2024年新建了多少家社区食堂？", "2024年，兰汐市新建社区食堂16家。"),
        ("兰汐市2024年计划改造多少条背街小巷？", "兰汐市2024年目标：改造背街小巷30条。"),
    ],
)
def test_what_stands_beside_the_figure_is_left_out(lanxi: Assistant, question: str, answer: str) -> None:
    """Other things of a list, other clauses, what leads the clause, how far it grew, other cells of a table's row.

    The verb of the list and what is part of the figure stay.
    """
    assert said(lanxi, question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("兰汐市2024年精密铸造产业产值增长多少？", "2024年，兰汐市精密铸造产值增长8.3%。"),
        ("兰汐市2024年生物制剂产业产值增长多少？", "2024年，兰汐市生物制剂产业产值增长15.7%。"),
        ("兰汐市2024年旅游收入增长多少？", "2024年，兰汐市旅游收入增长12.1%。"),
        ("兰汐市2024年旅游收入增速居全省第几？", "2024年，兰汐市旅游收入增速居全省第2位。"),
        ("兰汐市2024年PM2.5比2020年下降了百分之多少？", "兰汐市与2020年相比，PM2.5下降33.9%。"),
    ],
)
def test_a_figure_that_is_dealt_out_is_told_of_its_own_thing(lanxi: Assistant, question: str, answer: str) -> None:
    """A、B、C分别增长x、y、z tells of B that it grew by y; what all are compared with stays."""
    assert said(lanxi, question) == answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("兰汐市2024年社会消费品零售总额预计增长多少？", "预计社会消费品零售总额增长7.4%"),
        ("兰汐市2024年惠民补贴一共发了多少钱？", "惠民补贴覆盖农户3.6万户，发放资金2.9亿元"),
        ("兰汐市的听涛水库总投资多少？", "开工建设听涛水库，总投资21.5亿元"),
        ("兰汐市2030年新能源装机要达到多少？", "到2030年，新能源装机突破500万千瓦"),
        ("兰汐市2024年滨江路改造完成投资多少亿元？", "滨江路开工改造，完成投资1.4亿元"),
    ],
)
def test_what_the_figure_rests_on_is_kept(lanxi: Assistant, question: str, told: str) -> None:
    """That it is an estimate, whose it is, and of which year."""
    assert told in said(lanxi, question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("兰汐市2024年一般公共预算收入是多少，增长多少？", ("48.6亿元", "3.9%")),
        ("兰汐市2024年一般公共预算收入总额和增速是多少？", ("48.6亿元", "3.9%")),
        ("兰汐市2024年新增省级创新平台和高新技术企业各多少家？", ("14家", "52家")),
    ],
)
def test_what_several_figures_are_asked_of_keeps_them(lanxi: Assistant, question: str, told: tuple[str, ...]) -> None:
    """Amount and growth, or two things of one list."""
    text = said(lanxi, question)

    assert all(figure in text for figure in told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("兰汐市2024年隐形冠军企业新增了多少家？", "新增隐形冠军企业6家"),
        ("兰汐市2024年农村低保标准提高到多少？", "农村低保标准提高到每人每年6000元"),
        ("兰汐市2024年首创共享菜摊多少处？", "兰汐市全省首创共享菜摊17处"),
        ("兰汐市的农贸市场是什么时候开业的？", "建成农贸市场一座，2025年元月8日开业"),
        ("2024年在兰汐市设立区域总部的是哪家公司？", "飞鱼科技在兰汐市设立区域总部"),
    ],
)
def test_a_clause_keeps_what_makes_it_true(lanxi: Assistant, question: str, told: str) -> None:
    """That a number was added, whom it is for, among whom it is the first, what opened, and where."""
    assert told in said(lanxi, question)


def test_a_verdict_stands_without_the_figures_of_other_things(lanxi: Assistant) -> None:
    """The length of the quay does not decide which prize the port won."""
    text = said(lanxi, "兰汐港2024年在全省港口考核中拿的是一等奖吗？")

    assert text.startswith("不是。")
    assert "二等奖" in text
