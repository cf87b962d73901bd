"""The page in headless Chromium, as a person meets it: by mouse, by keyboard, wide and narrow, in both languages."""

import pytest
from playwright.sync_api import expect
from small_assistant import HOSTILE, SmallAssistant, SmallIndex

from ui.page import build, serve
from ui.texts import EN, ZH

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::Warning:gradio"),  # of its own bookkeeping, about pandas
]


def ask(page, question):
    """Type a question, press Enter and wait until it is settled."""
    expect(page.locator("#bg-send")).to_be_visible()
    before = page.locator("#bg-chat .bg-question").count()
    page.locator("#bg-question textarea").fill(question)
    page.locator("#bg-question textarea").press("Enter")
    expect(page.locator("#bg-chat .bg-question")).to_have_count(before + 1)
    expect(page.locator("#bg-send")).to_be_visible()
    return page.locator("#bg-chat .bot-row .bg-answer").nth(before)


def test_an_answer_stands_beside_its_sources(visit):
    """A mark leads to its card, the card shows its place in the report and leads back."""
    page = visit()
    answer = ask(page, "青石区2024年就业")
    expect(answer).to_contain_text("完成年度任务的112%")
    expect(answer.locator(".bg-now")).to_have_text(["青石区", "2024年、2025年", "目标与完成"])
    expect(answer).to_contain_text(ZH.extractive)

    answer.locator("a.bg-mark").nth(1).click()
    card = page.locator("#src-1-2")
    expect(card).to_be_focused()
    expect(card).to_have_class("bg-card bg-hit")
    expect(card.locator(".bg-passage mark")).to_have_text("城镇新增就业1.1万人以上")

    card.locator("summary").click()
    expect(card.locator(".bg-page mark")).to_be_in_viewport()
    expect(card.locator(".bg-page")).to_contain_text("二、2025年重点工作")

    card.get_by_text(ZH.back).click()
    expect(page.locator("#cite-1-2")).to_be_focused()


def test_the_stamps_of_figures_are_read_and_unfolded(visit):
    """A doubtful figure says at once what the source says; the others unfold by keyboard."""
    page = visit()
    answer = ask(page, "青石区重点工作")

    expect(answer.locator(".bg-doubt")).to_have_text("⚠ 99亿元 — 引文说的是2023年")
    expect(answer.locator(".bg-figure")).to_have_attribute("title", "引文说的是2023年")
    expect(answer.locator(".bg-proof")).to_be_hidden()
    answer.locator(".bg-figures summary").focus()
    page.keyboard.press("Enter")
    expect(answer.locator(".bg-proof")).to_have_text("✓ 88亿元 — 与引文一致 [2]")


def test_the_keyboard_is_enough(visit):
    """Asking, following a mark, unfolding the report and coming back need no mouse."""
    page = visit()
    expect(page.locator("#bg-question textarea")).to_be_focused()
    page.keyboard.type("青石区就业")
    page.keyboard.press("Enter")
    expect(page.locator("a.bg-mark")).to_have_count(2)

    page.locator("#cite-1-1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#src-1-1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#src-1-1 .bg-page")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#src-1-1 .bg-page")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#cite-1-1")).to_be_focused()


def test_each_turn_keeps_its_cards(visit):
    """The panel shows the newest turn; a mark of an older one brings its cards back."""
    page = visit()
    first = ask(page, "青石区就业")
    ask(page, "青石区重点工作")
    expect(page.locator("#turn-2")).to_be_visible()
    expect(page.locator("#turn-1")).to_be_hidden()

    first.locator("a.bg-mark").first.click()
    expect(page.locator("#src-1-1")).to_be_in_viewport()
    expect(page.locator("#turn-2")).to_be_hidden()

    page.locator("#turn-1").get_by_text(ZH.latest).click()
    expect(page.locator("#turn-2")).to_be_visible()


