"""The many forms in which people ask: years, places and stance, typed or dictated, in Chinese or English."""

import pytest

from rag.question import split, understand
from rag.records import Report

REPORTS = [
    Report("a", "a.txt", region="青石区", level="区", within="安澜市", year=2023),
    Report("b", "b.txt", region="青石区", level="区", within="安澜市", year=2024),
    Report("c", "c.txt", region="安澜市", level="市", year=2024),
    Report("d", "d.txt", region="望川县", level="县", within="安澜市", year=2022),
]
Q, A, W = ("青石区",), ("安澜市",), ("望川县",)
PLAN_13, PLAN_14, PLAN_15 = tuple(range(2016, 2021)), tuple(range(2021, 2026)), tuple(range(2026, 2031))


@pytest.mark.parametrize(
    ("text", "regions", "years"),
    [
        ("青石区去年城镇新增就业多少人", Q, (2023,)),
        ("青石区今年城镇新增就业的目标", Q, (2024,)),
        ("青石区前年的固定资产投资增速", Q, (2022,)),
        ("青石区大前年的固定资产投资增速", Q, (2021,)),
        ("青石区近三年招商引资情况", Q, (2021, 2022, 2023)),
        ("青石区最近两年新建了几所学校", Q, (2022, 2023)),
        ("青石区过去五年的变化", Q, (2019, 2020, 2021, 2022, 2023)),
        ("青石区十四五期间的投资", Q, PLAN_14),
        ("青石区十四五时期修了多少路", Q, PLAN_14),
        ("青石区“十三五”新增就业", Q, PLAN_13),
        ("青石区十四五新增就业多少人", Q, PLAN_14),
        ("青石区十五五规划的重点", Q, PLAN_15),
        ("青石区上一年度财政收入", Q, (2023,)),
        ("青石区上年度财政收入", Q, (2023,)),
        ("青石区上年财政收入多少", Q, (2023,)),
        ("青石区24年财政收入", Q, (2024,)),
        ("青石区’24年财政收入", Q, (2024,)),
        ("青石区二〇二四年财政收入目标", Q, (2024,)),
        ("青石区二零二三年财政收入", Q, (2023,)),
        ("青石区二三年财政收入", Q, (2023,)),
        ("青石区本年度重点项目有哪些", Q, (2024,)),
        ("青石区本年财政收入目标", Q, (2024,)),
        ("青石区明年打算干什么", Q, (2025,)),
        ("青石区上两年新增就业", Q, (2022, 2023)),
        ("青石区这两年修了多少路", Q, (2022, 2023)),
        ("青石区2022到2024年的增速", Q, (2022, 2023, 2024)),
        ("青石区2022、2023两年的增速", Q, (2022, 2023)),
        ("青石区2023年度工作总结里的增速", Q, (2023,)),
        ("青石区２０２３年新增就业", Q, (2023,)),
        ("2024年青石区政府工作报告提到去年的地区生产总值增速是多少", Q, (2023,)),
        ("青石区24年的报告里去年新增就业多少人", Q, (2023,)),
        ("How many jobs did Qingshi add last year?", Q, (2023,)),
        ("What is Qingshi's GDP growth target for this year?", Q, (2024,)),
        ("How much did Qingshi invest the year before last?", Q, (2022,)),
        ("What has Qingshi built over the past three years?", Q, (2021, 2022, 2023)),
        ("Jobs added in Qingshi in the last two years", Q, (2022, 2023)),
        ("Qingshi investment during the 14th Five-Year Plan", Q, PLAN_14),
        ("Qingshi investment in the thirteenth five-year plan period", Q, PLAN_13),
        ("What does Qingshi plan for next year?", Q, (2025,)),
        ("Qingshi revenue in FY2023", Q, (2023,)),
        ("Qingshi: GDP growth from 2022 to 2024", Q, (2022, 2023, 2024)),
        ("Qingshi GDP growth 2022-2024", Q, (2022, 2023, 2024)),
        ("Qingshi GDP growth between 2022 and 2024", Q, (2022, 2023, 2024)),
        ("How many schools will Qingshi build in the coming five years?", Q, (2024, 2025, 2026, 2027, 2028)),
        ("What was Qingshi's revenue in the previous year?", Q, (2023,)),
        ("What were the results of the current year in Qingshi?", Q, (2024,)),
        ("Qingshi new jobs in '23", Q, (2023,)),
        ("本区2023年新增就业多少人", Q, (2023,)),
        ("全市2023年新增就业多少人", A, (2023,)),
        ("我们区去年修了几条路", Q, (2023,)),
        ("咱们这儿去年修了几条路", (), (2023,)),
        ("咱区今年盖不盖学校", Q, (2024,)),
        ("俺们县有没有新医院", W, ()),
        ("我县2021年粮食产量", W, (2021,)),
        ("我市2023年的GDP", A, (2023,)),
        ("我们这个区空气好吗", Q, ()),
        ("市里今年给就业定的目标", A, (2024,)),
        ("区里明年要建几所学校", Q, (2025,)),
        ("安澜市青石区2023年新增就业", Q, (2023,)),
        ("qingshi 2023年新增就业多少人", Q, (2023,)),
        ("Qingshi Qu 2023年新增就业多少人", Q, (2023,)),
        ("qing shi 2023 jobs", Q, (2023,)),
        ("QINGSHI DISTRICT new urban jobs 2023", Q, (2023,)),
        ("Anlan City GDP 2023", A, (2023,)),
        ("anlan shi 2023 GDP", A, (2023,)),
        ("Wangchuan county grain output 2021", W, (2021,)),
        ("wang chuan xian 2021 liang shi", W, (2021,)),
        ("How many jobs did our district create last year?", Q, (2023,)),
        ("How many jobs did the city create in 2023?", A, (2023,)),
        ("What will the county build this year?", W, (2022,)),
        ("青石2023新增就业", Q, (2023,)),
        ("青石区和望川县2021年谁的增速高", (*Q, *W), (2021,)),
        ("青石区2024年就业计划多少", Q, (2024,)),
        ("青石区2024年力争新增多少高新技术企业", Q, (2024,)),
        ("青石区2023年实现新增就业多少", Q, (2023,)),
        ("青石区2023年固定资产投资达到多少", Q, (2023,)),
        ("青石区2023年完成固定资产投资多少", Q, (2023,)),
        ("青石区2023年到底新增了多少人就业", Q, (2023,)),
        ("青石区打算2024年建几所幼儿园", Q, (2024,)),
        ("青石区2024年想建几所幼儿园", Q, (2024,)),
        ("青石区2024年准备改造几个小区", Q, (2024,)),
        ("青石区2024年预期增速", Q, (2024,)),
        ("青石区2023年任务完成得怎么样", Q, (2023,)),
        ("How many homes did Qingshi renovate in 2023?", Q, (2023,)),
        ("How many homes does Qingshi plan to renovate in 2024?", Q, (2024,)),
        ("How many homes is Qingshi going to renovate in 2024?", Q, (2024,)),
        ("What did Qingshi achieve in 2023?", Q, (2023,)),
        ("What does Qingshi aim for in 2024?", Q, (2024,)),
        ("How many kindergartens were built in Qingshi in 2023?", Q, (2023,)),
        ("How many kindergartens are to be built in Qingshi in 2024?", Q, (2024,)),
        ("What is the planned growth of Qingshi for 2024?", Q, (2024,)),
        ("青石區2023年新增城鎮就業多少人", Q, (2023,)),
        ("青石區去年的財政收入目標是多少", Q, (2023,)),
        ("望川縣前年修了幾條農村公路", W, (2020,)),
        ("全區今年計劃新建幾所學校", Q, (2024,)),
        ("安瀾市二〇二三年實現地區生產總值多少", A, (2023,)),
        ("青石區「雙廊三園」是什麼意思", Q, ()),
        ("請問青石區十四五期間養老床位有多少張", Q, PLAN_14),
        ("青石区２０２３年ＧＤＰ增长多少？", Q, (2023,)),
        ("青 石 区 2023 年 新 增 就 业", Q, (2023,)),
        ("青石区2023年新增就业👷多少人🙏", Q, (2023,)),
        ("你好，请问一下青石区2023年新增就业多少人，谢谢！", Q, (2023,)),
        ("您好！麻烦帮我查一下青石区去年的财政收入，辛苦了", Q, (2023,)),
        ("嗯那个我想问一下就是青石区去年那个新增就业是多少人来着", Q, (2023,)),
        ("Hi there, could you please tell me how many jobs Qingshi added in 2023? Thanks!", Q, (2023,)),
        ("青石区2023新增就业多少", Q, (2023,)),
        ("青石区,2023,新增就业", Q, (2023,)),
        ("2023青石区新增就业", Q, (2023,)),
        ("青石区2023年的GDP是多少啊啊啊？？？！！！", Q, (2023,)),
        ("#青石区# 2023年 就业", Q, (2023,)),
        ("清石区2023年新增就业多少人", Q, (2023,)),
        ("青时区2023年新增就业多少人", Q, (2023,)),
        ("安阑市2023年地区生产总值", A, (2023,)),
        ("忘川县2021年粮食产量", W, (2021,)),
        ("青山区2023年新增就业多少人", (), (2023,)),
        ("望江县2023年新增就业多少人", (), (2023,)),
        ("临淄区2023年新增就业多少人", (), (2023,)),
        ("安康市2023年地区生产总值", (), (2023,)),
    ],
)
def test_place_and_years_are_read_whatever_the_form(
    text: str, regions: tuple[str, ...], years: tuple[int, ...]
) -> None:
    """去年 and last year, 二〇二四年 and '23, 本区 and our district, traditional, full-width, misspelt or with thanks."""
    question = understand(text, REPORTS)

    assert (question.regions, question.years) == (regions, years)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("青石区今年城镇新增就业的目标", "target"),
        ("青石区最近两年新建了几所学校", "achieved"),
        ("青石区十四五时期修了多少路", "achieved"),
        ("青石区二〇二四年财政收入目标", "target"),
        ("青石区本年财政收入目标", "target"),
        ("青石区明年打算干什么", "target"),
        ("青石区这两年修了多少路", "achieved"),
        ("How many jobs did Qingshi add last year?", "achieved"),
        ("What is Qingshi's GDP growth target for this year?", "target"),
        ("How much did Qingshi invest the year before last?", "achieved"),
        ("What does Qingshi plan for next year?", "target"),
        ("How many schools will Qingshi build in the coming five years?", "target"),
        ("What was Qingshi's revenue in the previous year?", "achieved"),
        ("What were the results of the current year in Qingshi?", "achieved"),
        ("我们区去年修了几条路", "achieved"),
        ("咱们这儿去年修了几条路", "achieved"),
        ("市里今年给就业定的目标", "target"),
        ("区里明年要建几所学校", "target"),
        ("How many jobs did our district create last year?", "achieved"),
        ("How many jobs did the city create in 2023?", "achieved"),
        ("What will the county build this year?", "target"),
        ("青石区2024年就业计划多少", "target"),
        ("青石区2024年力争新增多少高新技术企业", "target"),
        ("青石区2023年实现新增就业多少", "achieved"),
        ("青石区2023年完成固定资产投资多少", "achieved"),
        ("青石区2023年到底新增了多少人就业", "achieved"),
        ("青石区打算2024年建几所幼儿园", "target"),
        ("青石区2024年想建几所幼儿园", "target"),
        ("青石区2024年准备改造几个小区", "target"),
        ("青石区2024年预期增速", "target"),
        ("How many homes did Qingshi renovate in 2023?", "achieved"),
        ("How many homes does Qingshi plan to renovate in 2024?", "target"),
        ("How many homes is Qingshi going to renovate in 2024?", "target"),
        ("What did Qingshi achieve in 2023?", "achieved"),
        ("What does Qingshi aim for in 2024?", "target"),
        ("How many kindergartens were built in Qingshi in 2023?", "achieved"),
        ("How many kindergartens are to be built in Qingshi in 2024?", "target"),
        ("What is the planned growth of Qingshi for 2024?", "target"),
        ("青石區去年的財政收入目標是多少", "target"),
        ("望川縣前年修了幾條農村公路", "achieved"),
        ("全區今年計劃新建幾所學校", "target"),
        ("安瀾市二〇二三年實現地區生產總值多少", "achieved"),
    ],
)
def test_the_wording_tells_target_from_result(text: str, stance: str) -> None:
    """计划, 想建 and will ask for the plan; 实现…多少, 修了几条 and did for the result."""
    assert understand(text, REPORTS).stance == stance


