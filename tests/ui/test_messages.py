from dataclasses import replace

import pytest
from small_assistant import HOSTILE, SmallIndex, answer, hostile, jobs, refusal, tasks

from rag.records import Compared, Delta, Doubt, FigureCheck, Finished, Question, Reading, Retrieved
from ui.choices import Choices
from ui.conversation import Turn
from ui.messages import messages, spoken
from ui.texts import EN, ZH

CHOICES = Choices(SmallIndex())


def reply(turn, texts=ZH):
    """Draw one turn and give the answer's message."""
    return messages([turn], CHOICES, texts)[1]["content"]


def answered(text, quotes=(), **more):
    """Draw an answer with the given words."""
    return reply(Turn(1, "问", answer=answer(text, quotes, Question("问"), **more)))


def test_marks_become_links_to_the_cards_of_their_turn():
    """The first mark of a number carries the id that its card leads back to."""
    drawn = reply(Turn(3, "重点工作", answer=tasks("重点工作")))

    assert drawn.count('href="#src-3-2"') == 3
    assert drawn.count('id="cite-3-2"') == 1


def test_a_mark_without_citation_stays_plain():
    """A number in square brackets that no citation has is text."""
    assert "<a" not in answered("见附件[7]").split("bg-foot")[0]


def test_nothing_of_an_answer_or_question_is_markup():
    """HTML, image and link syntax of a question, an answer, a note or an error come out escaped and on one line."""
    turn = Turn(1, f"{HOSTILE}\n\n第二段", answer=hostile("标准厂房"))
    failed = replace(turn, answer=None, error=f"一\n\n{HOSTILE}")
    shown = [message["content"] for message in messages([turn, failed], CHOICES, ZH)]

    for content in shown:
        assert "\n" not in content
        assert content.startswith("<div")
        assert "<img" not in content and "<script" not in content
        assert "&lt;img" in content


def test_lines_become_paragraphs_and_lists():
    """Bullets, numbers and headings are read; a line that starts with a decimal figure is a paragraph."""
    drawn = answered("# 标题\n**重点**如下：\n- 甲\n- 乙\n（一）丁\n3. 丙\n5.5%的增速\n2025年")

    assert (
        '<p><strong>标题</strong></p><p><strong>重点</strong>如下：</p><ul><li>甲</li><li>乙</li><li class="bg-counted">（一）丁</li></ul>'
        in drawn
    )
    assert '<ol><li value="3">丙</li></ol><p>5.5%的增速</p><p>2025年</p>' in drawn


def test_a_table_is_drawn_as_one():
    """With a head where a rule follows the first row; marks, bold and signs in cells are read as elsewhere."""
    drawn = answered("比较：\n| 地区 | 新增就业 |\n|:---|---:|\n| 青石区 | **8600人**[1] |\n| <b> | 5% |\n结论。")

    assert (
        '<p>比较：</p><div class="bg-table"><table><thead><tr><th scope="col">地区</th><th scope="col">新增就业</th></tr></thead>'
        "<tbody><tr><td>青石区</td><td><strong>8600人</strong>[1]</td></tr><tr><td>&lt;b&gt;</td><td>5%</td></tr></tbody>"
        "</table></div><p>结论。</p>"
    ) in drawn


def test_a_table_is_drawn_while_it_streams():
    """A row that has only begun is a row."""
    drawn = reply(Turn(1, "问", words="| 地区 | 新增 |\n|---|---|\n| 青石区 | 86"))

    assert "<tbody><tr><td>青石区</td><td>86</td></tr></tbody>" in drawn


def test_a_table_is_spoken_row_by_row():
    """Without the signs that draw it."""
    turn = Turn(1, "问", answer=answer("| 地区 | 结果 |\n|---|---|\n| 青石区 | 6.1% |", (), Question("问")))

    assert spoken(turn, ZH) == "地区, 结果\n青石区, 6.1%"


def test_what_compares_can_be_opened_in_the_comparison_view():
    """Only an answer that compares offers it."""
    compared = Compared("地区生产总值", "growth", (), ())

    assert f'id="compare-1">{ZH.open_compare}</button>' in answered("甲", compared=compared)
    assert "bg-compare" not in answered("甲")


