from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from rag.passages import LONG, cut
from rag.reading import ParsedReport, find_sources, read_report
from rag.records import Passage

sys.path.append(str(Path(__file__).parent / "reading"))
import invented

SHAPES = {name: text for name, text in vars(invented).items() if name.isupper()}


def parsed(folder: Path, text: str, name: str = "qingshi-2024.md") -> ParsedReport:
    (folder / name).write_text(text, encoding="utf-8")
    [source], _ = find_sources([folder / name])
    return read_report(source, source.path.stem)


def of_kind(passages: Sequence[Passage], kind: str) -> list[str]:
    return [passage.text for passage in passages if passage.kind == kind]


def is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


@pytest.mark.parametrize("name", SHAPES)
def test_every_character_of_a_passage_stands_where_its_origin_says(tmp_path: Path, name: str) -> None:
    """Letters, digits and signs of a passage are those of the file at its origin, up to width and punctuation."""
    report = parsed(tmp_path, SHAPES[name])

    for passage in cut(report):
        for i, character in enumerate(passage.text):
            start, end = passage.origin(i, i + 1)
            original = unicodedata.normalize("NFKC", report.text[start:end])
            assert passage.span[0] <= start < end <= passage.span[1]
            if is_word(character):
                assert original == unicodedata.normalize("NFKC", character)


@pytest.mark.parametrize("name", SHAPES)
def test_no_word_of_a_paragraph_is_lost(tmp_path: Path, name: str) -> None:
    """The text passages of a report hold all its paragraphs, in order."""
    report = parsed(tmp_path, SHAPES[name])

    text = "".join(p.text for p in cut(report) if p.kind in ("text", "appendix"))
    paragraphs = "".join(p.text for p in report.outline.paragraphs)
    assert [c for c in text if is_word(c)] == [c for c in paragraphs if is_word(c)]


@pytest.mark.parametrize("name", SHAPES)
def test_ids_count_and_lengths_stay_within_bounds(tmp_path: Path, name: str) -> None:
    """Ids count from 0 in the order of the report, and no text passage is empty or over long."""
    passages = cut(parsed(tmp_path, SHAPES[name]))

    assert [p.id for p in passages] == [f"qingshi-2024#{i:04d}" for i in range(len(passages))]
    assert all(0 < len(p.text) <= LONG for p in passages if p.kind == "text")


def test_the_head_is_a_passage_without_repeated_lines(tmp_path: Path) -> None:
    """A title block that stands twice gives its lines once."""
    head = "# 政府工作报告\n\n——2024年1月16日在青石区第三届人民代表大会第九次会议上\n\n区长 程野\n\n"
    passages = cut(parsed(tmp_path, head + head + "各位代表：\n\n我代表区人民政府向大会报告工作。\n"))

    assert of_kind(passages, "head") == [
        "政府工作报告\n——2024年1月16日在青石区第三届人民代表大会第九次会议上\n区长 程野"
    ]


def test_a_section_with_parts_gives_an_outline(tmp_path: Path) -> None:
    """An outline passage names the section, the sentence that announces its parts, and the parts."""
    passages = cut(parsed(tmp_path, SHAPES["FIRST_YEAR_IN_OFFICE"]))

    assert "三、2022年重点工作：\n（一）强工业；（二）惠民生" in of_kind(passages, "outline")
    assert of_kind(passages, "outline")[0].startswith("一、2021年暨过去五年工作回顾；二、今后五年发展思路")


def test_items_on_lines_of_their_own_give_one_passage(tmp_path: Path) -> None:
    """An enumeration on lines of its own is one passage with the words before it."""
    passages = cut(parsed(tmp_path, SHAPES["FIRST_YEAR_IN_OFFICE"]))

    assert of_kind(passages, "items") == [
        "集中力量办好3件实事：（1）新建公办幼儿园18所；（2）改造燃气管道96公里；（3）为既有住宅加装电梯150部"
    ]


def test_items_inside_a_paragraph_give_one_passage_in_short(tmp_path: Path) -> None:
    """An enumeration inside a paragraph is told by the first clauses of each item."""
    long = "，并把服务延伸到所有社区和行政村，方便老人就近办事，让信息多跑路、群众少跑腿，真正把好事办到群众心坎上，年底前全部投入使用"
    passages = cut(
        parsed(
            tmp_path,
            f"一、2024年重点工作\n办好三件实事：（1）新建食堂3处{long}；（2）改造管网5公里{long}；（3）加装电梯8部。\n",
        )
    )

    [items] = of_kind(passages, "items")
    assert items.startswith("办好三件实事：（1）新建食堂3处")
    assert items.endswith("（3）加装电梯8部")
    assert "年底前全部投入使用" not in items