@pytest.mark.parametrize(
    ("history", "text", "regions", "years", "about"),
    [
        (["青石区2023年城镇新增就业多少人？"], "那望川县呢？", W, (2023,), "就业"),
        (["青石区2023年城镇新增就业多少人？"], "望川县呢", W, (2023,), "就业"),
        (["青石区2023年城镇新增就业多少人？"], "2024年的目标呢？", Q, (2024,), "就业"),
        (["青石区2023年城镇新增就业多少人？"], "2022年呢", Q, (2022,), "就业"),
        (["青石区2023年城镇新增就业多少人？"], "去年呢？", Q, (2023,), "就业"),
        (["青石区2023年城镇新增就业多少人？"], "那今年呢", Q, (2024,), "就业"),
        (["青石区2024年重点工作有哪些？"], "还有呢", Q, (2024,), "重点"),
        (["青石区2024年重点工作有哪些？"], "还有吗？", Q, (2024,), "重点"),
        (["青石区2023年财政收入多少？"], "固定资产投资呢？", Q, (2023,), "固定资产投资"),
        (["青石区2023年财政收入多少？"], "增速呢", Q, (2023,), "财政收入"),
        (["青石区2023年财政收入多少？"], "同比增长多少", Q, (2023,), "财政收入"),
        (["青石区2023年财政收入多少？"], "完成了吗？", Q, (2023,), "财政收入"),
        (["青石区2023年财政收入多少？"], "和目标比呢", Q, (2023,), "财政收入"),
        (["青石区2023年财政收入多少？", "那安澜市呢？"], "2022年呢？", A, (2022,), "财政收入"),
        (["青石区2023年财政收入多少？", "那安澜市呢？", "2022年呢？"], "新增就业呢？", A, (2022,), "就业"),
        (["How many jobs did Qingshi add in 2023?"], "And in 2022?", Q, (2022,), "job"),
        (["How many jobs did Qingshi add in 2023?"], "What about Anlan?", A, (2023,), "job"),
        (["How many jobs did Qingshi add in 2023?"], "and the target for 2024?", Q, (2024,), "job"),
        (["How many jobs did Qingshi add in 2023?"], "What about fiscal revenue?", Q, (2023,), "revenue"),
        (["How many jobs did Qingshi add in 2023?"], "last year?", Q, (2023,), "job"),
        (["青石区2023年财政收入多少？"], "望川县2021年的粮食总产量是多少？", W, (2021,), "粮食"),
        (["青石区2023年财政收入多少？"], "双廊三园是什么意思？", (), (), "双廊"),
        (["青石区2023年财政收入多少？"], "安澜市有哪些困难和问题？", A, (), "困难"),
        (["青石区2023年财政收入多少？"], "How many schools were built in Wangchuan in 2021?", W, (2021,), "school"),
        (["青石区2023年财政收入多少？"], "为什么下降", Q, (2023,), "财政收入"),
        (["青石区2023年新增高新技术企业多少家？"], "它的目标是多少", Q, (2023,), "高新技术企业"),
        (["青石区2023年新增高新技术企业多少家？"], "上一年呢？", Q, (2022,), "高新技术企业"),
        (["青石区2023年新增高新技术企业多少家？"], "前一年呢？", Q, (2022,), "高新技术企业"),
        (["青石区2022年新增高新技术企业多少家？"], "第二年呢？", Q, (2023,), "高新技术企业"),
        (["青石区2022年新增高新技术企业多少家？"], "and the year after?", Q, (2023,), "高新技术企业"),
        (["青石区2023年新增高新技术企业多少家？"], "那麼望川縣呢？", W, (2023,), "高新技术企业"),
        (["青石区2023年新增高新技术企业多少家？"], "谢谢，那安澜呢", A, (2023,), "高新技术企业"),
    ],
)
def test_a_follow_up_takes_what_it_leaves_out_and_a_new_topic_does_not(
    history: list[str], text: str, regions: tuple[str, ...], years: tuple[int, ...], about: str
) -> None:
    """那望川县呢, 上一年呢 and what about…? go on from the question before; 双廊三园是什么意思 does not."""
    question = understand(text, REPORTS, history)

    assert (question.regions, question.years) == (regions, years)
    assert about in question.topic


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("青石区2023年新增就业多少人？2024年的目标是多少？", [(Q, (2023,), "就业"), (Q, (2024,), "就业")]),
        ("青石区2023年新增就业多少人，财政收入又是多少", [(Q, (2023,), "就业"), (Q, (2023,), "财政收入")]),
        ("青石区去年修了几条路？望川县呢？", [(Q, (2023,), "路"), (W, (2023,), "路")]),
        (
            "How many jobs did Qingshi add in 2023? And what is the target for 2024?",
            [(Q, (2023,), "job"), (Q, (2024,), "job")],
        ),
        ("报告是谁作的，什么时候作的", [((), (), ""), ((), (), "")]),
        ("青石区二零二三年新增就业多少人然后今年的目标是多少", [(Q, (2023,), "就业"), (Q, (2024,), "就业")]),
    ],
)
def test_several_questions_in_one_are_read_each(
    text: str, parts: list[tuple[tuple[str, ...], tuple[int, ...], str]]
) -> None:
    """Each question in one text has its own place, years and topic."""
    found = split(understand(text, REPORTS))

    assert [(part.regions, part.years) for part in found] == [(regions, years) for regions, years, _ in parts]
    assert all(about in part.topic for part, (_, _, about) in zip(found, parts, strict=True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("青石区去年新增就业多少人", ("去年 → 2023年",)),
        ("青石区近三年的投资", ("近三年 → 2021-2023年",)),
        ("全市去年新增就业多少人", ("全市 → 安澜市", "去年 → 2023年")),
        ("青石区2023年新增就业", ()),
        ("清石区2023年新增就业", ("清石区 → 青石区",)),
        ("How many jobs did Qingshi add last year?", ("last year → 2023",)),
        ("What has Qingshi built over the past three years?", ("past three years → 2021-2023",)),
        ("What will the county build this year?", ("the county → 望川县", "this year → 2022")),
    ],
)
def test_the_asker_is_told_how_relative_words_were_read(text: str, told: tuple[str, ...]) -> None:
    """今年 means the year of the newest report; who means another year can say so."""
    assert understand(text, REPORTS).resolved == told


