from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from rag.passages import cut
from rag.reading import ParsedReport
from rag.reading.numbering import shown

Read = Callable[..., ParsedReport]

LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))


class Document:
    """A Word file in the making; `level` counts from 0."""

    def __init__(self) -> None:
        self.docx: Any = docx.Document()
        levels = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for i, (style, text) in enumerate(LEVELS)
        )
        root = self.docx.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        root.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="5">{levels}</w:abstractNum>'))
        for number, override in (
            (1, ""),
            (
                2,
                '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:lvlText w:val="%1"/></w:lvl></w:lvlOverride>',
            ),
        ):
            root.append(
                parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="5"/>{override}</w:num>')
            )

    def add(self, text: str, level: int | None = None, *, number: int = 1, style: str | None = None) -> Document:
        """Add a paragraph, in a list where `level` is given."""
        paragraph = self.docx.add_paragraph(text, style=style)
        if level is not None:
            paragraph._p.get_or_add_pPr().append(_numbered(number, level))
        return self

    def number_style(self, style: str, level: int) -> Document:
        """Put a style into the list."""
        properties = self.docx.styles[style].element.get_or_add_pPr()
        for own in properties.findall(qn("w:numPr")):
            properties.remove(own)
        properties.append(_numbered(1, level))
        return self

    def table(self, *rows: tuple[str, ...]) -> Document:
        """Add a table."""
        table = self.docx.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
        return self

    def data(self) -> bytes:
        """Give the bytes of the file."""
        buffer = BytesIO()
        self.docx.save(buffer)
        return buffer.getvalue()


def _numbered(number: int, level: int) -> Any:
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def head() -> Document:
    return (
        Document()
        .add("政府工作报告")
        .add("——2023年1月5日在石梁县第十八届人民代表大会第二次会议上")
        .add("石梁县人民政府县长　段  清")
        .add("各位代表：")
        .add("我代表县人民政府，向大会报告工作。")
    )


def paths(parsed: ParsedReport) -> list[tuple[str, ...]]:
    return [parsed.outline.path(i) for i in range(len(parsed.outline.sections))]


def test_automatic_numbers_are_written_out(read: Read) -> None:
    """Numbers that Word counts itself stand in the text, and begin anew under each heading above them."""
    document = head()
    for year, stance in ((2022, "工作回顾"), (2023, "工作安排")):
        document.add(f"{year}年{stance}", 0)
        for part in ("工业", "农业"):
            document.add(part, 1).add(f"{part}项目建设", 2).add("新建学校六所，改造农村公路一百二十公里。")

    parsed = read(document.data(), "报告.docx")

    assert (parsed.report.region, parsed.report.year, parsed.report.speaker) == ("石梁县", 2023, "段清")
    assert paths(parsed)[:3] == [
        ("一、2022年工作回顾",),
        ("一、2022年工作回顾", "（一）工业"),
        ("一、2022年工作回顾", "（一）工业", "1.工业项目建设"),
    ]
    assert paths(parsed)[-1] == ("二、2023年工作安排", "（二）农业", "1.农业项目建设")


def test_numbers_come_from_styles_too(read: Read) -> None:
    """A style may carry the list; a paragraph's own list goes before it."""
    document = head().number_style("List Number", 1).add("2022年工作回顾", 0)
    document.add("工业", style="List Number").add("新建厂房。").add("农业", style="List Number").add("修复水渠。")

    parsed = read(document.data(), "报告.docx")

    assert paths(parsed)[1:] == [("一、2022年工作回顾", "（一）工业"), ("一、2022年工作回顾", "（二）农业")]


def test_a_list_may_override_its_level(read: Read) -> None:
    """A list that puts another format on a level shows that one."""
    document = head().add("2023年工作安排", 0)
    for item in ("扩建中学；", "新建小学；", "搬迁职校。"):
        document.add(item, 0, number=2)

    parsed = read(document.data(), "报告.docx")

    assert [p.text for p in parsed.outline.paragraphs[-3:]] == ["①扩建中学；", "②新建小学；", "③搬迁职校。"]


@pytest.mark.parametrize(
    ("count", "style", "text"),
    [
        (12, "chineseCounting", "十二"),
        (23, "japaneseCounting", "二十三"),
        (10, "taiwaneseCountingThousand", "十"),
        (3, "decimalFullWidth", "3"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "upperLetter", "B"),
        (5, "bullet", ""),
    ],
)
def test_number_formats(count: int, style: str, text: str) -> None:
    """The formats of Chinese documents are written as Word shows them; a bullet is nothing."""
    assert shown(count, style) == text


def test_headings_by_style_and_without_numbers(read: Read) -> None:
    """Word's heading styles give the depth of headings that bear no number."""
    document = head().add("2022年工作回顾", style="Heading 1").add("工业经济", style="Heading 2").add("新建厂房六座。")
    document.add("2023年工作安排", style="Heading 1").add("修复水渠十条。")

    parsed = read(document.data(), "报告.docx")

    assert paths(parsed) == [("2022年工作回顾",), ("2022年工作回顾", "工业经济"), ("2023年工作安排",)]


def test_plain_paragraphs_without_any_style(read: Read) -> None:
    """A file with nothing but plain paragraphs is read by its words."""
    document = (
        head().add("一、2022年工作回顾").add("新建厂房六座。").add("（一）工业").add("（二）农业").add("修复水渠。")
    )

    parsed = read(document.data(), "报告.docx")

    assert paths(parsed) == [("一、2022年工作回顾",), ("一、2022年工作回顾", "（二）农业")]


def test_a_table_keeps_its_place_and_names_its_figures(read: Read) -> None:
    """A table stands in the section where it is, each row a sentence."""
    document = head().add("一、2023年工作目标").table(("指标", "2022年", "2023年"), ("粮食", "24.6万吨", "24.8万吨"))

    parsed = read(document.data(), "报告.docx")

    assert parsed.outline.paragraphs[-1].text == "粮食，2022年：24.6万吨；2023年：24.8万吨。"
    assert parsed.outline.path(parsed.outline.paragraphs[-1].section) == ("一、2023年工作目标",)


def test_equal_cells_side_by_side_both_count(read: Read) -> None:
    """Two columns with the same figure are not taken for one merged cell."""
    document = head().add("一、2023年工作目标").table(("指标", "2022年", "2023年"), ("粮食", "24万吨", "24万吨"))

    assert "2022年：24万吨；2023年：24万吨" in read(document.data(), "报告.docx").outline.paragraphs[-1].text


def test_spans_point_into_the_text_with_its_numbers(read: Read) -> None:
    """What a passage says stands at its span in the text of the file, numbers included."""
    parsed = read(head().add("2022年工作回顾", 0).add("工业", 1).add("新建厂房六座。").data(), "报告.docx")

    [passage] = [p for p in cut(parsed) if p.text == "新建厂房六座。"]
    assert parsed.text[slice(*passage.span)] == "新建厂房六座。"
    assert "一、2022年工作回顾\n（一）工业\n" in parsed.text
