"""Reports of many shapes are read for what they are; the texts stand in invented.py."""

from __future__ import annotations

from collections.abc import Callable

import invented
import pytest

from rag.reading import ParsedReport

Read = Callable[..., ParsedReport]


def told(parsed: ParsedReport) -> dict[str, object]:
    """Give what was found out of a report, without what stayed empty."""
    report = parsed.report
    names = ("title", "region", "level", "within", "year", "date", "session", "speaker", "office", "kind")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def paths(parsed: ParsedReport) -> list[str]:
    """Give the path of each section, its headings parted by ›."""
    return [" › ".join(parsed.outline.path(i)) for i in range(len(parsed.outline.sections))]


def spoken(parsed: ParsedReport) -> list[tuple[int, int, str]]:
    """Give first year, last year and stance of each paragraph."""
    return [(p.told.years[0], p.told.years[-1], p.told.stance) for p in parsed.outline.paragraphs]


def test_a_province_in_gb18030_with_full_width_digits(read: Read) -> None:
    """A provincial report in GB18030 gives province, session, speaker and half-width figures."""
    parsed = read(invented.PROVINCE.encode("gb18030"))

    assert told(parsed) == {
        "title": "政府工作报告",
        "region": "云川省",
        "level": "省",
        "year": 2019,
        "date": "2019-01-27",
        "session": "云川省第十三届人民代表大会第二次会议",
        "speaker": "许望岳",
        "office": "云川省省长",
        "kind": "full",
    }
    assert not parsed.report.unsure
    assert "7.8%" in parsed.outline.paragraphs[1].text
    assert paths(parsed) == [
        "一、2018年工作回顾",
        "一、2018年工作回顾 › 一是产业升级步伐加快",
        "一、2018年工作回顾 › 二是脱贫攻坚成效明显",
        "二、2019年工作安排",
        "二、2019年工作安排 › （一）推动制造业高质量发展",
        "二、2019年工作安排 › （二）打好污染防治攻坚战",
    ]
    assert spoken(parsed)[1:] == [
        (2018, 2018, "achieved"),
        (2018, 2018, "achieved"),
        (2018, 2018, "achieved"),
        (2018, 2018, "other"),
        (2019, 2019, "target"),
        (2019, 2019, "target"),
        (2019, 2019, "target"),
    ]


def test_a_title_broken_over_lines_with_windows_line_ends(read: Read) -> None:
    """Title and session broken over three lines are put together; 过去一年 and 今年 in headings are resolved."""
    parsed = read(invented.COUNTY_WITH_BROKEN_TITLE.replace("\n", "\r\n"))

    assert told(parsed) == {
        "title": "2019年石梁县人民政府工作报告",
        "region": "石梁县",
        "level": "县",
        "year": 2019,
        "date": "2019-01-08",
        "session": "石梁县第十七届人民代表大会第四次会议",
        "speaker": "段清",
        "office": "石梁县人民政府县长",
        "kind": "full",
    }
    assert paths(parsed) == [
        "一、过去一年工作回顾",
        "一、过去一年工作回顾 › 产业发展有新进步",
        "一、过去一年工作回顾 › 城乡面貌有新变化",
        "二、今年主要工作",
    ]
    assert set(spoken(parsed)[1:]) == {(2018, 2018, "achieved"), (2019, 2019, "target")}


def test_a_web_page_loses_its_buttons(read: Read) -> None:
    """The buttons of a web page are left out; the day it was put there is an unsure date."""
    parsed = read(invented.CITY_FROM_WEB_PAGE)

    assert told(parsed) == {
        "title": "2020年安澜市政府工作报告",
        "region": "安澜市",
        "level": "市",
        "year": 2020,
        "date": "2020-02-10",
        "kind": "full",
    }
    assert parsed.report.unsure == {"date"}
    words = "".join(p.text for p in parsed.outline.paragraphs)
    assert not any(button in words for button in ("上一篇", "首页", "打印", "关闭窗口"))
    assert paths(parsed)[1:] == [
        "二、2020年重点任务",
        "二、2020年重点任务 › （一）做强实体经济",
        "二、2020年重点任务 › （二）办好民生实事",
    ]


def test_an_autonomous_prefecture_at_the_turn_of_a_term(read: Read) -> None:
    """A prefecture's report of a new term reviews five years, plans five, and names a year of its own in between."""
    parsed = read(invented.PREFECTURE)

    assert told(parsed) == {
        "title": "青屏苗族侗族自治州2017年政府工作报告",
        "region": "青屏苗族侗族自治州",
        "level": "市",
        "year": 2017,
        "date": "2017-02-20",
        "session": "青屏苗族侗族自治州第十四届人民代表大会第一次会议",
        "speaker": "吴远山",
        "office": "自治州人民政府州长",
        "kind": "full",
    }
    assert spoken(parsed)[1:] == [
        (2012, 2016, "achieved"),
        (2017, 2021, "target"),
        (2020, 2020, "target"),
        (2017, 2017, "target"),
        (2017, 2017, "target"),
    ]