def test_a_list_that_restarts_is_not_joined_with_the_one_before(tmp_path: Path) -> None:
    """Two lists of three give two passages of three items each."""
    lines = [f"（{i}）{word}{i}号工程按期完工；" for word in ("甲", "乙") for i in (1, 2, 3)]
    passages = cut(parsed(tmp_path, "一、2024年重点工作\n" + "\n".join(lines) + "\n"))

    items = of_kind(passages, "items")
    assert [item.count("；") for item in items] == [2, 2]
    assert "甲3号" in items[0] and "乙1号" in items[1]


def test_sections_that_count_anew_give_an_outline_of_their_own(tmp_path: Path) -> None:
    """Parts numbered from 一是 on again are told apart from those before."""
    parts = "\n".join(
        f"{n}是{part}。{'开展若干活动，' * 12}完成任务。" for n, part in zip("一二一二", "甲乙丙丁", strict=True)
    )
    report = parsed(tmp_path, f"# 青石区2024年政府工作报告\n\n二、今年工作\n\n{parts}\n")

    outlines = [text for text in of_kind(cut(report), "outline") if "甲" in text or "丙" in text]

    assert not any("甲" in text and "丙" in text for text in outlines)


def test_passages_do_not_reach_over_sections(tmp_path: Path) -> None:
    """Short paragraphs share a passage only within one section with the same years and stance."""
    text = "一、2023年工作回顾\n建成桥梁一座。\n修复水渠两条。\n二、2024年工作安排\n新建泵站三处。\n"
    passages = cut(parsed(tmp_path, text))

    assert of_kind(passages, "text") == ["建成桥梁一座。\n修复水渠两条。", "新建泵站三处。"]


def test_long_paragraphs_are_cut_at_sentence_ends(tmp_path: Path) -> None:
    """A paragraph of 700 characters gives parts of much the same length, each of whole sentences."""
    sentence = "全区新建农村公路十二公里，改造供水管网八公里，沿线群众出行和用水条件进一步改善。"
    passages = cut(parsed(tmp_path, f"一、2023年工作回顾\n{sentence * 18}\n"))

    texts = of_kind(passages, "text")
    assert len(texts) == 3
    assert all(text.endswith("。") and text.startswith("全区") for text in texts)


@pytest.mark.parametrize("before", range(3, 9))
def test_a_passage_names_what_its_first_sentence_speaks_of(tmp_path: Path, before: int) -> None:
    """A sentence without subject stays with the one before, a short one that leads over with the one behind it."""
    filler = "引进企业十二家，建成厂房六座，改造道路三十公里，培训工人两千名，建成创新平台八个。"
    text = filler * before + "食品产业加快升级，培育龙头企业。产值达到90亿元。办好民生实事。" + filler * 5

    texts = of_kind(cut(parsed(tmp_path, f"一、2024年工作安排\n{text}\n")), "text")

    assert not any(one.startswith("产值") or one.endswith("办好民生实事。") for one in texts)


def test_each_entry_of_a_glossary_is_a_passage(tmp_path: Path) -> None:
    """Whatever brackets its number stands in, and where its meaning stands on the next line."""
    text = "一、2024年工作\n正文。\n注释\n［1］三张清单：\n指权力、责任、服务清单。\n［2］一网：\n指一张网。\n"

    assert of_kind(cut(parsed(tmp_path, text)), "appendix") == [
        "［1］三张清单：指权力、责任、服务清单。",
        "［2］一网：指一张网。",
    ]


def test_a_passage_carries_its_context(tmp_path: Path) -> None:
    """The context line holds place, report, sections, years and stance."""
    passages = cut(parsed(tmp_path, SHAPES["COUNTY_WITH_BROKEN_TITLE"]))

    [lead] = [p for p in passages if p.kind == "text" and "蓝莓" in p.text]
    assert lead.context.line == "石梁县 › 2019年政府工作报告 › 一、过去一年工作回顾 › 产业发展有新进步 › 2018年完成情况"


def test_an_appendix_is_told_apart(tmp_path: Path) -> None:
    """Text of a glossary is of the kind appendix."""
    passages = cut(parsed(tmp_path, SHAPES["FIRST_YEAR_IN_OFFICE"]))

    assert any("双链长" in text for text in of_kind(passages, "appendix"))
    assert not any("双链长" in text for text in of_kind(passages, "text"))


def test_a_report_of_one_line_gives_a_passage(tmp_path: Path) -> None:
    """Even a file of one sentence gives something to cite."""
    assert cut(parsed(tmp_path, "全县新建公路六公里。\n"))
