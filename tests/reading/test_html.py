from __future__ import annotations

from collections.abc import Callable
from html import escape

import invented
import pytest

from rag.errors import UnreadableFile
from rag.passages import cut
from rag.reading import ParsedReport

Read = Callable[..., ParsedReport]

REPORTS = (invented.PROVINCE, invented.PREFECTURE, invented.BANNER, invented.TOWNSHIP, invented.DECEMBER)

PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "xhtml1.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"/>
<title>{title}_石梁县人民政府</title><meta name="ArticleTitle" content="{title}"/>
<style>p {{ margin: 0 }}</style><script>document.write("<p>假的，不算。</p>");</script></head><body>
<div class="top"><h1><a href="/">石梁县人民政府</a></h1><form><input name="q"/><button>搜索</button></form>
<ul><li><a href="/zwgk">政务公开</a></li><li><a href="/zwfw">政务服务</a></li></ul></div>
<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></div>
<div class="article"><h2>{title}</h2>
<div><span>发布时间：2032-03-01 09:30</span> <span>来源：办公室</span> <span>浏览次数：<b>1032</b></span> <a>打印</a></div>
<div>分享到：<a>微信</a><a>微博</a></div>
<div id="zoom">{body}</div>
<p>上一篇：<a href="/1">2030年预算执行情况的报告</a></p><p>下一篇：没有了</p></div>
<div class="side"><h3>相关文章</h3><ul><li><a href="/2">县长调研，要求抓好生产。</a></li></ul></div>
<div class="footer">主办：石梁县人民政府办公室　备案号：00000000<br/>地址：府前路1号，邮编：000000</div>
</body></html>"""
"""A page as the sites of governments have them; what it says of its encoding is seldom exact."""

TABLE = """<table><thead><tr><th rowspan="2">指标</th><th colspan="2">完成情况</th></tr>
<tr><th>2022年</th><th>2023年</th></tr></thead>
<tbody><tr><td><p>粮食</p></td><td>24.6万吨</td><td>24.8
万吨</td></tr><tr><td>出口</td><td>46亿元</td><td>46亿元</td></tr></tbody></table>"""


def on_a_page(report: str, paragraph: str = "<p>　　<span>{}</span></p>", page: str = PAGE) -> str:
    """Put a report on a web page, its first line as the page's title."""
    title, *others = [line.strip() for line in report.splitlines() if line.strip()]
    return page.format(title=title, body="\n".join(paragraph.format(escape(line)) for line in others))


