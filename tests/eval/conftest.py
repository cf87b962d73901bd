"""Answers and gold questions by hand, and an assistant that asks an LLM of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from llm_server import LlmServer, Make

from eval.answers import Answered, Cited, Found
from eval.gold import Evidence, Gold
from rag.answer import Assistant


@pytest.fixture
def gold() -> Make:
    """Make a gold question; anything of it can be said anew."""

    def make(**told: Any) -> Gold:
        usual: dict[str, Any] = {
            "id": "q1",
            "question": "青石区2024年新增了多少城镇就业？",
            "gold": (("1.24万人", "12400"),),
            "type": "figure",
            "documents": ("qingshi-2025",),
            "evidence": (Evidence("qingshi-2025", "1.24万人"),),
        }
        return Gold(**usual | told)

    return make


@pytest.fixture
def answered() -> Make:
    """Make an answer; texts of passages become citations 1, 2, … and what was retrieved."""

    def make(text: str, *passages: str, document: str = "qingshi-2025", **told: Any) -> Answered:
        usual: dict[str, Any] = {
            "id": "q1",
            "question": "？",
            "answer": text,
            "citations": tuple(Cited(n, document, "", "", "", p) for n, p in enumerate(passages, start=1)),
            "retrieved": tuple(Found(document, "", p) for p in passages),
        }
        return Answered(**usual | told)

    return make


@pytest.fixture
def llm() -> Iterator[LlmServer]:
    """Give an address that is up."""
    server = LlmServer()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.pause.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def golds() -> list[Gold]:
    """Give questions over the small corpus: two it answers, and one it does not."""
    return [
        Gold(
            "days",
            "青石区2023年优良天数是多少？",
            (("301天",),),
            type="figure",
            documents=("qingshi-2024",),
            evidence=(Evidence("qingshi-2024", "301天"),),
        ),
        Gold(
            "jobs",
            "青石区2023年城镇新增就业多少人？",
            (("8600人",),),
            type="figure",
            documents=("qingshi-2024",),
            forbidden=("7900人",),
            evidence=(Evidence("qingshi-2024", "8600人"),),
        ),
        Gold("subway", "望海县2023年修了几条地铁？", (), type="unanswerable"),
    ]


@pytest.fixture
def with_llm(assistant: Assistant, llm: LlmServer) -> Assistant:
    """Give the assistant of the small corpus with the address as its backend."""
    profile = llm.profile
    return Assistant(assistant.index, replace(assistant.config, backend=profile.name, profiles={profile.name: profile}))
