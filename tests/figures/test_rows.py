"""What figures measure, of which year, as result or target."""

from rag.compare import aspect_of
from rag.figures.indicators import canonical, names
from rag.figures.rows import read_figures
from rag.records import Context, Figure, Passage, Stance


def rows(text: str, *, years: tuple[int, ...] = (2024,), stance: Stance = "achieved") -> list[Figure]:
    """Read the figures of a passage of 青石区's report of 2025."""
    context = Context("青石区", 2025, "政府工作报告", ("一、工作回顾",), years, stance)
    return list(read_figures(Passage("q#0", "q", "text", text, (0, len(text)), ((0, 0),), context)))


def told(text: str) -> list[tuple[str, str]]:
    """Give indicator and figure of each row."""
    return [(row.indicator, row.text) for row in rows(text)]


def test_a_dropped_subject_is_put_back() -> None:
    """同比增长 and 总数 speak of the clause before."""
    assert told("全区一般公共预算收入完成56.2亿元，同比增长4%。") == [
        ("一般公共预算收入", "56.2亿元"),
        ("一般公共预算收入", "4%"),
    ]
    assert told("新增经营主体1.2万户，总数达到9.8万户。")[1] == ("经营主体总数", "9.8万户")


def test_a_list_is_dealt_out_to_its_figures() -> None:
    """A、B、C分别增长x、y和z gives three rows, each with the ending that only the last has."""
    assert told("限上住宿业、餐饮业营业额分别增长11.5%和9.2%。") == [
        ("限上住宿业营业额", "11.5%"),
        ("限上餐饮业营业额", "9.2%"),
    ]
    assert told("城乡居民人均可支配收入分别增长5.5%、7%。")[1] == ("农村居民人均可支配收入", "7%")
    assert told("第一、第三产业增加值分别增长3.1%、5.1%。")[0] == ("第一产业增加值", "3.1%")
    assert told("人民币存、贷款余额分别增长7.1%、8.2%。") == [("人民币存款余额", "7.1%"), ("人民币贷款余额", "8.2%")]


def test_what_is_counted_stands_behind_its_figure() -> None:
    """36个重大项目 counts projects; 总投资 before it is theirs."""
    assert told("全年251天为优良天数。") == [("优良天数", "251天")]
    assert told("实施总投资120亿元的36个区级重大项目，发放房票180张。") == [
        ("区级重大项目总投资", "120亿元"),
        ("区级重大项目", "36个"),
        ("发放房票", "180张"),
    ]
    assert told("12家企业入选省级培育库。") == [("企业入选省级培育库", "12家")]


def test_brackets_tell_parts_of_what_stands_before() -> None:
    """（含南湖镇2家） is part of the whole."""
    whole, part = rows("新增专精特新企业23家（含南湖镇2家）。")

    assert (whole.name, whole.change, whole.part) == ("专精特新企业", "new", False)
    assert (part.indicator, part.text, part.part) == ("南湖镇新增专精特新企业", "2家", True)


def test_a_row_knows_its_movement_and_qualifier() -> None:
    """Down, up to, more than, about, ranges and stretch targets are told apart."""
    assert [(row.change, row.qualifier) for row in rows("单位GDP能耗下降3.1%，城镇化率提高到68%以上。")] == [
        ("down", ""),
        ("to", "at_least"),
    ]
    assert rows("三次产业结构由9:41:50优化为8:40:52。")[-1].change == "to"
    (growth,) = rows("地区生产总值增长5%—5.5%左右。", stance="target", years=(2025,))
    assert (str(growth.value), str(growth.high), growth.qualifier) == ("5", "5.5", "about")
    firm, stretch = rows("地区生产总值增长5%以上，力争达到6%。", stance="target", years=(2025,))
    assert (firm.stretch, stretch.stretch, stretch.indicator) == (False, True, "地区生产总值")


