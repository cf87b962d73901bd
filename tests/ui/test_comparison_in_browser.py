"""The comparison view in headless Chromium: from an answer, by hand, by keyboard, and saved to files."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect
from test_browser import ask

from ui.texts import EN, ZH

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::Warning:gradio"),  # of its own bookkeeping, about pandas
]


def compare(page, indicator):
    """Type an indicator into the view and press Enter."""
    field = page.locator("#bg-indicator input")
    field.click()
    field.fill(indicator)
    field.press("Enter")
    field.press("Tab")


def test_an_answer_opens_as_a_comparison(visit, real_address):
    """The table has what the answer compares, its marks lead to their sentences and back, and the chart is drawn."""
    page = visit(real_address)
    answer = ask(page, "各地2023年城镇新增就业多少人？")
    answer.get_by_role("button", name=ZH.open_compare).click()

    expect(page.get_by_role("tab", name=ZH.view_compare)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#bg-indicator input")).to_have_value("城镇新增就业")
    expect(page.locator("#bg-years .token")).to_have_text(["2023"])
    row = page.locator(".bg-grid tbody tr").filter(has_text="青石区")
    expect(row).to_contain_text("8600人")
    expect(row).to_contain_text("8200人以上")
    expect(row).to_contain_text(ZH.met)
    chart = page.locator("#bg-chart .js-plotly-plot")
    expect(chart).to_have_attribute("role", "img")
    assert "青石区 目标: 2023 8200人以上" in chart.get_attribute("aria-label")

    row.locator("a.bg-mark").first.click()
    card = page.locator("#bg-compare-sources .bg-card.bg-hit")
    expect(card).to_be_focused()
    expect(card.locator("mark b")).to_have_text("8200人")
    card.get_by_text(ZH.back_table).click()
    expect(row.locator("a.bg-mark").first).to_be_focused()


def test_a_comparison_is_made_by_hand(visit, real_address):
    """Free words name an indicator, places narrow it; what no report tells is said, with names that sound alike."""
    page = visit(real_address, locale="en-US")
    expect(page.locator("#bg-welcome")).to_contain_text(EN.welcome)
    page.get_by_role("tab", name=EN.view_compare).click()
    expect(page.locator("#bg-compared h2")).to_be_visible()

    compare(page, "GDP增速")
    expect(page.locator("#bg-compared h2")).to_have_text("GDP (地区生产总值), growth")
    expect(page.locator(".bg-grid tbody th")).to_have_text(["安澜市", "青石区"])
    page.locator("#bg-places input").click()
    page.get_by_role("option", name="青石区").click()
    expect(page.locator(".bg-grid thead th").first).to_have_text(EN.year_column)

    page.get_by_role("radio", name="中文").check()
    expect(page.locator("#bg-compared h2")).to_have_text("地区生产总值（增长）")
    compare(page, "城镇就业增加")
    page.get_by_role("button", name="城镇新增就业").click()
    expect(page.locator("#bg-compared h2")).to_contain_text("城镇新增就业")


def test_a_comparison_is_saved(visit, real_address):
    """As CSV that a spreadsheet takes for UTF-8, and as Markdown with its sentences."""
    page = visit(real_address)
    page.get_by_role("tab", name=ZH.view_compare).press("Enter")
    compare(page, "城镇新增就业")
    expect(page.locator("#bg-compared h2")).to_have_text("城镇新增就业")
    saved = {}
    for label in (ZH.save_csv, ZH.save_markdown):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).press("Enter")
        saved[download.value.suggested_filename] = Path(download.value.path()).read_bytes()

    sheet = saved["城镇新增就业.csv"]
    assert sheet.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"))))
    assert {"region": "青石区", "years": "2023", "stance": "achieved", "value": "8600"}.items() <= next(
        line for line in lines if line["printed"] == "8600人"
    ).items()
    text = saved["城镇新增就业.md"].decode()
    assert "| 青石区 | 2023 | 8200人以上[" in text
    assert "> 城镇新增就业8600人" in text or "城镇新增就业8600人" in text.partition("[1] ")[2]


@pytest.mark.parametrize("width", [390, 1400])
def test_the_view_fits_the_page(visit, real_address, width):
    """A table that is wider than the page is moved within itself."""
    page = visit(real_address, viewport={"width": width, "height": 800})
    page.get_by_role("tab", name=ZH.view_compare).click()
    expect(page.locator("#bg-compared h2")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_opened_of_nothing_changes_nothing(visit, real_address, capfd):
    """What a browser may send besides the turns that compare raises no error."""
    page = visit(real_address)
    ask(page, "青石区2023年城镇新增就业多少人？")
    for detail in ("{turn: 9}", "{turn: 'x'}", "7", "null", "{indicator: 3}"):
        page.evaluate(
            f"document.querySelector('#bg-opened .prose').dispatchEvent(new CustomEvent('bg-open', {{detail: {detail}}}))"
        )
    page.wait_for_timeout(500)

    expect(page.get_by_role("tab", name=ZH.view_ask)).to_have_attribute("aria-selected", "true")
    assert "Error" not in capfd.readouterr().err
