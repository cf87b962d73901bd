"""Lists, definitions, office-holders, premises and verdicts read out of one invented report."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

LUMING_2024 = """鹿鸣区2024年政府工作报告
——2024年1月18日在鹿鸣区第九届人民代表大会第三次会议上
鹿鸣区人民政府代理区长　沈知微

一、2023年工作回顾
2023年，全区经济稳中有进，地区生产总值增长5.8%，城镇新增就业8600人。
重点项目加快推进。全年47项民生实事完成41项，6条道路实现雨污分流，职业学院升本取得实质性进展。成功举办第二届麦香文化节，麦田书院入选首批江东省研学基地。
同时，我们也清醒认识到，我区发展还面临不少困难和挑战，主要是：产业结构偏重，新动能支撑不足；财政收支矛盾突出；公共服务还有短板，等等。

二、2024年目标任务和重点工作
全区经济社会发展主要预期目标是：地区生产总值增长6%左右，城镇新增就业9000人以上。
做好今年工作，我们必须“抓早”，增强时时放心不下的责任感，把工作想在前面。必须“抓实”，一项一项盯住不放，以清单促落实。必须“抓久”，保持定力，不搞一阵风。
着力建设处处有书的“书香之城”、一诺千金的“诚信之城”以及邻里相帮的“志愿之城”，让城市更有温度。
深入实施强农业、强工业、强商贸行动，全面提升区域实力。
全力答好产业、城市、民生“三张答卷”。深化“一屏通办”体系建设，实现部门信息互通，打造城市“智慧大脑”。
推进社区养老改造，新增日间照料中心5家，建设社区食堂12处，打造“一刻钟颐养圈”。开展邻里之间的互助，也就是邻里帮。让绿地、灯光、步道成为“东区客厅”新名片，“东区客厅”要做到“白日有绿、入夜有灯”。聚焦“2468”发展目标，推动各项工作提质增效。
实施“青苗”工程。围绕学前教育、义务教育两个领域，以人人有学上为目标，新建公办幼儿园3所。

附件：名词解释
1.“双城双带”：指东城、西城和沿河、沿山两条发展带。
2.“金种子”计划：面向30岁以下青年的创业扶持计划，提供场地、贷款和导师。
3.“四色管理”：按红、橙、黄、蓝四种颜色划分风险等级的管理办法。
"""


@pytest.fixture(scope="module")
def luming(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    file = tmp_path_factory.mktemp("luming") / "luming-2024.txt"
    file.write_text(LUMING_2024, "utf-8")
    config = Config(index=file.parent / "index")
    build([file], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("鹿鸣区2024年强调的三个“必须”是什么？", ["• 必须“抓早”", "• 必须“抓实”", "• 必须“抓久”"]),
        ("鹿鸣区2024年的三个“强”字行动是什么？", ["• 强农业", "• 强工业", "• 强商贸行动"]),
        ("鹿鸣区2024年要打造哪几座“之城”？", ["• 书香之城", "• 诚信之城", "• 志愿之城"]),
        (
            "鹿鸣区发展面临哪些困难和挑战？",
            ["• 产业结构偏重，新动能支撑不足", "• 财政收支矛盾突出", "• 公共服务还有短板"],
        ),
    ],
)
def test_a_list_gives_just_its_things_in_order(luming: Assistant, question: str, items: list[str]) -> None:
    """Things told in running text, in sentences of their own, in quotation marks or after a colon."""
    assert luming.answer(question).text.splitlines()[1:] == items


@pytest.mark.parametrize(
    ("question", "meaning"),
    [
        ("“金种子”计划是什么意思？", "“金种子”：面向30岁以下青年的创业扶持计划，提供场地、贷款和导师[1]。"),
        ("鹿鸣区的“三张答卷”是哪三张？", "全力答好产业、城市、民生“三张答卷”"),
        ("鹿鸣区的“一屏通办”指的是什么？", "实现部门信息互通，打造城市“智慧大脑”"),
        ("鹿鸣区的一刻钟颐养圈包含什么？", "新增日间照料中心5家，建设社区食堂12处，打造“一刻钟颐养圈”"),
        ("鹿鸣区说的邻里帮是什么意思？", "开展邻里之间的互助，也就是邻里帮"),
        ("鹿鸣区的“青苗”工程是什么？", "围绕学前教育、义务教育两个领域，以人人有学上为目标，新建公办幼儿园3所[1]。"),
        ("鹿鸣区的“东区客厅”是指什么样子？", "“东区客厅”要做到“白日有绿、入夜有灯”"),
        ("鹿鸣区的“2468”发展目标是什么意思？", "没有解释"),
        ("鹿鸣区的“五个一”是什么？", "报告中没有找到"),
    ],
)
def test_a_term_is_told_by_what_unfolds_it_and_by_nothing_else(luming: Assistant, question: str, meaning: str) -> None:
    """A glossary's own entry, the things counted before it, what it is for, what it is made of; else none."""
    assert meaning in luming.answer(question).text


@pytest.mark.parametrize(
    ("question", "begins", "told"),
    [
        ("鹿鸣区2023年民生实事都完成了吗？", "不是全部", "47项民生实事完成41项"),
        ("鹿鸣区2023年道路全部实现雨污分流了吗？", "不是全部", "6条道路"),
        ("鹿鸣区职业学院已经升本了吗？", "没有", "取得实质性进展"),
        ("鹿鸣区2023年举办的是首届麦香文化节吗？", "不是", "第二届麦香文化节"),
        ("沈知微是鹿鸣区正式的区长吗？", "不是", "代理区长沈知微"),
        ("沈知微作2024年报告时是代理区长吗？", "是的", "代理区长沈知微"),
        ("鹿鸣区2024年城镇新增就业的目标比2023年的结果高吗？", "是的", "9000人以上"),
    ],
)
def test_a_verdict_comes_first_and_what_decides_it_after(
    luming: Assistant, question: str, begins: str, told: str
) -> None:
    """Some are not all, on the way is not there, and the second is not the first."""
    text = luming.answer(question).text

    assert text.startswith(begins)
    assert told in text


def test_when_is_told_by_the_year_under_review_where_the_clause_has_no_date(luming: Assistant) -> None:
    """A clause of the review of one year happened in that year; what the question gets wrong is corrected."""
    text = luming.answer("鹿鸣区麦田书院入选全国研学基地是哪年？").text

    assert text.startswith("与提问所说不同")
    assert "2023年" in text
    assert "首批江东省研学基地" in text