@pytest.mark.parametrize(
    "text",
    ["青石区2023年增速在全市排第几", "2023年青石区的增速全市排名第几", "Where does Qingshi rank in the city in 2023?"],
)
def test_a_whole_that_only_frames_a_part_is_not_asked_about(text: str) -> None:
    """青石区在全市排第几 asks about 青石区 alone."""
    assert understand(text, REPORTS).regions == Q


@pytest.mark.parametrize("text", ["小区里2023年有多少停车位", "社区里的食堂", "超市里的菜价", "城市里的公园"])
def test_a_word_that_ends_like_a_level_is_no_place(text: str) -> None:
    """小区里 is not 区里."""
    assert understand(text, REPORTS).regions == ()


@pytest.mark.parametrize(
    "text", ["How many jobs did Linzi add in 2023?", "GDP growth in Jinan in 2023", "Huantai County revenue 2023"]
)
def test_a_place_in_latin_letters_without_a_report_is_named_as_such(text: str) -> None:
    """An English question about another district is not answered with this one's figures."""
    question = understand(text, REPORTS)

    assert (question.regions, len(question.places)) == ((), 1)


@pytest.mark.parametrize("text", ["青石区比去年增长多少", "Qingshi GDP growth compared with last year"])
def test_the_year_of_comparison_is_not_asked_about(text: str) -> None:
    """Growth over last year is this year's."""
    assert understand(text, REPORTS).years == ()


