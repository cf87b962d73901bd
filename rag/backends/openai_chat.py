"""Let any LLM behind an OpenAI-compatible address answer: Question, Hit[] → words as they come.

The address is trusted with nothing but the prompt and its own key. Whatever it does wrong (refuses, breaks off, falls
silent, talks without end, is no API at all) becomes a BackendError that says what was wrong, where, and what to do;
so does an answer that was cut short, for half a figure is a wrong figure. Server-sent events are read here rather
than by the client, because it takes a stream of keep-alive comments (`: keep-alive`) for a living one and does not
tell whether the closing `[DONE]` came.
Not here: the prompt (prompts.py), what is shown instead of a failed answer, and whether the answer is right.
"""

from __future__ import annotations

import json
import logging
import os
import random
import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from rag.backends import prompts
from rag.config import LlmProfile
from rag.errors import BackendError
from rag.records import Hit, Question, Tokens

if TYPE_CHECKING:
    import openai

RETRIES = 2
"""Further tries before the first word, where trying again may help."""
BACKOFF = 0.5
"""Seconds before the second try, at most; doubled for each further one."""
LONGEST_WAIT = 20.0
"""Seconds; an address that asks for a longer wait is given up at once."""
CONNECT_TIMEOUT = 5.0
"""Seconds until an address that cannot be reached is given up."""
CHARS_PER_TOKEN = 8
"""An answer of more characters than this times `max_tokens` does not keep to `max_tokens`."""
STREAM_BYTES = 16_000_000
"""A stream longer than this, reasoning and all, has no end."""
MESSAGE_CHARS = 600
"""An error message is cut here; what the service says comes last in it."""

_THINK, _END_THINK = "<think>", "</think>"
_NO_KEY = "none"
"""The client wants a key even where the address needs none."""
_PASSWORD = re.compile(r"//[^/]*@")
"""The user and password of an address."""
_CHECK_ADDRESS = "base_url, which most often ends in /v1"
_NO_API = f"no OpenAI-compatible API stands there. Check {_CHECK_ADDRESS}."

log = logging.getLogger(__name__)


def words(
    question: Question, hits: Sequence[Hit], profile: LlmProfile, counted: Callable[[Tokens], None] | None = None
) -> Generator[str, None, None]:
    """Ask the LLM and give its answer piece by piece, without its reasoning.

    Nothing is sent before the first piece is asked for. Closing the generator closes the connection.

    Args:
        question: what is asked.
        hits: the passages that the LLM may use, in the order of their numbers.
        profile: where it is asked; its key is read from the environment.
        counted: called with the tokens read and written, if the service tells them.

    Raises:
        BackendError: if no answer comes, or not the whole of it; pieces given before that are no answer.

    """
    import httpx2
    import openai

    key = _key(profile)
    request: dict[str, Any] = {
        "model": profile.model,
        "messages": prompts.messages(question, hits),
        "max_tokens": profile.max_tokens,
        "temperature": profile.temperature,
        "stream_options": {"include_usage": True},
    }
    with _client(profile, key) as client:
        for tries in range(RETRIES + 1):
            begun = False
            try:
                for piece in _answer(client, request, profile, counted):
                    begun = True
                    yield piece
                return
            except (BackendError, openai.OpenAIError, httpx2.RequestError, OSError, UnicodeError) as error:
                failure = _explained(error, profile, key)
                wait = _wait_asked(error)
                again = not begun and tries < RETRIES and wait <= LONGEST_WAIT
                # `from None`: the client's errors hold the request, and with it the key.
                if again and _adapt(request, error):
                    continue
                if not (again and failure.retryable):
                    raise failure from None
            wait += BACKOFF * 2**tries * random.uniform(0.5, 1.0)
            log.info("%s Trying again in %.1f s.", failure, wait)
            time.sleep(wait)


def _key(profile: LlmProfile) -> str:
    """Read the key; empty where none is needed."""
    name = profile.api_key_env
    if not name:
        return ""
    key = os.environ.get(name, "").strip()
    if not key:
        raise _error(profile, f"the environment variable {name} is not set. Set it to your key: export {name}=...")
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise _error(profile, f"the environment variable {name} holds more than a key. Set it to the key alone.")
    return key


