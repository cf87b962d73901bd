import re
from dataclasses import replace

from small_assistant import QINGSHI, answer, citation, holding, hostile, jobs, refusal, tasks

from rag.records import Citation, Question
from ui.choices import Choices
from ui.conversation import Turn
from ui.sources import AROUND, panel, quoted, surroundings
from ui.texts import EN, ZH


def cards(reply, index, texts=ZH):
    """Draw the panel of one answered question."""
    return panel([Turn(1, "问", answer=reply)], index, Choices(index), texts)


def test_a_card_shows_where_its_passage_stands(index):
    """Title, region, year, section path, and whether it tells of results or targets."""
    drawn = cards(jobs("就业"), index)

    assert 'id="src-1-1"' in drawn and 'href="#cite-1-1"' in drawn
    assert "青石区 · 2025年 · 一、2024年工作回顾 › （一）民生保障更加有力" in drawn
    assert "2024年 完成情况" in drawn and "2025年 目标计划" in drawn
    assert "2024 Results" in cards(jobs("就业"), index, EN)


def test_the_quoted_words_are_marked(index):
    """In the passage and in the report's own text."""
    assert cards(jobs("就业"), index).count("<mark>城镇新增就业1.1万人以上</mark>") == 2


def test_a_quote_that_stands_twice_is_marked_where_it_comes_from():
    """The span in the file decides between two equal places."""
    passage = replace(holding("新增学位"), text="增长6%，再增长6%", span=(100, 110), runs=((0, 100),))

    assert quoted(Citation(1, passage, "增长6%", (106, 110))) == (6, 10)
    assert quoted(Citation(1, passage, "增长6%", (0, 4))) == (0, 4)
    assert quoted(Citation(1, passage, "别的话", (0, 3))) is None


def test_nothing_of_a_document_is_markup(index):
    """HTML in a passage and in the report around it comes out escaped."""
    drawn = cards(hostile("标准厂房<b>"), index)

    assert "<img" not in drawn and "<script" not in drawn and "<b>" not in drawn
    assert drawn.count("&lt;img src=") >= 2


def test_passages_not_cited_are_listed_apart(index):
    """The folded list holds the passages found that no mark points at."""
    cited, others = cards(jobs("就业"), index).split('class="bg-others"')

    assert "1.24万人" in cited
    assert others.count('class="bg-found"') == 7
    assert f'{ZH.others} <span class="bg-count">7</span>' in others


def test_a_refusal_says_that_nothing_is_cited(index):
    """It shows no card, and what was found stays folded away."""
    drawn = cards(refusal("地铁"), index)

    assert ZH.nothing_cited in drawn and "bg-card" not in drawn
    assert drawn.count('class="bg-found"') == 9


def test_only_the_newest_turn_is_shown(index):
    """Older turns keep their cards, hidden, with a way back to the newest."""
    drawn = panel([Turn(1, "甲", answer=jobs("就业")), Turn(2, "乙", answer=tasks("任务"))], index, Choices(index), ZH)

    assert re.findall(r'id="(turn-\d)" tabindex="-1"( hidden)?', drawn) == [("turn-1", " hidden"), ("turn-2", "")]
    assert drawn.count(ZH.latest) == 1
    assert 'id="src-1-2"' in drawn and 'id="src-2-6"' in drawn


def test_a_long_passage_is_folded_at_the_ends_of_sentences(index):
    """Whole sentences around the quote stay; the rest waits behind a button, and no word is lost."""
    text = "".join(f"第{n:02}项工作已经按照计划全部完成并通过验收。" for n in range(60))
    start = text.index("第30项工作")
    passage = replace(holding("新增学位"), text=text, span=(0, len(text)), runs=((0, 0),))
    long = Citation(1, passage, "第30项工作", (start, start + 6))
    drawn = cards(replace(jobs("就业"), citations=(long,), hits=()), index)
    before, after = re.findall(r'<span class="bg-rest" hidden>(.*?)</span>', drawn)

    assert before.endswith("。") and after.startswith("第")
    assert ZH.whole_passage in drawn
    shown = re.search(r'<p class="bg-passage"><span lang="zh-CN">(.*?)</span><button', drawn)[1]
    assert re.sub("<.*?>|…", "", shown) == text


def test_the_surroundings_of_a_place_are_cut_to_size():
    """At most so many characters on each side, an ellipsis where the report goes on, empty lines joined."""
    text = "前" * 1000 + "\n\n这里" + "后" * 1000
    before, words, after = surroundings(text, (1002, 1004))

    assert (before, words, after) == ("…" + "前" * (AROUND - 2) + "\n", "这里", "后" * AROUND + "…")
    assert surroundings("正文", (0, 2)) == ("", "正文", "")


def test_a_very_long_place_shows_its_ends():
    """An enumeration may run over pages; its middle is left out."""
    before, words, after = surroundings("甲" * 3000 + "乙" * 3000, (0, 6000))

    assert (before, after) == ("", "")
    assert words == "甲" * AROUND + "\n……\n" + "乙" * AROUND


def test_the_place_in_the_report_is_the_cited_one():
    """The words marked in the report are those of the citation's span."""
    place = citation(1, "年度计划投资88亿元")

    assert surroundings(QINGSHI, place.span)[1] == "年度计划投资88亿元"


def test_a_question_without_answer_shows_what_was_found(index):
    """While words are on their way, and after an error."""
    found = Turn(1, "就业", found=jobs("就业"))  # an answer holds its hits as Retrieved does

    assert ZH.reading in panel([found], index, Choices(index), ZH)
    assert ZH.found in panel([replace(found, error="超时")], index, Choices(index), ZH)
    assert ZH.no_sources in panel([Turn(1, "就业", error="超时")], index, Choices(index), ZH)
    assert ZH.no_sources in cards(answer("不知道", [], Question("问"), hits=()), index)