def test_a_row_has_the_year_its_clause_names() -> None:
    """The passage's year holds where the clause names none; what it compares with is no year of its own."""
    named, inherited = rows("2023年粮食总产量30万吨，比2020年增加2万吨。")
    assert (named.years, inherited.years) == ((2023,), (2023,))
    assert rows("粮食总产量30万吨。")[0].years == (2024,)
    assert rows("2020年粮食总产量30万吨，当年固定资产投资增长4%。")[1].years == (2020,)
    assert rows("到2030年，常住人口城镇化率达到75%。")[0].stance == "target"


def test_a_row_points_at_its_figure() -> None:
    """Place is in the passage's text, full-width signs included."""
    text = "（一）工业提速。新增规上工业企业１８家，增长５％。"
    assert [text[slice(*row.place)] for row in rows(text)] == ["１８家", "５％"]


def test_names_are_no_figures() -> None:
    """世界500强 and “兴农20条” count nothing."""
    assert told("落实“兴农20条”，引进世界500强企业2家。") == [("引进世界500强企业", "2家")]


def test_one_name_stands_for_many() -> None:
    """Place, action and growth are no part of a name; scope and denominator are."""
    assert canonical("新增城镇就业人数") == "城镇新增就业"
    assert canonical("全区GDP增速") == "地区生产总值"
    assert canonical("限上餐饮业营业额") == canonical("限额以上餐饮业营业额")
    assert canonical("工业增加值") != canonical("规模以上工业增加值")
    assert canonical("省级美丽乡村") != canonical("市级美丽乡村")
    assert len(names()) >= 200


def test_a_growth_aimed_at_is_one_in_whatever_words() -> None:
    """预期增长, 增长目标为, 涨幅控制在 and 要增长 tell a rise, and stay out of the name."""
    found = rows(
        "GDP增长目标为6%以上，固定资产投资预期增长8%左右，居民消费价格总水平涨幅控制在2%左右，进出口要增长3%。"
    )

    assert [(row.name, row.change) for row in found] == [
        ("地区生产总值", "up"),
        ("固定资产投资", "up"),
        ("居民消费价格", "up"),
        ("进出口总额", "up"),
    ]


def test_a_listed_indicator_that_is_one_takes_no_ending_of_the_next() -> None:
    """GDP does not become 生产总值收入 before 一般公共预算收入."""
    found = rows("GDP、一般公共预算收入分别增长6%和4%，新开工改造城镇老旧小区980个。")

    assert [row.name for row in found] == ["地区生产总值", "一般公共预算收入", "老旧小区改造"]


def test_what_is_built_or_planned_is_named_as_what_is_counted() -> None:
    """建成投用 and 计划 say what became of it; a rate behind a count is that of the figure behind it."""
    assert [row.name for row in rows("12处“社区食堂”建成投用，城镇就业计划新增1.2万人。")] == [
        canonical("社区食堂"),
        "城镇新增就业",
    ]
    assert told("36个市级重大项目开工率达到95%。")[0] == ("市级重大项目", "36个")


def test_a_bracket_belongs_to_what_counts_the_same() -> None:
    """Projects in brackets are part of the projects, not of the money before them."""
    told_of = {
        row.text: row.indicator for row in rows("布局区重点项目80个，总投资300亿元（含南湖镇20个、总投资60亿元）。")
    }

    assert told_of["20个"].startswith("南湖镇") and told_of["20个"].endswith("区重点项目")
    assert told_of["60亿元"] == "区重点项目总投资"


def test_the_growth_of_a_list_is_one_for_each() -> None:
    """增幅分别为 tells a rise of each."""
    assert [row.change for row in rows("城乡居民人均可支配收入增幅分别在5%、6%左右。")] == ["up", "up"]
    assert [row.change for row in rows("按城乡分，人均可支配收入的增幅分别在5%、6%左右。")] == ["up", "up"]


def test_a_row_of_target_and_result_tells_each_with_its_year() -> None:
    """进出口增速，2024年目标：3%；2024年完成：-1.8% gives a target and a fall, both of growth and of 2024."""
    found = rows(
        "进出口总额增速，2024年目标：3%；2024年完成：-1.8%；2025年目标：5%左右。", years=(2025,), stance="target"
    )
    assert [(row.name, row.text, row.change, row.years, row.stance) for row in found] == [
        ("进出口总额", "3%", "up", (2024,), "target"),
        ("进出口总额", "1.8%", "down", (2024,), "achieved"),
        ("进出口总额", "5%", "up", (2025,), "target"),
    ]


