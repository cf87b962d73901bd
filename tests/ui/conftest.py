"""The page of the small assistant, served on this machine and opened in headless Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from small_assistant import SmallAssistant, SmallIndex

from rag.answer import Assistant
from rag.config import Config, LlmProfile
from rag.index import Index
from ui.page import build, serve

PROFILE = LlmProfile(name="deepseek", base_url="http://127.0.0.1:9/v1", model="deepseek-chat")
PATIENCE = 30_000
"""Milliseconds a test waits for what it expects; long, since the machine may be busy with other things."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture
def index() -> SmallIndex:
    return SmallIndex()


@pytest.fixture(scope="session")
def assistant() -> SmallAssistant:
    return SmallAssistant(config=Config(profiles={"deepseek": PROFILE}))


@pytest.fixture(scope="session")
def address(assistant: SmallAssistant) -> Iterator[str]:
    page = build(assistant)  # type: ignore[arg-type]
    yield serve(page)
    page.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium")
    if not path:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium: Any) -> Callable[..., Any]:
    """Give a browser context of some settings; tests with the same settings share it, and with it Gradio's scripts."""
    known: dict[str, Any] = {}

    def context(**settings: Any) -> Any:
        key = repr(sorted(settings.items()))
        if key not in known:
            known[key] = chromium.new_context(**{"locale": "zh-CN", "reduced_motion": "reduce"} | settings)
        return known[key]

    return context


@pytest.fixture
def visit(contexts: Callable[..., Any], address: str) -> Iterator[Callable[..., Any]]:
    """Open the page; afterwards, nothing may have been asked of another host, and no script may have failed."""
    pages, hosts, failures = [], set(), []

    def opened(url: str = address, **settings: Any) -> Any:
        page = contexts(**settings).new_page()
        pages.append(page)
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.on("pageerror", lambda error: failures.append(error))
        page.goto(url)
        page.locator("#bg-question textarea").wait_for()
        return page

    yield opened
    for page in pages:
        page.close()
    assert hosts == {"127.0.0.1"}
    assert not failures


@pytest.fixture(scope="session")
def real_address(small_config: Config) -> Iterator[str]:
    """Give the page of a real assistant over the small corpus of invented reports."""
    index = Index.open(small_config.index)
    page = build(Assistant(index, small_config))
    yield serve(page)
    page.close()
    index.close()
