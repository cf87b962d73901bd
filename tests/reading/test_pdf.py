from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

import invented
import pytest
from printed import LEFT, STEP, TOP, line, pdf, set_in_pages, text

from rag.errors import UnreadableFile
from rag.passages import cut
from rag.reading import ParsedReport

Read = Callable[..., ParsedReport]

REPORTS = (invented.PROVINCE, invented.PREFECTURE, invented.BANNER, invented.TOWNSHIP, invented.DECEMBER)
RIGHT = LEFT + 28 * 16
TABLE = (("指标", "2022年", "2023年"), ("粮食", "24.6万吨", "24.8万吨"), ("出口", "46亿元", "增长15%"))


def paragraphs(parsed: ParsedReport) -> list[tuple[str, tuple[str, ...], tuple[int, ...], str]]:
    """Give each paragraph with its headings, years and stance."""
    return [(p.text, parsed.outline.path(p.section), p.told.years, p.told.stance) for p in parsed.outline.paragraphs]


def set_lines(report: str) -> list[str]:
    return [row.strip() for row in report.splitlines() if row.strip()]


def ruled(
    y: float, *, left: float = LEFT, cell: float = 120, height: float = 24, columns: int = 3, rows: int = 3
) -> list[str]:
    """Draw the lines of a table whose upper edge is at y."""
    right, bottom = left + cell * columns, y - height * rows
    level = [line(left, y - height * i, right, y - height * i) for i in range(rows + 1)]
    return level + [line(left + cell * i, bottom, left + cell * i, y) for i in range(columns + 1)]


def filled(y: float, rows: tuple[tuple[str, ...], ...] = TABLE, cell: float = 120, height: float = 24) -> list[str]:
    """Write words into the cells of a table."""
    return [
        text(words, LEFT + 5 + cell * j, y - height * i - 17, 12)
        for i, row in enumerate(rows)
        for j, words in enumerate(row)
    ]


@pytest.mark.parametrize("report", REPORTS)
def test_a_pdf_gives_the_same_report_as_its_text(read: Read, report: str) -> None:
    """Paragraphs, headings, years and what the report is come out as from a text file, lines and pages notwithstanding."""
    pages = set_in_pages(set_lines(report))
    for number, page in enumerate(pages, start=1):
        page.append(text(f"— {number} —", 280, 40, 12))

    parsed, plain = read(pdf(pages), "报告.pdf"), read(report)

    assert paragraphs(parsed) == paragraphs(plain)
    told = ("region", "year", "date", "session", "speaker", "office", "kind")
    assert [getattr(parsed.report, name) for name in told] == [getattr(plain.report, name) for name in told]


def test_heads_and_feet_of_pages_are_left_out(read: Read) -> None:
    """A head on each second page, a foot in two halves and page numbers are no text."""
    pages = set_in_pages(set_lines(invented.PROVINCE), 5)
    for number, page in enumerate(pages, start=1):
        page.insert(0, text("政府工作报告" if number % 2 else "会议文件（四）", LEFT, 800, 12))
        page += [text("云川省第十三届人民代表大会秘书处", LEFT, 40, 12), text(f"第{number}页", 480, 40, 12)]

    assert paragraphs(read(pdf(pages), "报告.pdf")) == paragraphs(read(invented.PROVINCE))


def test_a_paragraph_goes_on_where_its_last_line_was_full(read: Read) -> None:
    """A sentence that ends with its line does not end its paragraph; an indent, or a wide space, begins the next."""
    full = "全县新建学校六所，改造农村公路一百二十公里，硬化道路九公里。"[-26:]
    drawn = [text(full, LEFT + 32, TOP), text("群众出行更加方便。", LEFT, TOP - STEP)]
    drawn += [text("修复水渠十条。" * 4, LEFT, TOP - 3 * STEP), text("改造水库三座。", LEFT + 32, TOP - 4 * STEP)]

    lines = read(pdf([drawn]), "报告.pdf").text.split("\n")

    assert [row for row in lines if row] == [
        f"　　{full}群众出行更加方便。",
        "修复水渠十条。" * 4,
        "　　改造水库三座。",
    ]


def test_columns_and_a_watermark(read: Read) -> None:
    """Two columns are read one after the other, and what slants over the page is no text."""
    [left], [right] = (
        set_in_pages([head, sentences], 20)
        for head, sentences in (("城乡", "修复水渠十条。" * 12), ("工业", "新建厂房六座。" * 12))
    )
    narrow = [f"q 0.5 0 0 0.5 {x} 300 cm {' '.join(part)} Q" for x, part in ((20, left), (280, right))]
    slanting = f"q 0.8 0.6 -0.6 0.8 200 200 cm {text('内部资料', 0, 0, 60)} Q"

    parsed = read(pdf([[narrow[0], slanting, narrow[1]]]), "报告.pdf")

    lines = [row.strip() for row in parsed.text.split("\n") if row]
    assert lines == ["城乡", "修复水渠十条。" * 12, "工业", "新建厂房六座。" * 12]