def _client(profile: LlmProfile, key: str) -> openai.OpenAI:
    import httpx2
    import openai

    timeout = openai.Timeout(profile.timeout, connect=min(profile.timeout, CONNECT_TIMEOUT))
    try:
        return openai.OpenAI(base_url=profile.base_url, api_key=key or _NO_KEY, timeout=timeout, max_retries=0)
    except httpx2.InvalidURL as error:
        raise _error(profile, f"base_url is no address ({error}). Correct it.") from None
    except (ValueError, ImportError) as error:
        raise _error(profile, f"the proxy named by the environment cannot be used: {error}") from None


def _answer(
    client: openai.OpenAI,
    request: Mapping[str, Any],
    profile: LlmProfile,
    counted: Callable[[Tokens], None] | None,
) -> Iterator[str]:
    """Ask once; raise what the client and the connection raise, and BackendError without the place."""
    import openai

    # The client would add what OPENAI_* variables say; the address is told what its profile says, and no more.
    headers: dict[str, str | openai.Omit] = {
        "Authorization": f"Bearer {client.api_key}",
        "OpenAI-Organization": openai.omit,
        "OpenAI-Project": openai.omit,
    }
    chat = client.chat.completions.with_streaming_response
    with chat.create(**request, stream=True, extra_headers=headers) as response:
        if "html" in response.headers.get("content-type", ""):
            raise BackendError(f"a web page came instead of an answer: {_NO_API}")
        events = _events(response.iter_bytes(), profile.timeout)
        chars = 0
        for piece in _without_reasoning(_pieces(events, profile.max_tokens, counted)):
            chars += len(piece)
            if chars > profile.max_tokens * CHARS_PER_TOKEN:
                raise BackendError(f"the answer does not end at max_tokens = {profile.max_tokens}. Try another model.")
            yield piece
        if not chars:
            raise BackendError(f"no answer within max_tokens = {profile.max_tokens}. Raise it, or take another model.")


def _events(blocks: Iterable[bytes], patience: float) -> Iterator[bytes]:
    """Cut a stream into the data of its events.

    Args:
        blocks: bytes as the network gives them, broken anywhere.
        patience: seconds without an event, comments notwithstanding, after which it is given up.

    """
    held, received, heard = b"", 0, time.monotonic()
    for block in chain(blocks, [b"\n"]):
        received += len(block)
        if received > STREAM_BYTES:
            raise BackendError("the stream does not end. Try another model.")
        *lines, held = (held + block).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield line.removeprefix(b"data:").strip()
                heard = time.monotonic()
        if time.monotonic() - heard > patience:
            raise TimeoutError


def _pieces(events: Iterable[bytes], max_tokens: int, counted: Callable[[Tokens], None] | None) -> Iterator[str]:
    """Take what the model wrote from the events, and make sure that it came to its end."""
    finish = None
    for data in events:
        if data == b"[DONE]":
            finish = finish or "stop"
            break
        piece, reason, tokens = _piece(data)
        if tokens and counted:
            counted(tokens)
        finish = reason or finish or ""
        if piece:
            yield piece
    if finish == "length":
        raise BackendError(f"the answer was cut at max_tokens = {max_tokens}, reasoning included. Raise max_tokens.")
    if finish == "content_filter":
        raise BackendError("the content filter of the service stopped the answer. Ask otherwise or try another model.")
    if finish is None:
        raise BackendError(f"nothing came that is an answer: {_NO_API}")
    if not finish:
        raise BackendError("the answer broke off. Ask again.", retryable=True)


def _piece(data: bytes) -> tuple[str, str, Tokens | None]:
    """Read one event: what the model wrote in it, why it stopped, if it did, and what was counted, if that is told."""
    try:
        chunk = json.loads(data)
        error = chunk.get("error")
        choice = (chunk.get("choices") or [{}])[0]
        content = (choice.get("delta") or {}).get("content")
        reason = choice.get("finish_reason")
        usage = chunk.get("usage") or {}
        prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
    except (ValueError, AttributeError, TypeError, LookupError, RecursionError):
        said = _said(data.decode(errors="replace"))
        raise BackendError(f"what came is not the JSON of a chat completion. Check base_url.{said}") from None
    if error:
        raise BackendError(f"the service failed while answering. Ask again.{_said(error)}", retryable=True)
    tokens = Tokens(prompt, completion) if isinstance(prompt, int) and isinstance(completion, int) else None
    return (content if isinstance(content, str) else ""), str(reason or ""), tokens