def test_a_figure_that_no_source_holds_is_marked():
    """5% is marked where it stands alone, not within 15% or 5.5%, and named beneath the answer."""
    drawn = answered("增长5%，占15%，另有1.5%和5.5%", figures=(FigureCheck("5%", ()), FigureCheck("15%", (1,))))

    assert drawn.count('class="bg-figure"') == 1
    assert '<li class="bg-doubt">⚠ <b>5%</b> — 引文中没有找到这个数字' in drawn


def test_a_figure_right_in_one_sentence_and_wrong_in_the_next_is_marked_once():
    """Equal figures have a stamp each, in the order of the answer; what the source says instead is told."""
    wrong = FigureCheck("5%", (), "written", (Doubt("year", "2021年"),))
    drawn = answered("2024年增长5%，2025年增长5%", figures=(FigureCheck("5%", (1,), "written"), wrong))

    assert '2025年增长<span class="bg-figure" title="引文说的是2021年">5%' in drawn
    assert drawn.count('class="bg-figure"') == 1


def test_the_stamps_are_said_in_the_readers_language():
    """A computed figure names its operands; a sentence without proof is shown."""
    gap = FigureCheck("1.2个百分点", (1, 2), "computed", computed_from=("12.8%", "11.6%"))
    drawn = reply(
        Turn(1, "问", answer=answer("相差1.2个百分点。", (), Question("问"), figures=(gap,), unsupported=("甲。",))), EN
    )

    assert "= <b>1.2个百分点</b> — computed from 12.8%, 11.6% [1][2]" in drawn
    assert "no source supports this" in drawn


def test_checked_figures_are_counted():
    """Where every figure is supported, the answer says how many there are."""
    assert "3 个数字已与引文核对" in reply(Turn(1, "就业", answer=jobs("就业")))


def test_a_refusal_is_told_apart():
    """A declined answer is labelled, and leads to the other passages that were found."""
    drawn = reply(Turn(1, "地铁", answer=refusal("地铁")), EN)

    assert "bg-declined" in drawn and EN.declined in drawn
    assert f'href="#turn-1">{EN.others}' in drawn


def test_streamed_words_have_no_links_yet():
    """Marks of an answer on its way are not checked, so they lead nowhere."""
    turn = Turn(1, "问").after(Delta("增长6%[1]"))

    assert '<span class="bg-mark">[1]</span>' in reply(turn)
    assert "href" not in reply(turn)


@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        (Turn(1, "问"), ZH.searching),
        (Turn(1, "问").after(Retrieved(Question("问"), jobs("").hits)), "找到 9 个相关段落"),
        (Turn(1, "问", words="半句", stopped=True), ZH.stopped),
        (Turn(1, "问", stopped=True), ZH.stopped_early),
        (Turn(1, "问", error="超时"), "超时"),
    ],
)
def test_every_state_is_said(turn, shown):
    """Waiting, writing, stopped and failed turns each say so."""
    assert shown in reply(turn)


def test_notes_do_not_repeat_the_chips():
    """What was corrected and the terms added stand there; other notes stay."""
    given = replace(jobs("就业"), notes=("更正：年份 → 2025年", "今年 → 2025年"))
    turn = Turn(2, "就业", reading=Reading(periods=((2025,),)), corrects=1)
    drawn = reply(turn.after(Retrieved(given.question, given.hits)).after(Finished(given)))

    assert "<li>今年 → 2025年</li>" in drawn
    assert "更正" not in drawn


def test_a_question_asked_again_says_what_is_new():
    """Two turns with the same words are told apart by what was chosen."""
    turn = Turn(2, "就业", reading=Reading(regions=("白沙县",), periods=((2025,),)), corrects=1)

    assert "改为 白沙县 · 2025年" in messages([turn], CHOICES, ZH)[0]["content"]
    assert "changed to Baisha 白沙县 · 2025" in messages([turn], CHOICES, EN)[0]["content"]


def test_a_screen_reader_hears_the_answer_once():
    """The start and the finished answer are spoken, the words in between are not."""
    turn = Turn(1, "就业")

    assert spoken(turn, ZH) == ZH.searching
    assert spoken(turn.after(Delta("青石")), ZH) == ""
    assert spoken(turn.after(Finished(jobs("就业"))), ZH) == jobs("就业").text
