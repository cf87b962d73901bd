"""Ask an LLM without a live connection, in two steps: Gold[] → a file of requests; a file of responses → Answered[].

Both files are those of OpenAI's batch API, which others take as well:

    {"custom_id": "q1", "method": "POST", "url": "/v1/chat/completions", "body": {"model": …, "messages": […]}}
    {"custom_id": "q1", "response": {"status_code": 200, "body": {"choices": […], "usage": {…}}}, "error": null}

The passages are searched in both steps, so index and settings must be the same in both: a mark [n] of a response
names the n-th passage of its request.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval import answers as answer_files
from eval.answers import Answered
from eval.gold import Gold
from eval.run import failed
from rag.backends import prompts
from rag.batch import as_dict
from rag.decline import decline
from rag.errors import BaogaoError, ConfigError
from rag.question import understand
from rag.records import Answer, Hit, Question, Tokens
from rag.verify import verify

if TYPE_CHECKING:
    from rag.answer import Assistant

_REASONING = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


class ResponsesError(BaogaoError):
    """A file of responses that cannot be used."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What an LLM is asked with."""

    question: Question
    found: tuple[Hit, ...]
    shown: tuple[Hit, ...]
    seconds: float


def requests(assistant: Assistant, golds: Sequence[Gold]) -> Iterator[str]:
    """Write one request a question, as lines of JSON.

    Args:
        assistant: with the LLM as the backend of its settings.
        golds: the questions.

    Raises:
        ConfigError: if the backend is no LLM.

    """
    config = assistant.config
    profile = config.profile(config.backend)
    if profile is None:
        raise ConfigError(f"backend {config.backend!r} is no LLM; name one with --backend")
    for gold in golds:
        prepared = _prepare(assistant, gold)
        body = {
            "model": profile.model,
            "messages": prompts.messages(prepared.question, prepared.shown),
            "max_tokens": profile.max_tokens,
            "temperature": profile.temperature,
        }
        row = {"custom_id": gold.id, "method": "POST", "url": "/v1/chat/completions", "body": body}
        yield json.dumps(row, ensure_ascii=False)


def read_responses(path: Path) -> dict[str, Mapping[str, Any]]:
    """Read a file of responses by the ids of their questions.

    Raises:
        ResponsesError: if it cannot be read or a line is no response.

    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ResponsesError(f"{path}: cannot be read ({error}); name a file of batch responses") from error
    found: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found[row["custom_id"]] = row
        except (ValueError, KeyError, TypeError) as error:
            raise ResponsesError(f"{path}, line {number}: no batch response with a custom_id ({error})") from error
    return found


def answered(assistant: Assistant, gold: Gold, response: Mapping[str, Any] | None) -> Answered:
    """Make an answer of a response, as the assistant would have.

    Args:
        assistant: with the index and the settings that the requests were written with.
        gold: the question.
        response: what came back; None where nothing did.

    Returns: the answer; one with `error` where the response holds none.

    """
    backend = assistant.config.backend
    prepared = _prepare(assistant, gold)
    tokens = None
    if prepared.found:
        try:
            said, tokens = _said(response)
        except ResponsesError as error:
            return failed(gold, backend, str(error))
    else:
        said = decline(prepared.question, assistant.index.reports)
    verified = verify(said, [hit.passage for hit in prepared.shown])
    answer = Answer(
        question=prepared.question,
        text=verified.text,
        citations=verified.citations,
        hits=prepared.found,
        figures=verified.figures,
        declined=verified.text.startswith(prompts.REFUSAL[prepared.question.lang]),
        backend=backend,
        seconds_retrieve=prepared.seconds,
    )
    row = as_dict(gold.id, gold.question, answer, assistant.index.reports)
    return replace(answer_files.from_row(row), tokens=tokens)


def _prepare(assistant: Assistant, gold: Gold) -> _Prepared:
    started = time.perf_counter()
    question = understand(gold.question, assistant.index.reports)
    found = assistant.retriever.search(question)
    shown = assistant.retriever.with_neighbours(found, assistant.config.passages_shown)
    return _Prepared(question, found, shown, time.perf_counter() - started)


def _said(response: Mapping[str, Any] | None) -> tuple[str, Tokens | None]:
    """Give the words of a response.

    Raises:
        ResponsesError: if it holds none, or not all of them.

    """
    if response is None:
        raise ResponsesError("no response came back")
    try:
        body = response["response"]["body"]
        choice = body["choices"][0]
        said = _REASONING.sub("", choice["message"]["content"]).strip()
    except (KeyError, TypeError, IndexError):
        error = response.get("error") or response.get("response")
        raise ResponsesError(f"the response holds no answer: {json.dumps(error, ensure_ascii=False)[:300]}") from None
    if choice.get("finish_reason") == "length":
        raise ResponsesError("the answer was cut short; raise max_tokens")
    if not said:
        raise ResponsesError("the answer is empty")
    usage = body.get("usage") or {}
    counted = "prompt_tokens" in usage and "completion_tokens" in usage
    return said, Tokens(usage["prompt_tokens"], usage["completion_tokens"]) if counted else None