def test_a_row_of_plan_and_result_needs_no_year() -> None:
    """新建食堂，计划：15家；完成：16家 gives a target and a result; a sentence that sets targets out gives none such."""
    found = rows("新建社区食堂，计划：15家；完成：16家；结果：完成。", years=(2024,), stance="achieved")
    assert [(row.text, row.stance) for row in found] == [("15家", "target"), ("16家", "achieved")]
    told = rows("主要目标：地区生产总值增长5%；进出口增长3%。", years=(2024,), stance="achieved")
    assert [(row.name, row.stance) for row in told] == [("地区生产总值", "achieved"), ("进出口总额", "achieved")]


def test_what_a_figure_moved_from_is_not_of_the_year() -> None:
    """由4.9%降到2.6% tells 2.6%; 由2023年底的2.8%降至0.9% tells each of its year."""
    assert [(row.name, row.text) for row in rows("贫困发生率由4.9%降到2.6%。")] == [("贫困发生率", "2.6%")]
    assert [(row.text, row.years) for row in rows("贫困发生率由2023年底的2.8%降至0.9%。")] == [
        ("2.8%", (2023,)),
        ("0.9%", (2024,)),
    ]


def test_totals_and_what_was_added_are_told_apart() -> None:
    """新增 of a clause does not reach the total behind it; 其中当年新增 and 退出 take the subject before them."""
    assert told("新增瞪羚企业13家，退出6家，总数达到94家。") == [
        ("新增瞪羚企业", "13家"),
        ("退出瞪羚企业", "6家"),
        ("瞪羚企业总数", "94家"),
    ]
    (whole, added) = rows("瞪羚企业64家，其中当年新增9家。")
    assert (added.name, added.change, added.part) == (whole.name, "new", False)


def test_what_goes_on_with_a_list_of_what_is_added_is_added_too() -> None:
    """新增甲2家、乙9家; a total, another unit or a verb of its own is none of it."""
    assert [row.change for row in rows("新增专精特新企业2家、瞪羚企业9家，绿色工厂3家，科技企业总数达到170家。")] == [
        "new",
        "new",
        "new",
        "",
    ]
    assert [row.change for row in rows("新增学位900个，学校3所。")] == ["new", ""]


def test_a_run_of_years_is_no_part_of_a_name() -> None:
    """粮食总产量连续18年保持在100万吨以上 tells of 粮食总产量."""
    assert told("粮食总产量连续18年保持在100万吨以上。")[-1] == ("粮食总产量", "100万吨")


def test_rates_are_dealt_out_over_the_clauses_before() -> None:
    """分别 deals its figures to the last indicators told, with their values between, three and more, and their ranks."""
    text = "全年接待游客52万人次，旅游收入3.6亿元，同比分别增长12%、8%。"
    assert told(text)[2:] == [("接待游客", "12%"), ("旅游收入", "8%")]
    text = "地区生产总值320亿元，规上工业增加值85亿元，固定资产投资120亿元，分别增长6%、8%、-3%。"
    assert [(row.name, row.text, row.change) for row in rows(text)][3:] == [
        ("地区生产总值", "6%", "up"),
        ("规模以上工业增加值", "8%", "up"),
        ("固定资产投资", "3%", "down"),
    ]
    assert told("小麦、玉米产量分别为18万吨、13万吨，增速分别为1.2%和2.1%。")[2:] == [
        ("小麦产量增速", "1.2%"),
        ("玉米产量增速", "2.1%"),
    ]
    assert told("进出口总额增长6%，实际使用外资增长9%，增速分别居全市第2、第3位。")[2:] == [
        ("进出口总额增速全市", "2"),
        ("实际使用外资增速全市", "3位"),
    ]


def test_rates_held_against_several_places_are_of_one_indicator() -> None:
    """分别高于全国、全省 deals nothing out."""
    found = told("工业投资12亿元，地区生产总值增长6%，分别高于全国、全省1.1个、0.4个百分点。")
    assert "工业投资" not in [indicator for indicator, _ in found[1:]]


