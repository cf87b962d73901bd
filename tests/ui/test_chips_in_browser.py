"""The chips of an answer in headless Chromium: what was understood, and asking again with another choice."""

import pytest
from playwright.sync_api import expect
from test_browser import ask

from rag.records import Reading
from ui.texts import EN, ZH

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::Warning:gradio"),  # of its own bookkeeping, about pandas
]


def unfold(page, field, turn=0):
    """Open a chip of an answer."""
    chip = page.locator(".bg-answer").nth(turn).locator(f".bg-choice-{field}")
    chip.locator("summary").click()
    return chip


def test_another_year_gives_another_answer(visit, real_address):
    """The question is asked again of the year chosen; both turns stay, and the second says what it is of."""
    page = visit(real_address)
    first = ask(page, "青石区2023年城镇新增就业多少人？")
    expect(first).to_contain_text("8600人")
    expect(first.locator(".bg-now")).to_have_text(["青石区", "2023年", "目标与完成"])

    unfold(page, "year").get_by_role("button", name="2022年").click()
    second = page.locator(".bg-answer").nth(1)
    expect(second).to_contain_text("7900人")
    expect(second).not_to_contain_text("8600人")
    expect(page.locator(".bg-question").nth(1)).to_contain_text("改为 2022年")
    expect(page.locator("#turn-2 .bg-again")).to_contain_text("改为 2022年")
    expect(first).to_contain_text("8600人")

    unfold(page, "place", turn=1).get_by_role("button", name="安澜市").click()
    third = page.locator(".bg-answer").nth(2)
    expect(third.locator(".bg-label")).to_have_text(ZH.declined)
    expect(third.locator(".bg-now").first).to_have_text("安澜市")
    expect(page.locator(".bg-question").nth(2)).to_contain_text("改为 安澜市 · 2022年")

    expect(ask(page, "那2023年呢？")).to_contain_text("5.2万人")


def test_target_and_result_are_changed_for_each_other(visit, real_address):
    """A question that says 目标 is answered with the result when the result is chosen."""
    page = visit(real_address, locale="en-US")
    expect(page.locator("#bg-welcome")).to_contain_text(EN.welcome)
    expect(ask(page, "青石区2023年城镇新增就业目标是多少？")).to_contain_text("8200人以上")
    unfold(page, "stance").get_by_role("button", name="result", exact=True).click()

    expect(page.locator(".bg-answer").nth(1)).to_contain_text("8600人")
    expect(page.locator(".bg-question").nth(1)).to_contain_text("changed to result")


def test_chips_need_no_mouse(visit, assistant):
    """Tab reaches them, Enter opens and chooses, Escape closes and stays; each is named with its field."""
    page = visit()
    ask(page, "青石区就业")
    page.locator(".bg-figures summary").focus()
    page.keyboard.press("Tab")
    chip = page.locator(".bg-choice-place summary")
    expect(chip).to_be_focused()
    expect(chip).to_have_text("地区：青石区，可更改")

    page.keyboard.press("Enter")
    expect(page.locator(".bg-choice-place .bg-options")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()
    expect(page.locator(".bg-options:visible")).to_have_count(0)

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".bg-question").nth(1)).to_contain_text("改为 白沙县")
    assert assistant.readings[-1] == Reading(regions=("白沙县",))


def test_only_one_chip_is_open(visit):
    """Opening another, a click beside it, and the option that already holds close it, and ask nothing."""
    page = visit()
    ask(page, "青石区就业")
    unfold(page, "place")
    unfold(page, "year")
    expect(page.locator(".bg-choice[open]")).to_have_count(1)
    page.locator(".bg-words").click()
    expect(page.locator(".bg-choice[open]")).to_have_count(0)
    unfold(page, "place").locator("button", has_text=ZH.current).click()
    expect(page.locator(".bg-choice[open]")).to_have_count(0)
    expect(page.locator(".bg-question")).to_have_count(1)


def test_nothing_can_be_chosen_while_an_answer_is_coming(visit, assistant):
    """The chips of an older answer stay closed to a second question, and a draft in the box is not lost to a choice."""
    page = visit()
    ask(page, "青石区就业")
    assistant.go_on.clear()
    page.locator("#bg-question textarea").fill("请慢慢说就业")
    page.locator("#bg-question textarea").press("Enter")
    expect(page.locator(".bg-running")).to_contain_text("，再写")
    expect(page.locator(".bg-running .bg-now").first).to_have_text("青石区")
    unfold(page, "place").get_by_role("button", name="白沙县").click()
    assistant.go_on.set()
    expect(page.locator("#bg-send")).to_be_visible()
    expect(page.locator(".bg-question")).to_have_count(2)

    page.locator("#bg-question textarea").fill("还没写完")
    unfold(page, "place", turn=1).get_by_role("button", name="白沙县").click()
    expect(page.locator(".bg-question")).to_have_count(3)
    expect(page.locator("#bg-send")).to_be_visible()
    expect(page.locator("#bg-question textarea")).to_have_value("还没写完")


SETTLED = 1500
"""Milliseconds in which a page under load has done with an empty question."""


def test_a_choice_that_is_none_asks_nothing(visit, capfd):
    """What a browser may send besides the names of options, and an empty box, change nothing and raise no error."""
    page = visit()
    ask(page, "青石区就业")
    for name in ("1-place-99", "9-year-0", "<b>"):
        page.evaluate(
            "name => document.querySelector('#bg-chosen .prose').dispatchEvent(new CustomEvent('bg-choose', {detail: name}))",
            name,
        )
    page.locator("#bg-question textarea").press("Enter")
    page.wait_for_timeout(SETTLED)
    ask(page, "青石区重点工作")

    expect(page.locator(".bg-question")).to_have_count(2)
    assert "Error" not in capfd.readouterr().err


@pytest.mark.parametrize("width", [390, 1400])
def test_the_options_stay_within_the_page(visit, width):
    """Opened, every chip's options are wholly in view."""
    page = visit(viewport={"width": width, "height": 800}, locale="en-US")
    expect(page.locator("#bg-welcome")).to_contain_text(EN.welcome)
    ask(page, "青石区就业")
    for field in ("place", "year", "stance"):
        options = unfold(page, field).locator(".bg-options")
        expect(options).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
