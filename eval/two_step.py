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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from eval import answers as answer_files
from eval.answers import Answered, Found
from eval.gold import Gold
from eval.retrieval import proves
from eval.run import failed
from rag.backends import prompts
from rag.backends.budget import fitting
from rag.backends.chain import Said
from rag.backends.faults import Fault
from rag.batch import as_dict
from rag.config import Config, LlmProfile
from rag.errors import BaogaoError, ConfigError
from rag.records import Hit, Tokens
from rag.steps import ended

if TYPE_CHECKING:
    from rag.answer import Assistant

_REASONING = re.compile(r"^(?:(?:\s*<think>.*?(?:</think>|\Z))+|(?:(?!<think>).)*?</think>)", re.DOTALL)
"""What a live run leaves out as well (rag/backends/stream.py): between the tags, or before a lone end of them."""


class ResponsesError(BaogaoError):
    """A file of responses that cannot be used."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an LLM is asked about one gold question."""

    id: str
    line: str
    """One line of the file of requests."""
    characters: int
    """Of its messages."""
    evidence: bool | None
    """Whether its passages prove the gold answer; None where the reports do not tell or no evidence is named."""


def requests(assistant: Assistant, golds: Sequence[Gold]) -> Iterator[Request]:
    """Write one request a question.

    Args:
        assistant: with the LLM as the backend of its settings.
        golds: the questions.

    Raises:
        ConfigError: if the backend is no LLM, or helps the search, which takes an answer of its own.
        BackendError: if not even one passage fits into the model's context.

    """
    profile = _profile(assistant.config)
    for gold in golds:
        prepared = assistant.prepare(gold.question, history=gold.history)
        # A live run asks no LLM where nothing was found; here it is asked all the same, and not heard.
        shown = fitting(prepared.question, prepared.shown, profile, assistant.prompts) if prepared.shown else ()
        messages = prompts.messages(prepared.question, shown, assistant.prompts)
        body = {
            "model": profile.model,
            "messages": messages,
            "max_tokens": profile.max_tokens,
            "temperature": profile.temperature,
        }
        row = {"custom_id": gold.id, "method": "POST", "url": "/v1/chat/completions", "body": body}
        # As the client writes a live request.
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        yield Request(gold.id, line, sum(len(m["content"]) for m in messages), _proved(assistant, gold, shown))


def summary(written: Sequence[Request]) -> str:
    """Say how long the prompts are, and in how many of them the evidence stands."""
    if not written:
        return "0 requests"
    lengths = sorted(request.characters for request in written)
    proved = [request.evidence for request in written if request.evidence is not None]
    said = f"{len(written)} requests; characters of a prompt: median {median(lengths):.0f}, longest {lengths[-1]}"
    if proved:
        said += f"; evidence in the prompt: {sum(proved)} of {len(proved)} answerable ({sum(proved) / len(proved):.1%})"
    return said


def _profile(config: Config) -> LlmProfile:
    profile = config.profile(config.backend)
    if profile is None:
        raise ConfigError(f"backend {config.backend!r} is no LLM; name one with --backend")
    for name in ("rewrite_question", "hypothetical_answer", "resolve_follow_ups"):
        if getattr(config, name):
            raise ConfigError(f"{name} asks the LLM before the question is searched; turn it off for a batch")
    return profile


def _proved(assistant: Assistant, gold: Gold, shown: Sequence[Hit]) -> bool | None:
    """Tell whether each piece of evidence stands in a passage of its document."""
    if not (gold.answerable and gold.evidence):
        return None
    documents = {report.id: Path(report.path).stem for report in assistant.index.reports}
    found = [Found(documents[hit.passage.report_id], "", hit.passage.text) for hit in shown]
    return all(any(proves(passage, evidence) for passage in found) for evidence in gold.evidence)


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
    profile = _profile(assistant.config)
    prepared = assistant.prepare(gold.question, history=gold.history)
    if prepared.found:
        try:
            text, tokens = _said(response)
        except ResponsesError as error:
            return failed(gold, profile.name, str(error))
        told = Said(profile.name, text, fitting(prepared.question, prepared.shown, profile, assistant.prompts), tokens)
        answer = assistant.finish(prepared, told)
        if not (answer.citations or answer.declined):
            return failed(gold, profile.name, Fault("uncited").told(profile).told("en"))
    else:
        answer = assistant.finish(prepared, ended(assistant.excerpts(prepared)))
    row = as_dict(gold.id, gold.question, answer, assistant.index.reports)
    return replace(answer_files.from_row(row), tokens=answer.tokens)


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
    if choice.get("finish_reason") == "content_filter":
        raise ResponsesError("the content filter of the service stopped the answer")
    if not said:
        raise ResponsesError("the answer is empty")
    usage = body.get("usage") or {}
    counted = "prompt_tokens" in usage and "completion_tokens" in usage
    return said, Tokens(usage["prompt_tokens"], usage["completion_tokens"]) if counted else None
