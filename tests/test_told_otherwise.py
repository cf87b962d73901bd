"""Members, terms, troubles, premises and verdicts read out of two invented reports and a newspaper's summary."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

QINGSHI_2023 = """青石县2023年政府工作报告
——2023年1月12日在青石县第八届人民代表大会第二次会议上
县长　顾南舟

各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。

一、2022年工作回顾
2022年，全县地区生产总值增长5.1%，其中第一产业增长3.2%、第二产业增长4.6%、第三产业增长5.9%。
民生福祉不断增进，公共服务供给更加充分更加均衡，民生支出占财政支出的八成以上。年初承诺的10件惠民实事，已办结9件，城东水厂结转今年。县工业园新建标准厂房6万平方米，其中青石陶业新建2万平方米。
能源结构持续优化，绿色电力供应能力稳步提升，新增风电装机120兆瓦，累计640兆瓦，首次超过水电。青云大桥9月30日建成通车，县博物馆新馆开馆。省督察反馈的40项问题整改完成26项。
我们也看到，发展中的问题还不少：一是总量小，产业单一；二是财力紧，债务偏高；三是停车难、上学挤。

二、2023年工作安排
坚持稳中求进、以进促稳，全面落实县委各项部署，努力完成全年目标任务，打好防洪排涝、控烟治霾、清淤治水三大攻坚战。培育陶瓷、竹编、漆器3条特色产业链。
做大做强主导产业，持续优化产业结构，加快培育新的增长点，全年“三强”产业增加值增长9%。支持新能源产业扩规模；引导新材料产业上水平；推动新医药产业建集群。
坚持项目为王，完善要素保障和服务机制，全力扩大有效投资，加快县文化中心建设。深入实施“268”行动。
"""
QINGSHI_2024 = """青石县2024年政府工作报告
——2024年1月10日在青石县第八届人民代表大会第三次会议上
代县长　陆闻笙

一、2023年工作回顾
2023年，全县地区生产总值增长5.4%，青石古城获评省级旅游休闲街区。

二、2024年工作安排
县文化中心10月建成。深入实施“268”行动。

附件：名词解释
1.零碳园区：碳排放接近于零的园区。
2.TOPS：衡量算力的单位，等于每秒一万亿次运算。
"""
NANHU_2024 = """五个“更加” 奔向南湖新图景
南湖1月16日讯1月15日，南湖区第六届人民代表大会第三次会议开幕，南湖区人民政府区长程望川作政府工作报告。2024年，具体工作中将抓好三个方面。
着力扩大有效投资，实施重点项目60个，年度计划投资80亿元以上，建成投产项目20个，推动经济持续回升向好。
"""


@pytest.fixture(scope="module")
def qingshi(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows three reports."""
    folder = tmp_path_factory.mktemp("qingshi")
    for name, text in (
        ("qingshi-2023", QINGSHI_2023),
        ("qingshi-2024", QINGSHI_2024),
        ("nanhu-2024-press", NANHU_2024),
    ):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    config = Config(index=folder / "index")
    build(sorted(folder.glob("*.txt")), config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青石县2023年三大攻坚战是哪三个？", "防洪排涝、控烟治霾、清淤治水三大攻坚战"),
        ("青石县2023年要培育哪三条特色产业链？", "陶瓷、竹编、漆器3条特色产业链"),
        ("青石县的“三强”产业是哪三个？", "• 引导新材料产业上水平"),
        ("青石县2022年的主要困难有哪些？", "二是财力紧，债务偏高"),
        ("青石县2022年存在的问题是什么？", "三是停车难、上学挤"),
        ("青石县报告里的零碳园区怎么定义的？", "“零碳园区”：碳排放接近于零的园区[1]。"),
        ("青石县说的TOPS是什么单位？", "衡量算力的单位，等于每秒一万亿次运算"),
        ("青石县工业园2022年新建标准厂房多少平方米？", "2022年，青石县工业园新建"),
        ("青石陶业2022年新建厂房多少平方米？", "青石陶业新建2万平方米[1]"),
        ("青石县博物馆新馆什么时候开馆的？", "县博物馆新馆开馆"),
        ("青石县第八届人大三次会议是哪天召开的？", "2024年1月10日"),
        ("南湖区2024年政府工作报告是谁作的？", "南湖区人民政府区长程望川"),
        ("Who delivered Nanhu's 2024 government work report?", "程望川"),
    ],
)
def test_just_what_is_asked_for_is_told(qingshi: Assistant, question: str, told: str) -> None:
    """So many things, the troubles of the year, a term with its meaning, the session and the speaker asked about."""
    answer = qingshi.answer(question)

    assert told in answer.text
    assert not answer.declined