def _without_reasoning(pieces: Iterator[str]) -> Iterator[str]:
    """Leave out `<think>…</think>` and white space before the answer; tags may be split over pieces."""
    held, thinking = "", False
    for piece in pieces:
        held = (held + piece).lstrip()
        if not thinking and held.startswith(_THINK):
            thinking = True
        if thinking:
            _, closed, after = held.partition(_END_THINK)
            thinking = not closed
            held = after.lstrip() if closed else held[-len(_END_THINK) :]
        if held and not thinking and not _THINK.startswith(held):
            yield held
            yield from pieces
            return
    if not thinking and held:
        yield held


def _adapt(request: dict[str, Any], error: Exception) -> bool:
    """Change a request as its refusal asks: some models know `max_tokens` by another name, or no `temperature`."""
    import openai

    if not isinstance(error, openai.BadRequestError):
        return False
    if error.param == "max_tokens" and "max_completion_tokens" in error.message and "max_tokens" in request:
        request["max_completion_tokens"] = request.pop("max_tokens")
        return True
    if "stream_options" in error.message and request.pop("stream_options", None):
        return True
    return error.param == "temperature" and request.pop("temperature", None) is not None


def _wait_asked(error: Exception) -> float:
    """Seconds that a refusal asks to wait by its Retry-After (seconds, or a date); 0 where it asks nothing."""
    import openai

    asked = error.response.headers.get("retry-after", "") if isinstance(error, openai.APIStatusError) else ""
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _explained(error: Exception, profile: LlmProfile, key: str) -> BackendError:
    """Say in plain words what went wrong, where, and what to do."""
    import httpx2
    import openai

    if isinstance(error, BackendError):
        return _error(profile, str(error), key, retryable=error.retryable)
    if isinstance(error, openai.APIStatusError):
        retryable = error.status_code in (408, 429) or error.status_code >= 500
        return _error(profile, _refused(error, profile), key, retryable=retryable)
    if isinstance(error, UnicodeError):
        return _error(profile, "the question holds signs that are no text. Write it anew.")
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
    if isinstance(cause, (httpx2.TimeoutException, TimeoutError)) and not isinstance(cause, httpx2.ConnectTimeout):
        return _error(profile, f"no answer for {profile.timeout:g} s. Ask again, or raise timeout.")
    what = f"the connection failed ({_plain(str(cause))}). Check base_url and the network."
    return _error(profile, what, key, retryable=True)


def _refused(error: openai.APIStatusError, profile: LlmProfile) -> str:
    """Say what a status means."""
    code = error.status_code
    if code == 401 and profile.api_key_env:
        # What the address says is left out: it may repeat a part of the key.
        return f"the key in {profile.api_key_env} is refused. Set that variable to a valid key."
    if code == 401:
        return "a key is asked for. Set api_key_env to the name of the environment variable that holds it."
    if code == 402:
        told = "the account has no credit left. Add some, or take another backend."
    elif code == 403:
        told = f"the key may not use the model {profile.model!r}. Take another model or key."
    elif code in (404, 405):
        told = f"the model {profile.model!r} or the address is unknown. Check model, and {_CHECK_ADDRESS}."
    elif code == 429:
        told = "too many requests, or the quota is used up. Wait a little, or take another backend."
    elif code >= 500:
        told = f"the service fails (status {code}). Try again later."
    else:
        told = f"the request is refused (status {code}). Check model, max_tokens and passages_shown."
    return told + _said(error.body)


def _said(body: object) -> str:
    """Quote the message in the body of an error; a web page has none."""
    if isinstance(body, Mapping):
        body = body.get("message") or body.get("detail")
    text = _plain(body) if isinstance(body, str) else ""
    return f" It says: {text}" if text and not text.startswith("<") else ""


def _plain(text: str) -> str:
    """Foreign words on one line, fit for a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _error(profile: LlmProfile, what: str, key: str = "", *, retryable: bool = False) -> BackendError:
    """Put the place before what went wrong, and keep the key and any password out of it."""
    message = f"backends.{profile.name} ({_PASSWORD.sub('//', profile.base_url)}): {what}"
    if key:
        message = message.replace(key, "***")
    return BackendError(message[:MESSAGE_CHARS], retryable=retryable)
