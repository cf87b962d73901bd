from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.reading import ParsedReport
from rag.reading.places import guess, level_of, parts
from rag.records import Report, short_name

Read = Callable[..., ParsedReport]

BODY = "\n各位代表：\n我代表政府，向大会报告工作，请予审议。\n一、工作回顾\n新建学校六所，改造农村公路一百二十公里，办成民生实事二十件。\n"


def head(read: Read, lines: str, body: str = BODY, name: str = "报告.txt") -> Report:
    return read(lines + body, name).report


@pytest.mark.parametrize(
    ("lines", "title", "region", "within"),
    [
        ("政 府 工 作 报 告\n在石梁县第十七届人民代表大会第四次会议上", "政府工作报告", "石梁县", ""),
        ("2019年\n石梁县人民政府工作报告\n县长 段清", "2019年石梁县人民政府工作报告", "石梁县", ""),
        ("在安澜市第六届人民代表大会第一次会议上的\n政府工作报告\n市长 段清", "政府工作报告", "安澜市", ""),
        ("关于石梁县2019年政府工作的报告\n县长 段清", "关于石梁县2019年政府工作的报告", "石梁县", ""),
        ("政府工作报告（2019年）\n石梁县人民政府代县长 段清", "政府工作报告（2019年）", "石梁县", ""),
        ("政府工作报告——2019年1月8日在石梁县第十七届人大四次会议上 县长 段清", "政府工作报告", "石梁县", ""),
        ("石梁县十七届人大四次会议文件（二）\n政府工作报告\n县长 段清", "政府工作报告", "石梁县", ""),
        ("沛 县 政 府 工 作 报 告\n在徐州市沛县第十七届人民代表大会第四次会议上", "沛县政府工作报告", "沛县", "徐州市"),
        (
            "2019年政府工作报告\n在城区第八届人民代表大会第四次会议上\n安澜市城区人民政府区长 段清",
            "2019年政府工作报告",
            "城区",
            "安澜市",
        ),
        (
            "日照市政府工作报告\n2019年1月8日在日照市第十八届人民代表大会第四次会议上",
            "日照市政府工作报告",
            "日照市",
            "",
        ),
        (
            "于都县人民政府工作报告\n2019年1月8日于都县第十七届人民代表大会第四次会议",
            "于都县人民政府工作报告",
            "于都县",
            "",
        ),
        ("青石新区2021年工作报告\n管委会主任 段清", "青石新区2021年工作报告", "青石新区", ""),
        ("青屏彝族自治县政府工作报告\n县委副书记、县长 段清", "青屏彝族自治县政府工作报告", "青屏彝族自治县", ""),
    ],
)
def test_title_and_place(read: Read, lines: str, title: str, region: str, within: str) -> None:
    """Title and place are found however the head is set."""
    report = head(read, lines)

    assert (report.title, report.region, report.within) == (title, region, within)
    assert "region" not in report.unsure


@pytest.mark.parametrize(
    ("line", "office", "speaker"),
    [
        ("石梁县县长\n段清", "石梁县县长", "段清"),
        ("云岭自治区主席　段清", "云岭自治区主席", "段清"),
        ("县长 段清", "县长", "段清"),
        ("自治区人民政府主席 段清", "自治区人民政府主席", "段清"),
        ("（县 长 段 清）", "县长", "段清"),
        ("县长：段清", "县长", "段清"),
        ("报告人：县长 段清", "县长", "段清"),
        ("石梁县人民政府县长 段清（2019年1月8日）", "石梁县人民政府县长", "段清"),
        ("石梁县人民政府\n代县长 段清", "代县长", "段清"),
        ("代理县长\n欧阳望岳", "代理县长", "欧阳望岳"),
        ("县长 欧阳 望岳", "县长", "欧阳望岳"),
        ("县人民政府县长　阿布都·热合曼", "县人民政府县长", "阿布都·热合曼"),
        ("中共石梁县委副书记、县长 段清", "县长", "段清"),
    ],
)
def test_the_speaker(read: Read, line: str, office: str, speaker: str) -> None:
    """The line that names the speaker gives office and name, whatever stands around them."""
    report = head(read, f"政府工作报告\n在石梁县第十七届人民代表大会第四次会议上\n{line}")

    assert (report.office, report.speaker) == (office, speaker)
    assert "speaker" not in report.unsure