def test_an_example_asks_itself(visit):
    """A click on an example sends it, and the examples make room for the conversation."""
    page = visit()
    expect(page.get_by_role("button", name=ZH.new_chat)).to_be_hidden()
    example = page.locator("#bg-examples button").nth(1)
    expect(example).to_have_text("青石区2025年的城镇新增就业人数目标是多少？")
    example.click()

    expect(page.locator(".bg-question")).to_contain_text("青石区2025年的城镇新增就业人数目标是多少？")
    expect(page.locator("a.bg-mark")).to_have_count(2)
    expect(page.locator("#bg-examples")).to_be_hidden()
    expect(page.locator("#bg-welcome")).to_be_hidden()

    page.get_by_role("button", name=ZH.new_chat).click()
    expect(page.locator("#bg-examples button:visible")).to_have_count(6)
    expect(page.locator("#bg-question textarea")).to_be_focused()
    expect(page.locator(".bg-question")).to_have_count(0)


def test_stopping_keeps_the_words_so_far(visit, assistant):
    """The assistant is let go, the page says that the answer is incomplete, and the next question is answered."""
    page = visit()
    assistant.go_on.clear()
    page.locator("#bg-question textarea").fill("请慢慢说就业")
    page.locator("#bg-question textarea").press("Enter")
    expect(page.locator(".bg-running")).to_contain_text("，再写，再写")
    expect(page.locator("#bg-send")).to_have_count(0)
    page.get_by_role("button", name=ZH.stop).click()

    stopped = page.locator(".bg-answer")
    expect(stopped).to_contain_text(ZH.stopped)
    expect(stopped).to_contain_text("，再写")
    assert assistant.closed.wait(30)
    expect(ask(page, "青石区就业")).to_contain_text("完成年度任务的112%")
    expect(stopped.first).to_contain_text(ZH.stopped)


def test_a_closed_page_lets_the_assistant_go(visit, assistant):
    """Nobody reads on, so nothing more is asked of a backend."""
    page = visit()
    assistant.go_on.clear()
    page.locator("#bg-question textarea").fill("请慢慢说就业")
    page.locator("#bg-question textarea").press("Enter")
    expect(page.locator(".bg-running")).to_contain_text("，再写")
    page.close()

    assert assistant.closed.wait(30)


def test_a_second_question_waits_for_the_first(visit, assistant):
    """Enter does nothing while an answer is on its way; what was typed stays."""
    page = visit()
    assistant.go_on.clear()
    box = page.locator("#bg-question textarea")
    box.fill("请慢慢说就业")
    box.press("Enter")
    expect(page.locator(".bg-running")).to_contain_text("，再写")
    box.fill("青石区重点工作")
    box.press("Enter")
    assistant.go_on.set()

    expect(page.locator(".bg-answer")).to_contain_text("完成年度任务的112%")
    expect(page.locator(".bg-question")).to_have_count(1)
    expect(box).to_have_value("青石区重点工作")


@pytest.mark.parametrize(("question", "said"), [("断线就业", "连接超时（60 秒）"), ("故障就业", ZH.unexpected)])
def test_an_error_loses_nothing(visit, question, said):
    """It is said in the chat, the question returns to the box, and the conversation goes on."""
    page = visit()
    ask(page, "青石区就业")
    expect(ask(page, question)).to_contain_text(said)

    expect(page.locator("#bg-question textarea")).to_have_value(question)
    expect(page.locator(".bg-answer").first).to_contain_text("完成年度任务的112%")
    expect(ask(page, "白沙县地铁")).to_contain_text("报告中没有找到")


def test_a_refusal_cites_nothing(visit):
    """It is labelled, its note is shown, and the passages found are folded away."""
    page = visit()
    answer = ask(page, "白沙县今年修地铁吗")

    expect(answer.locator(".bg-label")).to_have_text(ZH.declined)
    expect(answer).to_contain_text("“今年”按最新的报告读作2024年。")
    expect(page.locator(".bg-none")).to_have_text(ZH.nothing_cited)
    expect(page.locator(".bg-found").first).to_be_hidden()
    answer.get_by_role("link", name=ZH.others).click()
    page.locator(".bg-others > summary").click()
    expect(page.locator(".bg-found")).to_have_count(9)