def test_a_banner_with_a_mongolian_name(read: Read) -> None:
    """A banner counts as a county within its league; a name with a dot is kept whole; five-year plans give years."""
    parsed = read(invented.BANNER)

    assert told(parsed) == {
        "title": "白渡右旗人民政府工作报告",
        "region": "白渡右旗",
        "level": "县",
        "within": "望川盟",
        "year": 2016,
        "date": "2016-01-12",
        "session": "望川盟白渡右旗第十五届人民代表大会第四次会议",
        "speaker": "巴图·苏和",
        "office": "旗长",
        "kind": "full",
    }
    assert spoken(parsed)[1:] == [(2011, 2015, "achieved"), (2016, 2020, "target"), (2016, 2016, "target")]


def test_a_township(read: Read) -> None:
    """A township's report numbers its parts 1、 2、 directly under 一、."""
    parsed = read(invented.TOWNSHIP.replace("\n", "\r\n"))

    assert told(parsed) == {
        "title": "青石镇人民政府工作报告",
        "region": "青石镇",
        "level": "镇",
        "year": 2021,
        "date": "2021-01-15",
        "session": "青石镇第十九届人民代表大会第六次会议",
        "speaker": "柳河",
        "office": "镇长",
        "kind": "full",
    }
    assert paths(parsed) == [
        "一、2020年工作总结",
        "一、2020年工作总结 › 1、经济运行平稳",
        "一、2020年工作总结 › 2、村庄面貌改善",
        "二、2021年工作打算",
        "二、2021年工作打算 › 1、抓好乡村产业",
        "二、2021年工作打算 › 2、办好实事",
    ]


def test_years_in_chinese_numerals(read: Read) -> None:
    """A report of the eighties writes its dates and years in Chinese numerals."""
    parsed = read(invented.EIGHTIES)

    assert (parsed.report.year, parsed.report.date) == (1984, "1984-03-12")
    assert (parsed.report.speaker, parsed.report.region) == ("方学文", "安澜市")
    assert spoken(parsed)[1:] == [(1983, 1983, "achieved"), (1984, 1984, "target")]


def test_a_report_given_in_december_plans_the_next_year(read: Read) -> None:
    """A report of December 2020 that plans 2021 is that of 2021; 展望2035年 is a goal of its own."""
    parsed = read(invented.DECEMBER)

    report = parsed.report
    assert (report.year, report.date, report.region, report.within) == (2021, "2020-12-28", "青石区", "安澜市")
    assert (report.office, report.speaker) == ("代区长", "程野")
    assert spoken(parsed)[1:] == [
        (2020, 2020, "achieved"),
        (2021, 2025, "target"),
        (2035, 2035, "target"),
        (2021, 2021, "target"),
    ]


def test_the_state_council(read: Read) -> None:
    """A report to the National People's Congress is that of the whole country."""
    parsed = read(invented.STATE_COUNCIL)

    assert told(parsed) == {
        "title": "政府工作报告",
        "region": "全国",
        "level": "国",
        "year": 2031,
        "date": "2031-03-05",
        "session": "第十六届全国人民代表大会第四次会议",
        "speaker": "方向明",
        "office": "国务院总理",
        "kind": "full",
    }


def test_a_newspaper_summary(read: Read) -> None:
    """A newspaper names place, session and speaker in a sentence; year and day are inferred and marked unsure."""
    parsed = read(invented.PRESS)

    assert told(parsed) == {
        "title": "奋力建设山清水秀新石梁",
        "region": "石梁县",
        "level": "县",
        "year": 2023,
        "date": "2023-01-09",
        "session": "石梁县第十八届人民代表大会第二次会议",
        "speaker": "段清",
        "office": "县长",
        "kind": "press",
    }
    assert parsed.report.unsure == {"year", "date"}
    assert paths(parsed) == ["坚持工业强县", "坚持生态立县"]
    assert {p.told.stance for p in parsed.outline.paragraphs[1:]} == {"target"}
    assert "扫码" not in "".join(p.text for p in parsed.outline.paragraphs)


