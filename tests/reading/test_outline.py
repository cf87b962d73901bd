from __future__ import annotations

from rag.reading.lines import paragraphs
from rag.reading.outline import Outline, outline


def read(text: str, year: int | None = 2024) -> Outline:
    return outline(paragraphs(text), year)


def paths(text: str) -> list[str]:
    parsed = read(text)
    return [" › ".join(parsed.path(i)) for i in range(len(parsed.sections))]


def placed(text: str) -> list[tuple[str, str]]:
    """Give each paragraph's innermost heading and first characters."""
    parsed = read(text)
    return [((parsed.path(p.section) or ("",))[-1], p.text[:4]) for p in parsed.paragraphs]


def test_the_four_kinds_of_numbers_nest() -> None:
    """一、 （一） 1. （1） stand within each other, and each closes those below it."""
    text = "一、甲\n（一）乙\n1.丙\n（1）丁\n正文。\n2.戊\n正文。\n（二）己\n正文。\n二、庚\n正文。\n"

    assert paths(text) == [
        "一、甲",
        "一、甲 › （一）乙",
        "一、甲 › （一）乙 › 1.丙",
        "一、甲 › （一）乙 › 1.丙 › （1）丁",
        "一、甲 › （一）乙 › 2.戊",
        "一、甲 › （二）己",
        "二、庚",
    ]


def test_numbers_may_skip_a_kind() -> None:
    """A report may number 一、 and then 1、 directly."""
    assert paths("一、甲\n1、乙\n正文。\n2、丙\n正文。\n二、丁\n1、戊\n正文。\n") == [
        "一、甲",
        "一、甲 › 1、乙",
        "一、甲 › 2、丙",
        "二、丁",
        "二、丁 › 1、戊",
    ]


def test_parts_hold_what_is_numbered_below_them() -> None:
    """第一部分, on a line of its own or before its title, is the outermost heading."""
    assert paths("第一部分\n2023年工作回顾\n一、工业\n正文。\n第二部分 2024年工作安排\n正文。\n") == [
        "第一部分2023年工作回顾",
        "第一部分2023年工作回顾 › 一、工业",
        "第二部分2024年工作安排",
    ]


def test_headings_run_into_the_body() -> None:
    """The first sentence behind a number, or its words before a colon, are a heading; the rest is text."""
    text = (
        "一、2024年工作安排\n（一）做强工业。新建厂房六座，引进企业十二家。\n"
        "（二）做优农业：修复水渠十条，新建冷库两座，改造大棚三百个，农民收入稳定增长。\n"
    )

    assert paths(text)[1:] == ["一、2024年工作安排 › （一）做强工业", "一、2024年工作安排 › （二）做优农业"]
    assert placed(text)[-1] == ("（二）做优农业", "修复水渠")


def test_first_sentences_side_by_side_are_headings() -> None:
    """Short first sentences of neighbours, built alike, serve as headings; one alone is just a sentence."""
    lead = "产业结构持续优化。新增企业六家。\n城乡面貌持续改善。拆除违建三处。\n"

    assert paths("一、2023年工作回顾\n" + lead)[1:] == [
        "一、2023年工作回顾 › 产业结构持续优化",
        "一、2023年工作回顾 › 城乡面貌持续改善",
    ]
    assert paths(
        "一、2023年工作回顾\n成绩来之不易。这是全县上下团结奋斗的结果。\n新建学校六所，改造道路十条，修复水渠三十公里。\n"
    ) == ["一、2023年工作回顾"]


def test_sentences_above_their_paragraphs_head_them() -> None:
    """A sentence on a line of its own heads the paragraph beneath it, with the years that it turns to."""
    body = "新增企业六家，建成厂房十二座，引进人才二百多人，建成创新平台十二个，转化成果三十项，城乡居民收入稳步增长，生活越来越好，县城越来越美。\n"
    text = (
        f"一、2023年和“十三五”时期工作回顾\n2023年是不平凡的一年。\n产业结构持续优化。\n{body}城乡面貌持续改善。\n{body}"
        f"各位代表！2023年的学校都建好了，标志着“十三五”收官。\n这是产业结构优化的五年。\n{body}这是城乡面貌改善的五年。\n{body}"
    )
    parsed = read(text)

    assert paths(text)[1:] == [
        f"一、2023年和“十三五”时期工作回顾 › {heading}"
        for heading in ("产业结构持续优化", "城乡面貌持续改善", "这是产业结构优化的五年", "这是城乡面貌改善的五年")
    ]
    assert [len(p.told.years) for p in parsed.paragraphs if p.section] == [1, 1, 5, 5]