def test_nothing_injected_is_rendered(visit):
    """Markup in a question, an answer, a note or a document is shown as it stands; nothing of it runs or is fetched."""
    page = visit()
    answer = ask(page, HOSTILE)

    expect(answer).to_contain_text("${window.hacked=3} {{constructor}} [点我](javascript:window.hacked=4) $$x^2$$")
    page.locator("#src-1-1 .bg-original summary").click()
    expect(page.locator("#src-1-1 .bg-page")).to_contain_text("<script>window.hacked=2</script>")
    assert page.locator("#bg-main :is(img, script, iframe, a[href^=javascript], .katex)").count() == 0
    assert page.evaluate("window.hacked") is None


def test_the_language_follows_the_browser_and_the_switch(visit):
    """Texts, examples and the conversation so far change; the answer itself stays as it was given."""
    page = visit(locale="en-US")
    expect(page.locator("#bg-welcome")).to_contain_text(EN.welcome)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    answer = ask(page, "青石区就业")
    expect(answer.locator(".bg-now")).to_have_text(["Qingshi 青石区", "2024, 2025", "target and result"])

    page.get_by_role("radio", name="中文").check()
    expect(answer.locator(".bg-now")).to_have_text(["青石区", "2024年、2025年", "目标与完成"])
    expect(page.locator("#src-1-1")).to_contain_text("2024年 完成情况")
    expect(page.get_by_role("button", name=ZH.send)).to_be_visible()
    expect(page.get_by_role("combobox", name=ZH.backend)).to_have_value(ZH.extractive)
    expect(page.get_by_role("textbox", name=ZH.question)).to_have_attribute("placeholder", ZH.placeholder)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(answer).to_contain_text("完成年度任务的112%")


def test_a_backend_can_be_chosen(visit, assistant):
    """The choice is offered where a profile is configured, and reaches the assistant."""
    page = visit()
    page.get_by_role("combobox", name=ZH.backend).click()
    page.get_by_role("option", name="deepseek：未启动").click()
    ask(page, "青石区就业")

    assert assistant.backends[-1] == "deepseek"


def test_narrow_pages_put_the_sources_below(visit):
    """At 400 pixels nothing is cut off sideways, and a mark brings its card into view."""
    page = visit(viewport={"width": 400, "height": 800})
    answer = ask(page, "青石区重点工作")
    chat, sources = page.locator("#bg-left").bounding_box(), page.locator("#bg-right").bounding_box()

    assert sources["y"] >= chat["y"] + chat["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    answer.locator("a.bg-mark").last.click()
    expect(page.locator("#src-1-6")).to_be_in_viewport()


def test_reports_are_listed_on_request(visit):
    """The line names regions and years; unfolded, title, date and speaker; Escape folds it."""
    page = visit()
    expect(page.locator(".bg-reports summary")).to_contain_text("青石区 2025")
    page.locator(".bg-reports summary").click()
    expect(page.get_by_role("cell", name="青石区人民政府区长 梁远舟")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".bg-sheet")).to_be_hidden()


def test_a_screen_reader_is_told_once(visit):
    """The answer is announced by a status of its own; the streaming log is silent and names no raw HTML."""
    page = visit()
    ask(page, "青石区就业")

    expect(page.locator("#bg-live[role=status]")).to_contain_text("完成年度任务的112%")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")
    expect(page.locator("#bg-chat [aria-label*='<']")).to_have_count(0)
    expect(page.get_by_role("article", name="来源 1")).to_be_visible()
    expect(page.get_by_role("link", name="来源 [1]")).to_be_visible()


def test_an_answer_is_copied_with_its_sources(visit):
    """What lands on the clipboard names the reports behind the marks."""
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "青石区就业").get_by_role("button", name=ZH.copy).click()
    expect(page.locator(".bg-copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.splitlines()[0].endswith("112%[1]；2025年的目标是1.1万人以上[2]。")
    assert copied.splitlines()[-1].startswith("[2] 安澜市青石区2025年政府工作报告 二、2025年重点工作")


def test_an_empty_index_takes_no_question(visit):
    """The page says how to load reports."""
    page = build(SmallAssistant(index=SmallIndex(())))
    empty = visit(serve(page))

    expect(empty.locator(".bg-empty")).to_contain_text("baogao index")
    expect(empty.locator("#bg-question textarea")).to_be_disabled()
    empty.close()
    page.close()