def test_the_day_of_the_session_counts_and_not_that_of_the_paper(read: Read) -> None:
    """The session's line leaves out its year, which the paper's own line gives with another day."""
    lines = (
        "石梁日报 2019年1月10日 第2版\n2019年政府工作报告\n——1月8日在石梁县第十七届人民代表大会第四次会议上\n县长 段清"
    )

    assert head(read, lines).date == "2019-01-08"

    whole = "2019年政府工作报告\n——2019年12月28日在石梁县第十七届人民代表大会第四次会议上\n县长 段清"
    assert head(read, whole).date == "2019-12-28"


def test_a_name_alone_is_taken_for_the_speaker_unsurely(read: Read) -> None:
    """A name without office under the title is probably the speaker's."""
    report = head(read, "政府工作报告\n在石梁县第十七届人民代表大会第四次会议上\n段　清")

    assert (report.speaker, report.office) == ("段清", "")
    assert report.unsure >= {"speaker"}


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("（2019年1月8日）", "2019-01-08"),
        ("2019.1.8", "2019-01-08"),
        ("２０１９年１月８日", "2019-01-08"),
        ("二〇一九年一月八日", "2019-01-08"),
        ("二○一九年十二月二十一日", "2019-12-21"),
        ("（2019年1月）", ""),
        ("2019年13月8日", ""),
    ],
)
def test_the_date(read: Read, line: str, date: str) -> None:
    """Dates are read in all their forms, and only whole ones."""
    assert head(read, f"石梁县人民政府工作报告\n{line}\n县长 段清").date == date


def test_a_date_at_the_end_counts(read: Read) -> None:
    """Some reports bear their date below."""
    assert head(read, "石梁县人民政府工作报告", BODY + "2019年1月8日\n").date == "2019-01-08"


@pytest.mark.parametrize(
    ("lines", "body", "name", "year", "unsure"),
    [
        ("石梁县2019年政府工作报告", "", "报告.txt", 2019, False),
        ("政府工作报告\n2019年1月8日在石梁县第十七届人大四次会议上", "", "报告.txt", 2019, False),
        (
            "政府工作报告\n2019年12月28日在石梁县第十七届人大四次会议上",
            "二、2020年工作安排\n依法行政。\n",
            "报告.txt",
            2020,
            False,
        ),
        ("2019年政府工作报告\n2020年1月8日在石梁县第十七届人大四次会议上", "", "报告.txt", 2020, False),
        ("政府工作报告", "二、2019年工作安排\n依法行政。\n", "报告.txt", 2019, False),
        ("政府工作报告", "二、2018年工作回顾和2019年工作安排\n依法行政。\n", "报告.txt", 2019, False),
        ("政府工作报告", "刚刚过去的2018年，是不平凡的一年。\n", "报告.txt", 2019, True),
        ("政府工作报告", "2018年是攻坚之年，任务完成。\n2019年是关键之年。\n", "报告.txt", 2019, True),
        ("政府工作报告", "", "石梁2019.txt", 2019, True),
        ("政府工作报告", "二、“十四五”时期主要目标\n依法行政。\n", "报告.txt", 2021, True),
        ("政府工作报告", "", "报告20190108.txt", None, False),
        ("政府工作报告", "", "报告.txt", None, False),
    ],
)
def test_the_year(read: Read, lines: str, body: str, name: str, year: int | None, unsure: bool) -> None:
    """The year is that which the report plans; weak evidence is marked, and no evidence leaves it empty."""
    report = head(read, lines, BODY + body, name)

    assert report.year == year
    assert ("year" in report.unsure) == unsure