def test_what_a_person_tells_of_themselves_is_not_looked_for() -> None:
    """A story before the question gives no words to search by, but may name the place."""
    question = understand("我是青石区的居民，家里有个上小学的孩子，所以想问问2023年新建了多少所中小学", REPORTS)

    assert question.regions == Q
    assert "居民" not in question.topic and "中小学" in question.topic


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("青石区2023年一般公共预算收人多少", "一般公共预算收入"),
        ("青石区2023年新建养老床味多少张", "养老床位"),
        ("青石区2023年固定资产头资增速", "固定资产投资"),
        ("青石区2023年老旧小区改照了几个", "老旧小区改造"),
        ("青石区2024年高标准农天目标", "高标准农田"),
    ],
)
def test_a_mistyped_term_is_mended_and_the_asker_told(text: str, meant: str) -> None:
    """One character that sounds or looks like the right one."""
    question = understand(text, REPORTS)

    assert meant in question.topic
    assert any(meant in told.partition(" → ")[2] for told in question.resolved)


@pytest.mark.parametrize(
    "text",
    ["青石区货款余额多少", "青石区地方债权有多少", "青石区同产业链发展", "青石区的文旅产业", "青石区企业侧的需求"],
)
def test_what_is_a_word_in_itself_is_no_mistake(text: str) -> None:
    """货款 (payment for goods) is not taken for 贷款 (loan)."""
    question = understand(text, REPORTS)

    assert question.resolved == ()


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("How much foreign capital did Qingshi use in 2023, and how much did it grow?", ["foreign capital use", "foreign capital use grow"]),
        ("How long is the canal in Qingshi and how many locks does it have?", ["canal", "canal locks"]),
        ("How many kitchens and how many canteens were built in Qingshi?", []),
        ("How many firms are there in Qingshi, and which?", []),
    ],
)  # fmt: skip
def test_two_english_questions_in_one_are_read_apart(text: str, topics: list[str]) -> None:
    """What the second refers to as it is what the first asks about; a list of things asked for stays one question."""
    assert [part.topic for part in understand(text, REPORTS).parts] == topics


def test_the_year_of_a_report_is_told_in_english_from_that_of_what_it_tells() -> None:
    """As in 2024年政府工作报告."""
    for text in ("What does the 2024 government work report of Qingshi say?", "What did Qingshi's report of 2024 say?"):
        question = understand(text, REPORTS)
        assert (question.report_years, question.periods) == ((2024,), ())