def paragraphs(parsed: ParsedReport) -> list[tuple[str, tuple[str, ...], tuple[int, ...], str]]:
    """Give each paragraph with its headings, years and stance."""
    return [(p.text, parsed.outline.path(p.section), p.told.years, p.told.stance) for p in parsed.outline.paragraphs]


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("paragraph", ["<p>　　<span>{}</span></p>", "&nbsp;&nbsp;{}<br>", "<div><b></b>{}</div>"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_gives_the_same_report_as_its_text(read: Read, report: str, paragraph: str, encoding: str) -> None:
    """Menus, breadcrumbs, buttons and addresses stay out; paragraphs, headings, years and place are those of the text."""
    parsed, plain = read(on_a_page(report, paragraph).encode(encoding), "报告.html"), read(report)

    assert paragraphs(parsed) == paragraphs(plain)
    told = ("region", "year", "date", "session", "speaker", "office", "kind")
    assert [getattr(parsed.report, name) for name in told] == [getattr(plain.report, name) for name in told]


def test_an_old_page_laid_out_in_tables(read: Read) -> None:
    """A table that holds the article is no table of cells; where no title is marked, the lines above the article are its head."""
    page = """<title>石梁县门户网站</title><table><tr><td><a>首页</a></td><td><a>公开</a></td></tr></table>
    <table><tr><td><table><tr><td><a>领导之窗</a></td></tr></table></td><td><table><tr><td><font size=5>{title}</font></td></tr>
    <tr><td>发布日期：2032年3月1日</td></tr><tr><td>{body}</td></tr></table></td></tr></table>
    <table><tr><td>版权所有：石梁县人民政府</td></tr></table>"""

    parsed = read(on_a_page(invented.TOWNSHIP, page=page), "报告.htm")

    assert paragraphs(parsed) == paragraphs(read(invented.TOWNSHIP))
    assert parsed.report.title == "青石镇人民政府工作报告"


def test_a_title_in_the_head_of_the_page_only(read: Read) -> None:
    """Where the body does not repeat the title, that of the head is taken, without the name of the site."""
    report = invented.FIRST_YEAR_IN_OFFICE.replace("政府工作报告\n", "安澜市2022年政府工作报告\n", 1)
    page = "<title>{title} - 安澜市人民政府</title><a>首页</a><div>{body}</div>"

    assert read(on_a_page(report, page=page), "报告.html").report.title == "安澜市2022年政府工作报告"


def test_lines_broken_in_the_markup_are_no_spaces(read: Read) -> None:
    """A line break inside Chinese text shows as nothing, one between words of letters as a space."""
    body = "<p>全县新增规模以上\n    工业企业六户，建成\r\nCO2 emission\nmonitor 二十处；新建学校六所；改造公路九公里；办成实事二十件。</p>"

    assert "规模以上工业企业六户，建成CO2 emission monitor二十处" in read(body, "报告.html").outline.paragraphs[0].text


def test_headings_by_markup(read: Read) -> None:
    """Heading tags give the depth of headings that bear no number."""
    body = "<p>各位代表：</p><h2>2022年工作回顾</h2><h3>工业经济</h3><p>新建厂房六座。改造车间十二个。</p>"
    body += "<h2>2023年工作安排</h2><p>修复水渠十条。改造农村公路九公里。</p>"

    parsed = read(body, "报告.html")

    assert [parsed.outline.path(i) for i in range(3)] == [
        ("2022年工作回顾",),
        ("2022年工作回顾", "工业经济"),
        ("2023年工作安排",),
    ]


def test_a_table_becomes_rows_under_the_names_of_its_columns(read: Read) -> None:
    """Merged cells keep the others in their columns, and equal cells side by side both count."""
    parsed = read(on_a_page(f"{invented.TOWNSHIP}\n%").replace("<p>　　<span>%</span></p>", TABLE), "报告.html")

    rows = [line for line in parsed.text.splitlines() if line.startswith("|")]
    assert rows == [
        "| 指标 | 完成情况 |  |",
        "| 指标 | 2022年 | 2023年 |",
        "| 粮食 | 24.6万吨 | 24.8 万吨 |",
        "| 出口 | 46亿元 | 46亿元 |",
    ]


def test_spans_point_into_the_text_of_the_article(read: Read) -> None:
    """What a passage says stands at its span in the extracted text."""
    parsed = read(on_a_page(invented.TOWNSHIP), "报告.html")

    passage = next(p for p in cut(parsed) if "1.6亿元" in p.text)
    assert "1.6亿元" in parsed.text[slice(*passage.span)]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>请登录，密码区分大小写。</p><form><input><input type=password></form>", "a page to log in"),
        ("<div id=app></div><script>fetch('/api')</script>", "no article in it, menus and links at most"),
        (
            "<ul><li><a>石梁县二〇二二年、二〇二三年政府工作报告，全文，图解，视频。</a></li></ul>" * 9,
            "no article in it",
        ),
        ("<h1>404</h1><p>页面不存在，请返回首页。</p>", "no article in it"),
        (bytes(64), "binary data"),
    ],
)
def test_a_page_without_an_article_is_said(read: Read, page: str | bytes, said: str) -> None:
    """A page to log in, an empty shell, a list of links and an error page are not taken for reports."""
    with pytest.raises(UnreadableFile, match=said):
        read(page, "报告.html")