def test_parts_follow_the_years_of_the_paragraph_before_them() -> None:
    """五年来 between parts of one year and —— of five counts for those behind it."""
    text = "一、2023年和“十三五”时期工作回顾\n（一）2023年的工业\n正文。\n各位代表！“十三五”的五年，我们建成了新县城。\n——产业更优。新增企业六家。\n——城乡更美。拆除违建三处。\n"

    assert [p.told.years[0] for p in read(text).paragraphs] == [2023, 2016, 2016, 2016]


def test_a_titled_appendix_holds_its_numbered_parts() -> None:
    """一、 beneath the title of an appendix is of the year that the title names."""
    text = "二、2024年工作\n正文。\n附件1\n2024年十件民生实事\n一、改善教育\n新建学校六所。\n二、改善医疗\n新建医院一所。\n"

    assert paths(text)[-1] == "附件1 › 2024年十件民生实事 › 二、改善医疗"
    assert [p.told.years for p in read(text).paragraphs[1:]] == [(2024,), (2024,)]


def test_items_inside_a_paragraph_become_parts() -> None:
    """一是…。… 二是…。… in one paragraph gives a part each."""
    text = "一、2023年工作回顾\n一是工业稳。新增企业六家。二是农业优。粮食增产二万吨。三是民生暖。新建学校三所。\n"

    assert paths(text)[1:] == [
        "一、2023年工作回顾 › 一是工业稳",
        "一、2023年工作回顾 › 二是农业优",
        "一、2023年工作回顾 › 三是民生暖",
    ]


def test_words_to_the_assembly_lead_back_to_the_main_section() -> None:
    """A paragraph that begins with 各位代表 belongs to no part of a section."""
    text = "一、2023年工作回顾\n（一）工业\n新增企业六家。\n各位代表，成绩来之不易。\n"

    assert placed(text)[-1] == ("一、2023年工作回顾", "各位代表")


def test_a_numbered_paragraph_closes_the_heading_with_a_number_like_its_own() -> None:
    """A long item is no heading, but does not belong to the item before it either."""
    long = "建设标准厂房二十万平方米，引进上下游企业十五家，完善供水供电供气和污水处理设施，为企业提供全程代办服务，推动园区产值突破百亿元"
    text = f"一、2024年工作安排\n1.抓工业\n新增企业六家。\n2.{long}。\n"

    assert placed(text)[-1][0] == "一、2024年工作安排"


def test_a_heading_with_nothing_beneath_it_is_text() -> None:
    """A short line that is followed by the next heading is kept as a paragraph."""
    assert placed("一、2024年工作安排\n（一）抓工业\n新增企业六家。\n为民办实事\n二、自身建设\n依法行政。\n") == [
        ("（一）抓工业", "新增企业"),
        ("（一）抓工业", "为民办实"),
        ("二、自身建设", "依法行政"),
    ]


def test_an_appendix_closes_what_is_open_and_its_label_holds_its_title() -> None:
    """附件1 with a title on the next line is one appendix; its numbers begin anew."""
    text = "一、2024年工作安排\n新增企业六家。\n附件1\n重点项目表\n青石中学扩建。\n附件2\n名词解释\n1.双链长：每条产业链的两位负责人。\n"
    parsed = read(text)

    assert paths(text)[1:] == ["附件1", "附件1 › 重点项目表", "附件2", "附件2 › 名词解释"]
    assert [section.appendix for section in parsed.sections] == [False, True, True, True, True]


def test_a_text_without_headings_has_none() -> None:
    """Paragraphs alone stand in no section."""
    parsed = read("新增企业六家。\n修复水渠十条。\n")

    assert not parsed.sections
    assert [p.section for p in parsed.paragraphs] == [None, None]


def test_nothing_gives_nothing() -> None:
    """An empty text has an empty outline."""
    assert read("") == Outline((), ())