@pytest.mark.parametrize(
    ("question", "begins", "told"),
    [
        ("青石县2022年承诺的10件惠民实事都办完了吗？", "不是全部", "已办结9件"),
        ("青石县风电装机已经比水电多了吗？", "是的", "首次超过水电"),
        ("青石县2022年第二产业增速比第三产业快吗？", "不是", "第三产业增加值增长5.9%"),
        ("青石县文化中心2022年建成了吗？", "没有，只有计划", "文化中心"),
        ("青石县青云大桥是2023年通车的吗？", "不是", "2022年，青石县青云大桥9月30日建成通车"),
        ("青石县青云大桥拖到2023年才通车，卡在哪里？", "与提问所说不同", "9月30日建成通车"),
        ("青石县省督察40个问题已经全部整改完了，有什么经验？", "与提问所说不同", "整改完成26项"),
        ("青石县2024年的报告是顾南舟作的吗？", "不是", "代县长陆闻笙"),
        ("赵立新县长在2023年青石县人代会上提了什么目标？", "与提问所说不同", "县长顾南舟"),
    ],
)
def test_what_decides_comes_with_the_verdict_or_the_correction(
    qingshi: Assistant, question: str, begins: str, told: str
) -> None:
    """A part of the whole, a rival overtaken, a plan for later, another year, another speaker."""
    text = qingshi.answer(question).text

    assert text.startswith(begins)
    assert told in text


@pytest.mark.parametrize(
    "question",
    [
        "青石县“268”行动里的2、6、8各代表什么？",
        "青石县第七届人大一次会议是哪天召开的？",
        "青石县的“四新”经济是哪四新？",
    ],
)
def test_what_no_report_explains_is_declined(qingshi: Assistant, question: str) -> None:
    """A term that is only used, a session that no report names, members that none lists."""
    assert qingshi.answer(question).declined


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青石县2022年新增风电装机210兆瓦，怪谁？", "新增风电装机120兆瓦"),
        ("南湖区2024年打算实施160个重点项目，具体怎么分解？", "实施重点项目60个"),
        ("青石县2022年GDP只增长了3.1%，下一步怎么办？", "增长5.1%"),
        ("Why did Qingshi's GDP grow by 7.1% in 2022?", "5.1%"),
    ],
)
def test_a_wrong_figure_taken_for_granted_is_corrected_whatever_is_asked(
    qingshi: Assistant, question: str, told: str
) -> None:
    """Who is to blame, how it is dealt out, why, what next."""
    text = qingshi.answer(question).text

    assert text.startswith(("与提问所说不同，报告的说法是：", "The report says otherwise:"))
    assert told in text


@pytest.mark.parametrize(
    "question",
    [
        "青石县2022年新增风电装机120兆瓦，怪谁？",
        "南湖区2024年打算实施60个重点项目，具体怎么分解？",
        "南湖区2024年80亿元以上的年度投资怎么落实？",
        "南湖区2024年重点项目将近60个，为什么这么多？",
        "南湖区2024年重点项目达到90个，为什么这么多？",
        "青石县2022年GDP增长5.1%，下一步怎么办？",
        "青石县省督察反馈的40项问题为什么还没改完？",
        "Why did Qingshi's GDP grow by 5.1% in 2022?",
    ],
)
def test_a_right_figure_taken_for_granted_is_not_corrected(qingshi: Assistant, question: str) -> None:
    """The figure as told, about it, more than was planned, a threshold, how many there were in all."""
    text = qingshi.answer(question).text

    assert not text.startswith(("与提问所说不同", "The report says otherwise"))