def test_a_heading_begins_anew_where_nothing_else_tells(read: Read) -> None:
    """Pages without indents and spaces between paragraphs still part a heading from the full line above it."""
    full = "修复水渠十条。" * 4
    drawn = [text(words, LEFT, TOP - i * STEP) for i, words in enumerate((full, full, "二、2023年工作安排", full))]

    assert read(pdf([drawn]), "报告.pdf").text.split("\n") == [full * 2, "二、2023年工作安排", full]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_ruled_table_becomes_rows(read: Read, turned: int) -> None:
    """The cells of a ruled table are read with the names of their columns, however the page lies."""
    drawn = [text("一、2023年工作目标", LEFT, TOP), *ruled(TOP - 20), *filled(TOP - 20)]
    drawn.append(text("我们将全力实现各项目标，让群众过上更好的日子。", LEFT + 32, TOP - 140))
    if turned:
        # The page as a reader sees it stays upright: what is drawn is turned the other way.
        drawn.insert(0, {90: "0 1 -1 0 595 0 cm", 180: "-1 0 0 -1 595 842 cm", 270: "0 -1 1 0 0 842 cm"}[turned])

    parsed = read(pdf([drawn], turned=turned), "报告.pdf")

    assert [p.text for p in parsed.outline.paragraphs] == [
        "粮食，2022年：24.6万吨；2023年：24.8万吨。",
        "出口，2022年：46亿元；2023年：增长15%。",
        "我们将全力实现各项目标，让群众过上更好的日子。",
    ]


def test_a_table_that_goes_on_over_a_page_keeps_its_columns(read: Read) -> None:
    """The rows on the next page belong to the same table, with or without its header again."""
    first = [text("一、2023年工作目标", LEFT, TOP), *ruled(TOP - 20), *filled(TOP - 20), text("- 1 -", 280, 40, 12)]
    rows = (TABLE[0], ("进口", "12亿元", "增长3%"), ("造林", "3万亩", "4万亩"))
    second = [*ruled(TOP), *filled(TOP, rows), text("- 2 -", 280, 40, 12)]
    third = [
        *ruled(TOP, rows=2),
        *filled(TOP, rows=(("修路", "9公里", "8公里"), ("办学", "2所", "3所"))),
        text("- 3 -", 280, 40, 12),
    ]

    parsed = read(pdf([first, second, third]), "报告.pdf")

    assert [p.text for p in parsed.outline.paragraphs[2:]] == [
        "进口，2022年：12亿元；2023年：增长3%。",
        "造林，2022年：3万亩；2023年：4万亩。",
        "修路，2022年：9公里；2023年：8公里。",
        "办学，2022年：2所；2023年：3所。",
    ]


def test_merged_cells_stay_whole(read: Read) -> None:
    """A cell over two rows stands in both; one over all columns is text like any other."""
    y = TOP - 20
    drawn = [line(LEFT, y, LEFT + 360, y), line(LEFT, y - 24, LEFT + 360, y - 24), line(LEFT, y, LEFT, y - 24)]
    drawn += [line(LEFT + 360, y, LEFT + 360, y - 24), text("主要指标表（按地区）说明", LEFT + 90, y - 17, 12)]
    y -= 24
    drawn += [line(LEFT + 120 * i, y, LEFT + 120 * i, y - 72) for i in range(4)]
    drawn += [line(LEFT, y - 72, LEFT + 360, y - 72), line(LEFT, y - 24, LEFT + 360, y - 24)]
    drawn += [line(LEFT + 120, y - 48, LEFT + 360, y - 48)]
    drawn += filled(y, (("地区", "指标", "目标"), ("", "粮食", "24万吨"), ("", "出口", "12亿元")))
    drawn.append(text("城区", LEFT + 5, y - 52, 12))

    parsed = read(pdf([drawn]), "报告.pdf")

    assert "| 城区 | 粮食 | 24万吨 |\n| 城区 | 出口 | 12亿元 |" in parsed.text
    assert "主要指标表（按地区）说明" in parsed.text and "| 主要" not in parsed.text


def test_spans_point_into_the_text_of_the_pdf(read: Read) -> None:
    """What a passage says stands at its span in the extracted text."""
    parsed = read(pdf(set_in_pages(set_lines(invented.TOWNSHIP))), "报告.pdf")

    passage = next(p for p in cut(parsed) if "1.6亿元" in p.text)
    assert "1.6亿元" in parsed.text[slice(*passage.span)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf(set_in_pages(set_lines(invented.TOWNSHIP)), locked=True), "asks for a password"),
        (
            pdf([[line(0, 0, 500, 500)], [text("2", 280, 40)]]),
            "2 of 2 pages hold no text, as in a scan; it needs OCR first",
        ),
        (pdf([[text("\ue003\ue101\ue213" * 20, LEFT, TOP)]]), "its fonts do not tell which characters they draw"),
        (b"%PDF-1.4\n" + bytes(range(256)), "download or export it again"),
        (b"<html><body>404</body></html>", "download or export it again"),
    ],
)
def test_what_cannot_be_read_is_said(read: Read, data: bytes, said: str) -> None:
    """A locked file, a scan, fonts without characters and a damaged file are told apart."""
    with pytest.raises(UnreadableFile, match=said):
        read(data, "报告.pdf")


@pytest.mark.browser
def test_a_page_printed_by_a_browser(read: Read, tmp_path: Path) -> None:
    """A PDF that Chromium prints, with embedded fonts and its own heads and feet, gives the same report too."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("no chromium on this machine")
    title, *others = set_lines(invented.PROVINCE)
    body = "".join(f'<p style="text-indent:2em;margin:0">{escape(words)}</p>' for words in others)
    style = "font-size:24pt;line-height:2;text-align:justify"
    page = tmp_path / "page.html"
    page.write_text(f'<meta charset="utf-8"><title>报告</title><body style="{style}"><center>{title}</center>{body}')
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", f"--print-to-pdf={tmp_path / 'page.pdf'}", str(page)],
        check=True,
        capture_output=True,
        timeout=60,
    )

    assert paragraphs(read((tmp_path / "page.pdf").read_bytes(), "报告.pdf")) == paragraphs(read(invented.PROVINCE))