def test_sides_and_industries_of_a_list_are_named_in_full() -> None:
    """其中城镇、农村 take the indicator before them, 三次产业 are three, and each may move its own way."""
    assert told("居民人均可支配收入3.6万元，其中城镇、农村居民分别增长4%、6%。")[1:] == [
        ("城镇居民人均可支配收入", "4%"),
        ("农村居民人均可支配收入", "6%"),
    ]
    assert [name for name, _ in told("三次产业增加值分别增长3%、5%、6%。")] == [
        "第一产业增加值",
        "第二产业增加值",
        "第三产业增加值",
    ]
    assert [row.change for row in rows("工业投资、民间投资分别增长5%、下降1%。")] == ["up", "down"]


def test_a_growth_behind_a_share_is_that_of_the_thing() -> None:
    """税收收入占比75%，增长6% tells no growth of the share."""
    assert told("税收收入21亿元，占比75%，增长6%。")[-1] == ("税收收入", "6%")


def test_what_is_told_of_all_years_up_to_now_is_no_years_own() -> None:
    """累计 and 三年累计 stay with the figure, through its list, and out of its name; 全年累计 sums up one year."""
    found = rows("累计建成口袋公园126处、绿道88公里，三年累计改造农贸市场9处，当年改造2处，全年累计发放贷款3亿元。")
    assert [(row.name, row.cumulative, aspect_of(row)) for row in found] == [
        ("口袋公园", "累计", "cumulative"),
        ("绿道", "累计", "cumulative"),
        ("农贸市场", "三年累计", "cumulative"),
        ("农贸市场", "", "level"),
        ("贷款", "", "level"),
    ]
    (year, all_years) = rows("打造精品街区6条，累计达到19条。")
    assert (year.name, all_years.name, all_years.cumulative) == ("精品街区", "精品街区", "累计")


def test_what_is_added_is_named_as_all_there_are() -> None:
    """比上年净增, 新登记 and 年均 behind a total are of the thing that it counts."""
    found = rows(
        "高新技术企业总数达到312家，比上年净增46家，经营主体总量4.2万户，全年新登记6200户，年均创建绿美村庄7个。"
    )
    assert [(row.indicator, row.average) for row in found] == [
        ("高新技术企业总数", False),
        ("净增高新技术企业", False),
        ("经营主体总量", False),
        ("新登记经营主体", False),
        ("创建绿美村庄", True),
    ]
    assert told("新能源汽车保有量8万辆，当年净增2万辆。")[1] == ("净增新能源汽车保有量", "2万辆")


def test_what_a_firm_adds_is_no_figure_of_the_place() -> None:
    """甲公司二期投产，新增就业640人 is its own; so is nothing that the place counts behind a place."""
    (of_firm,) = rows("园区内岚光电子二期投产，新增就业640人。")
    (of_place,) = rows("稳岗位扩就业，新增就业2500人。")
    assert (of_firm.part, of_place.part) == (True, False)


def test_what_is_done_behind_what_is_added_is_not_added() -> None:
    """新增车位300个，改造小区28个: only the first is new, and 新增甲2家，乙9家 adds both."""
    assert [row.change for row in rows("新增公共停车位300个，改造老旧小区28个。")] == ["new", ""]
    assert [row.change for row in rows("新增瞪羚企业2家以上，高新技术企业9家。")] == ["new", "new"]


def test_words_that_qualify_stand_with_every_figure() -> None:
    """分别超过8万元、4万元 goes past both; 每人每月 and 连续18年保持在 belong to what is said."""
    assert [row.words for row in rows("城镇和农村居民人均可支配收入分别超过8万元、4.5万元。")] == [
        "超过8万元",
        "超过4.5万元",
    ]
    assert rows("粮食总产量连续18年保持在100万吨以上。")[-1].words == "连续18年保持在100万吨以上"
    assert [
        (row.indicator, row.words) for row in rows("城市、农村低保标准分别提高到每人每月670元、每人每年6000元。")
    ] == [
        ("城市低保标准", "每人每月670元"),
        ("农村低保标准", "每人每年6000元"),
    ]
