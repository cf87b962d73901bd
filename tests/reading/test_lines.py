from __future__ import annotations

import pytest

from rag.reading.lines import is_title, paragraphs, spans_word


def texts(text: str) -> list[str]:
    return [line.text for line in paragraphs(text)]


def test_a_sentence_broken_by_a_page_end_is_joined() -> None:
    """A line without closing punctuation goes on behind the page number."""
    text = "全县新建高标准农田三万亩，改造中低产田一万二千亩，修复灌溉渠道四十六公里，硬化田间道路九公里，惠及群众三\n\n- 12 -\n\n万余人。\n"

    assert texts(text) == [
        "全县新建高标准农田三万亩，改造中低产田一万二千亩，修复灌溉渠道四十六公里，硬化田间道路九公里，惠及群众三万余人。"
    ]


def test_a_photo_caption_inside_a_sentence_is_set_aside() -> None:
    """A caption between the two halves of a broken word comes behind the sentence."""
    before = "抓项目建设，坚持要素跟着项目走、干部围着项目转，全力以赴抓招商、抓开工、抓投产，着力扩大有"
    after = "效投资，优化投资结构，全年新开工亿元以上项目十五个，竣工投产八个。"
    text = f"{before}\n\n县长段清作政府工作报告。\n\n{after}\n"

    assert texts(text) == [
        before + after,
        "县长段清作政府工作报告。",
    ]


@pytest.mark.parametrize("number", ["- 3 -", "— 12 —", "第 4 页 共 20 页", "7", "·15·", "3/20", "第2页"])
def test_page_numbers_are_left_out(number: str) -> None:
    """Lines that hold nothing but a page number are no text."""
    assert texts(f"新建学校六所。\n{number}\n改造道路十条。\n") == ["新建学校六所。", "改造道路十条。"]


@pytest.mark.parametrize(
    "line",
    [
        "file:///home/a/b.html 1/1",
        "https://a.example/b.html",
        "2031/3/5 18:34　政府工作报告",
        "（下转第03版）",
        "青石日报　2031年3月5日　第03版　两会特刊",
    ],
)
def test_what_a_browser_prints_around_a_page_is_left_out(line: str) -> None:
    """The address and the time of printing are no text, nor is what a newspaper prints around it."""
    assert texts(f"新建学校六所。\n{line}\n改造道路十条。\n") == ["新建学校六所。", "改造道路十条。"]


def test_a_year_alone_is_no_page_number() -> None:
    """A line of four digits stays: it belongs to the title."""
    assert texts("2019\n政府工作报告\n") == ["2019", "政府工作报告"]


def test_a_link_on_lines_of_its_own_is_joined_with_its_sentence() -> None:
    """Web pages set titles in 《》 on lines of their own; closing punctuation never begins a line."""
    text = "会议通过了《\n石梁县城市更新条例\n》，自七月一日起施行。\n"

    assert texts(text) == ["会议通过了《石梁县城市更新条例》，自七月一日起施行。"]


def test_a_number_alone_is_joined_with_what_it_numbers() -> None:
    """A line that holds only （一） or 一是 belongs to the next."""
    assert texts("（一）\n做强实体经济\n一是\n扩大投资。\n") == ["（一）做强实体经济", "一是扩大投资。"]


def test_a_short_sentence_in_bold_before_its_paragraph_is_joined_with_it() -> None:
    """Where blank lines part the paragraphs, a short sentence right above one is its first."""
    text = "\n\n产业结构持续优化。\n新增高新技术企业四十六家，建成标准厂房十八万平方米。\n\n\n就业形势保持稳定。\n新增就业一万人。\n"

    assert texts(text) == [
        "产业结构持续优化。新增高新技术企业四十六家，建成标准厂房十八万平方米。",
        "就业形势保持稳定。新增就业一万人。",
    ]


def test_sentences_on_lines_of_their_own_in_turn_with_paragraphs_are_headings() -> None:
    """Each is joined with the paragraph beneath it and known for its heading; one alone stays a paragraph."""
    body = "新增高新技术企业四十六家，建成标准厂房十八万平方米，引进各类人才二百多人，建成创新平台十二个，转化成果三十项，新产品占比达到两成。\n"
    lines = paragraphs(f"这是工厂越来越多的五年。\n{body}城乡面貌持续改善。\n{body}其他工作取得新进展。\n各位代表：\n")

    assert [line.text[: line.lead] for line in lines] == ["这是工厂越来越多的五年。", "城乡面貌持续改善。", "", ""]
    assert texts(f"{body}其他工作取得新进展。\n{body}") == [body.strip(), "其他工作取得新进展。", body.strip()]