def test_an_earlier_session_in_the_text_is_not_that_of_the_report(read: Read) -> None:
    """市五届人大一次会议以来 speaks of another session; 向…会议报告 of this one, though unsurely."""
    earlier = read("各位代表：\n石梁县第十六届人民代表大会第一次会议以来的五年，是不平凡的五年。\n").report
    this = read("各位代表：\n我代表县人民政府，向石梁县第十七届人民代表大会第一次会议报告工作，请予审议。\n").report

    assert earlier.session == ""
    assert (this.session, this.region) == ("石梁县第十七届人民代表大会第一次会议", "石梁县")
    assert "session" in this.unsure


@pytest.mark.parametrize("word", ["摘要", "摘编", "节选", "要点"])
def test_a_digest_says_so_in_its_title(read: Read, word: str) -> None:
    """A shortened report is a digest."""
    assert head(read, f"石梁县2019年政府工作报告（{word}）").kind == "digest"


def test_a_full_report_printed_in_a_newspaper_is_no_summary(read: Read) -> None:
    """What addresses the assembly is the report itself, even with a reporter's name."""
    assert head(read, "石梁县政府工作报告\n来源：石梁日报 记者 何苗").kind == "full"


@pytest.mark.parametrize(
    ("region", "level"),
    [
        ("全国", "国"),
        ("云川省", "省"),
        ("重庆市", "省"),
        ("青屏回族自治区", "省"),
        ("安澜市", "市"),
        ("青屏彝族自治州", "市"),
        ("望川盟", "市"),
        ("青石区", "区"),
        ("石梁县", "县"),
        ("青屏彝族自治县", "县"),
        ("白渡右旗", "县"),
        ("鄂温克族自治旗", "县"),
        ("青石镇", "镇"),
        ("白渡乡", "乡"),
        ("", ""),
    ],
)
def test_levels(region: str, level: str) -> None:
    """The level follows from the last word of the name."""
    assert level_of(region) == level


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("安澜市青石区", ["安澜市", "青石区"]),
        ("徐州市沛县", ["徐州市", "沛县"]),
        ("安澜市城区", ["安澜市", "城区"]),
        ("云川省青屏彝族自治州石梁县", ["云川省", "青屏彝族自治州", "石梁县"]),
        ("自治区", []),
    ],
)
def test_parts_of_a_name(name: str, places: list[str]) -> None:
    """A full name is cut into its places."""
    assert parts(name) == places


def test_a_place_is_guessed_from_what_is_said_of_it() -> None:
    """平安X, 健康X and the like name the place, though no dictionary knows it; without a level there is no guess."""
    text = "全县深化平安石梁建设，推进健康石梁行动，打造美丽石梁。全县新建学校六所，城镇、城镇、城镇新增就业。"

    assert guess(text) == "石梁县"
    assert guess("新建学校六所。") == ""


@pytest.mark.parametrize(
    ("region", "short"),
    [
        ("宁夏回族自治区", "宁夏"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("青屏苗族侗族自治州", "青屏"),
    ],
)
def test_autonomous_places_have_short_names(region: str, short: str) -> None:
    """Without the peoples they are named for; never an empty name."""
    assert short_name(region) == short


@pytest.mark.parametrize(
    "lines",
    [
        "下载\n打印\n【字号：\n加大\n还原\n】\n2026年石梁县政府工作报告\n——2026年1月27日在石梁县第十七届人民代表大会第四次会议上\n来源：石梁日报\n时间：2026-02-01\n县长 段清",
        "您的位置:\n首页\n>\n石梁要闻\n石梁要闻\n2026年石梁县政府工作报告\n来源：石梁日报\n2026-02-03 09:02:33\n——2026年1月27日在石梁县第十七届人民代表大会第四次会议上\n县长　段清",
    ],
)
def test_a_web_page_around_the_head(read: Read, lines: str) -> None:
    """Buttons and the path of a web page are no title and no speaker, and the day of publishing is not that of the speech."""
    report = head(read, lines)

    assert report.title == "2026年石梁县政府工作报告"
    assert (report.region, report.year, report.date, report.speaker) == ("石梁县", 2026, "2026-01-27", "段清")
    assert not report.unsure