def test_a_first_year_in_office(read: Read) -> None:
    """Five years and one year stand side by side in one heading; each part has the years it speaks of."""
    parsed = read(invented.FIRST_YEAR_IN_OFFICE)

    sections = {" › ".join(parsed.outline.path(i)): s.told for i, s in enumerate(parsed.outline.sections)}
    years = {
        path.split(" › ")[-1]: (told.years[0], told.years[-1], told.stance)
        for path, told in sections.items()
        if told.years
    }
    assert years["（一）五年主要成就"] == (2017, 2021, "achieved")
    assert years["（二）2021年主要工作"] == (2021, 2021, "achieved")
    assert years["（三）存在的困难和不足"] == (2021, 2021, "other")
    assert years["（一）今后五年发展思路"] == (2022, 2026, "target")
    assert years["（二）2022年总体要求"] == (2022, 2022, "target")
    assert years["（三）主要预期目标"] == (2022, 2022, "target")
    assert "三、2022年重点工作 › （一）强工业 › 2.培育企业" in sections


def test_items_on_lines_of_their_own_are_text_and_not_headings(read: Read) -> None:
    """（1）…（2）… on lines of their own are paragraphs of the section that lists them."""
    parsed = read(invented.FIRST_YEAR_IN_OFFICE)

    items = [p for p in parsed.outline.paragraphs if p.text.startswith("（")]
    assert [p.text for p in items] == [
        "（1）新建公办幼儿园18所；",
        "（2）改造燃气管道96公里；",
        "（3）为既有住宅加装电梯150部。",
    ]
    assert {parsed.outline.path(p.section) for p in items} == {("三、2022年重点工作", "（二）惠民生")}


def test_appendices_restart_their_numbers(read: Read) -> None:
    """Tables and glossaries behind the report are appendices, and their rows name the column of each figure."""
    parsed = read(invented.FIRST_YEAR_IN_OFFICE)

    outline = parsed.outline
    behind = [p for p in outline.paragraphs if p.section is not None and outline.sections[p.section].appendix]
    assert [p.text[:12] for p in behind] == [
        "外贸进出口总额，2021",
        "森林覆盖率，2021年完",
        "1.“双链长”：指每条产",
        "2.“标准地”：指事先明",
    ]
    assert behind[0].text == "外贸进出口总额，2021年完成情况：46.3亿元；2022年预期目标：增长15%以上。"
    assert outline.path(behind[0].section) == ("附件1", "2021年指标完成情况及2022年目标表")
    assert outline.path(behind[2].section) == ("附件2", "名词解释")
    assert {p.told.stance for p in behind} == {"other"}


@pytest.mark.parametrize(
    "text", [invented.WRAPPED_WITH_PAGES, invented.DOUBLE_SPACED], ids=["wrapped", "double-spaced"]
)
def test_wrapped_lines_with_page_numbers_and_running_heads(read: Read, text: str) -> None:
    """Hard-wrapped pages give whole paragraphs; contents, page numbers and running heads are left out."""
    parsed = read(text)

    assert (parsed.report.region, parsed.report.year, parsed.report.speaker) == ("石梁县", 2023, "段清")
    assert paths(parsed) == [
        "一、2022年工作回顾",
        "一、2022年工作回顾 › （一）工业经济稳中有进，产业结构持续优化，发展后劲不断增强",
        "一、2022年工作回顾 › （二）农业基础更加稳固",
        "二、2023年工作安排",
    ]
    texts = [p.text for p in parsed.outline.paragraphs]
    assert (
        texts[1]
        == "2022年，我们顶住压力、奋力拼搏，全县地区生产总值增长4.6%，规模以上工业增加值增长8.3%，社会消费品零售总额增长2.1%。"
    )
    assert texts[3] == "粮食总产量达到24.6万吨，新建高标准农田3.8万亩，蓝莓产业链产值突破10亿元。"
    assert "石梁县人民政府文件" not in "".join(texts)


def test_what_the_text_does_not_tell_stays_empty(read: Read) -> None:
    """Without head or year the place is guessed from the text and marked; year, date and speaker stay empty."""
    parsed = read(invented.THEMES_WITHOUT_YEARS)

    assert told(parsed) == {"region": "青石区", "level": "区", "kind": "full"}
    assert parsed.report.unsure == {"region"}
    assert [p.told.stance for p in parsed.outline.paragraphs[1:]] == ["achieved", "target"]


def test_markdown_of_a_scan_with_uneven_depths(read: Read) -> None:
    """Markup that a scan got wrong does not count against the numbers; headings run into the body are cut off."""
    parsed = read(invented.UNEVEN, "scan.md")

    assert (parsed.report.region, parsed.report.within, parsed.report.speaker) == ("青石区", "安澜市", "程野")
    assert paths(parsed) == [
        "一、2023年工作回顾",
        "一、2023年工作回顾 › （一）做优产业",
        "一、2023年工作回顾 › （二）做美城市",
        "二、2024年重点工作",
        "二、2024年重点工作 › 第一，稳就业",
        "二、2024年重点工作 › 第二，强教育",
    ]
    first = parsed.outline.paragraphs[1].text
    assert "一般公共预算收入28.6亿元，增长5.1%，CO2排放强度下降3.2%" in first