def test_a_heading_broken_inside_its_number_or_before_bold_words_is_joined() -> None:
    """A bracket alone is no button where a number goes on behind it; 的 and 是： show that a sentence goes on."""
    assert texts("（\n三）深化改革开放\n正文。\n") == ["（三）深化改革开放", "正文。"]
    assert texts("今年发展的\n主要目标\n是：新增就业一万人。\n") == ["今年发展的主要目标是：新增就业一万人。"]


def test_what_a_web_page_adds_at_the_end_is_left_out() -> None:
    """Credits, where it was first published, and the names of other pages are no text of the report."""
    end = "》》点击进入两会专题《《\n（来源：石梁日报）\n责任编辑：段清\n分享到微信\n相关报道：\n石梁县两会闭幕\n"

    assert texts("县长作报告。石梁日报记者 段清摄\n" + "我们再出发！\n" * 6 + end) == ["我们再出发！"] * 6


def test_a_term_and_its_meaning_on_the_next_line_are_one_entry() -> None:
    """In a glossary whose terms stand on lines of their own; a term without a meaning takes none from the next."""
    assert texts("［1］三张清单：\n指权力、责任、服务清单。\n［2］五联：\n［3］一网：\n指一张网。\n") == [
        "［1］三张清单：指权力、责任、服务清单。",
        "［2］五联：",
        "［3］一网：指一张网。",
    ]


def test_marks_of_footnotes_are_left_out() -> None:
    """The number of a note behind a word is no part of the sentence; that of a document is."""
    assert texts("推进“三张清单”［12］建设，落实县发［2023］7号文。\n") == [
        "推进“三张清单”建设，落实县发［2023］7号文。"
    ]


def test_a_heading_and_its_body_on_one_line_are_parted_at_a_wide_gap() -> None:
    """A numbered heading with a full-width space behind it ends there."""
    text = "一、2018年工作回顾　过去一年，全县新建学校六所，改造农村公路一百二十公里，办成实事二十件。\n"

    assert texts(text) == [
        "一、2018年工作回顾",
        "过去一年，全县新建学校六所，改造农村公路一百二十公里，办成实事二十件。",
    ]


def test_a_table_of_contents_is_left_out() -> None:
    """Lines that lead to a page number, and headings behind 目录 that come again, are no text."""
    contents = "目　录\n一、工作回顾\n二、工作安排（3）\n三、自身建设……………8\n"
    body = "一、工作回顾\n新建学校六所。\n二、工作安排\n改造道路十条。\n三、自身建设\n严格依法行政。\n"

    assert texts(contents + body) == texts(body)


def test_running_heads_are_left_out_but_a_list_is_not() -> None:
    """A short line that comes three times is a running head; different lines are not."""
    page = "石梁县人民政府文件\n新建学校{}所。\n"

    assert texts("".join(page.format(i) for i in "一二三")) == ["新建学校一所。", "新建学校二所。", "新建学校三所。"]


def test_a_title_that_is_the_running_head_too_stays_once() -> None:
    """The first 政府工作报告 is the title, the others are furniture."""
    page = "政府工作报告\n新建学校{}所。\n"

    assert texts("".join(page.format(i) for i in "一二三")) == [
        "政府工作报告",
        "新建学校一所。",
        "新建学校二所。",
        "新建学校三所。",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system(end: str) -> None:
    """Line ends of Unix, Windows and old Macs part lines alike."""
    assert texts(f"一、工作回顾{end}新建学校六所。{end}") == ["一、工作回顾", "新建学校六所。"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("一、2018年工作回顾", True),
        ("（三）深入实施创新驱动发展战略，加快构建现代化产业体系", True),
        ("加快推进新型城镇化", True),
        ("（1）新建公办幼儿园18所，新增学位5400个；", False),
        ("3.招聘教师120名，新增学位900个。", False),
        ("新建学校六所。", False),
        ("我们将坚持实干为先", False),
        ("——城市品质显著提升", True),
    ],
)
def test_titles_are_told_by_their_shape(text: str, title: bool) -> None:
    """A title is short and no sentence; an item that closes with ；or a figure and 。 is none."""
    assert is_title(text) == title


def test_a_word_over_a_joint() -> None:
    """A word of the dictionary that reaches over a joint tells that the two halves belong together."""
    assert spans_word("着力扩大有", "效投资")
    assert not spans_word("着力扩大投资", "县长作报告")
