"""Let any LLM behind an OpenAI-compatible address answer: Question, Hit[] → words as they come.

The address is trusted with nothing but the prompt and its own key. Whatever it does wrong (refuses, breaks off, falls
silent, talks without end, is no API at all) becomes a BackendError that says what was wrong, where, and what to do.
Every wait is bounded: connecting, silence, waiting in line, further tries, and all of it together by the deadline.
Not here: the prompt (prompts/), how a stream is read (stream.py), what is shown instead of a failed answer (chain.py),
and whether the answer is right.
"""

from __future__ import annotations

import json
import logging
import random
import threading
import time
from collections.abc import AsyncIterable, AsyncIterator, Callable, Generator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from rag.backends import background, keys, prompts, stream
from rag.backends.faults import Fault, fault_of, message_of
from rag.config import LlmProfile
from rag.records import Delta, Hit, Question, Retracted, Tokens
from rag.steps import ended

if TYPE_CHECKING:
    import httpx2
    import openai

Messages = Sequence[Mapping[str, str]]
"""Chat messages as {"role", "content"}."""

RETRIES = 2
"""Further tries where trying again may help."""
BACKOFF = 0.5
"""Seconds before the second try, at most; doubled for each further one."""
LONGEST_WAIT = 20.0
"""Seconds; an address that asks for a longer wait is given up at once."""
CONNECT_TIMEOUT = 5.0
"""Seconds until an address that cannot be reached is given up."""
LIST_TIMEOUT = 10.0
"""Seconds for the list of models."""
CHARS_PER_TOKEN = 8
"""An answer of more characters than this times `max_tokens` does not keep to `max_tokens`."""
BODY_BYTES = 64_000
"""So much is read of a body that is no stream; a little more where the last block reaches beyond it."""

_CHATTY = ("openai", "httpx2", "httpcore2")
_NO_KEY = "none"
"""The client wants a key even where the address needs none."""

log = logging.getLogger(__name__)


def words(
    question: Question,
    hits: Sequence[Hit],
    profile: LlmProfile,
    counted: Callable[[Tokens], None] | None = None,
    texts: prompts.Prompts | None = None,
) -> Generator[str | Retracted, None, None]:
    """Ask the LLM and give its answer piece by piece, without its reasoning.

    Nothing is sent before the first piece is asked for. Closing the generator closes the connection; an empty piece
    comes now and then while there is nothing to say, so that there is a moment to close it.

    Args:
        question: what is asked.
        hits: the passages that the LLM may use, in the order of their numbers.
        profile: where it is asked; its key is read from the environment or its file.
        counted: called with the tokens read and written, if the service tells them.
        texts: the words of the prompt; the bundled ones unless told otherwise.

    Returns: pieces of the answer; Retracted where those given so far are void, because the stream broke off and the
        answer begins anew.

    Raises:
        BackendError: if no answer comes, or not the whole of it; pieces given before that are no answer.

    """
    yield from said(prompts.messages(question, hits, texts), profile, counted)


def said(
    messages: Messages, profile: LlmProfile, counted: Callable[[Tokens], None] | None = None
) -> Generator[str | Retracted, None, None]:
    """Ask with messages of one's own; otherwise as `words`."""
    key = ""
    try:
        key = keys.read(profile)
        ends = time.monotonic() + profile.deadline
        slots = _slots(profile.name, profile.base_url, profile.concurrency)
        while not slots.acquire(timeout=background.BEAT):
            if time.monotonic() > ends:
                raise Fault("no_slot")
            yield ""
        try:
            for piece in background.taken(_tries(messages, profile, key, ends)):
                if isinstance(piece, Tokens):
                    if counted:
                        counted(piece)
                else:
                    yield "" if piece is None else piece
        finally:
            slots.release()
    except Fault as fault:
        # `from None`: the client's errors hold the request, and with it the key.
        raise fault.told(profile, key) from None


def waited_for(
    messages: Messages, profile: LlmProfile, counted: Callable[[Tokens], None] | None = None
) -> Generator[Delta, None, str]:
    """Ask with messages of one's own and return the answer; until it is whole, no words come, each a moment to close.

    Errors as for `words`.
    """
    text = ""
    for piece in said(messages, profile, counted):
        text = "" if isinstance(piece, Retracted) else text + piece
        yield Delta("")
    return text


def whole(messages: Messages, profile: LlmProfile) -> str:
    """Ask with messages of one's own and give the answer in one go; errors as for `words`."""
    return ended(waited_for(messages, profile))


def models(profile: LlmProfile) -> list[str]:
    """List the models that an address offers; none where it does not tell."""
    import asyncio

    import openai

    async def listed() -> AsyncIterator[str]:
        async with asyncio.timeout(LIST_TIMEOUT), _client(profile, keys.read(profile)) as client:
            for model in (await client.models.list(extra_headers=_headers(client))).data:
                yield str(model.id)

    try:
        return sorted({name for name in background.taken(listed()) if name})
    except (Fault, openai.OpenAIError, OSError, ValueError, AttributeError, TypeError):
        return []


@cache
def _slots(name: str, base_url: str, concurrency: int) -> threading.BoundedSemaphore:
    """Give the places in line of a profile, the same for everyone in this process."""
    return threading.BoundedSemaphore(concurrency)


async def _tries(
    messages: Messages, profile: LlmProfile, key: str, ends: float
) -> AsyncIterator[str | Tokens | Retracted]:
    """Ask until an answer comes whole, trying again helps no more, or the time is over.

    Args:
        messages: what is asked.
        profile: where.
        key: its key; empty where none is needed.
        ends: when the deadline is, on the monotonic clock.

    Raises:
        Fault: if no answer comes, or not the whole of it.

    """
    import asyncio

    import httpx2
    import openai

    request: dict[str, Any] = {
        "model": profile.model,
        "messages": messages,
        "max_tokens": profile.max_tokens,
        "temperature": profile.temperature,
        "stream_options": {"include_usage": True},
    }
    try:
        async with asyncio.timeout(ends - time.monotonic()) as deadline, _client(profile, key) as client:
            for tries in range(RETRIES + 1):
                begun = False
                try:
                    async for piece in _answer(client, request, profile):
                        begun = begun or isinstance(piece, str)
                        yield piece
                    return
                except (Fault, openai.OpenAIError, httpx2.RequestError, OSError, UnicodeError) as error:
                    fault, wait = fault_of(error, profile), _wait_asked(error)
                    if not begun and tries < RETRIES and _adapt(request, error):
                        continue
                wait += BACKOFF * 2**tries * random.uniform(0.5, 1.0)
                longest = min(LONGEST_WAIT, ends - time.monotonic())
                if not fault.retryable or tries == RETRIES or wait > longest:
                    raise fault
                if begun:
                    yield Retracted()
                log.info("%s Trying again in %.1f s.", fault.told(profile, key), wait)
                await asyncio.sleep(wait)
    except TimeoutError:
        assert deadline.expired()
        raise Fault("late") from None


def _client(profile: LlmProfile, key: str) -> openai.AsyncOpenAI:
    import httpx2
    import openai

    # What they log of headers and addresses may repeat the key.
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Silence is measured in events (_answer), for a comment is a byte but no sign of an answer.
    timeout = openai.Timeout(None, connect=min(profile.timeout, CONNECT_TIMEOUT))
    try:
        # A question goes to the address that was named, and not where that one sends it.
        http = openai.DefaultAsyncHttpxClient(follow_redirects=False, event_hooks={"response": [_shortened]})
        return openai.AsyncOpenAI(
            base_url=profile.base_url, api_key=key or _NO_KEY, timeout=timeout, max_retries=0, http_client=http
        )
    except httpx2.InvalidURL as error:
        raise Fault("no_address", reason=str(error)) from None
    except (ValueError, ImportError) as error:
        raise Fault("no_proxy", reason=str(error)) from None


async def _answer(
    client: openai.AsyncOpenAI, request: Mapping[str, Any], profile: LlmProfile
) -> AsyncIterator[str | Tokens | Retracted]:
    """Ask once; raise Fault, and what the client and the connection raise."""
    import asyncio

    import httpx2

    key = "" if client.api_key == _NO_KEY else client.api_key
    chat = client.chat.completions.with_streaming_response
    clock = asyncio.get_running_loop().time
    async with asyncio.timeout(profile.timeout) as silence:
        async with chat.create(**request, stream=True, extra_headers=_headers(client)) as response:
            kind = response.headers.get("content-type", "")
            if "html" in kind:
                raise Fault("web_page")
            if "json" in kind:
                raise _no_stream(await _body(response.iter_bytes()))
            data = stream.events(response.iter_bytes(), lambda: silence.reschedule(clock() + profile.timeout))
            chars = 0
            try:
                async for piece in stream.without_key(stream.without_reasoning(stream.pieces(data)), key):
                    if isinstance(piece, Retracted):
                        chars = 0
                    elif isinstance(piece, str):
                        chars += len(piece)
                        if chars > profile.max_tokens * CHARS_PER_TOKEN:
                            raise Fault("too_much")
                    yield piece
            except httpx2.RequestError:
                raise Fault("broken_off") from None
            if not chars:
                raise Fault("no_words")


def _headers(client: openai.AsyncOpenAI) -> dict[str, str | openai.Omit]:
    """Keep out what the client would add of OPENAI_* variables: the address is told what its profile says, and no more."""
    import openai

    return {
        "Authorization": f"Bearer {client.api_key}",
        "OpenAI-Organization": openai.omit,
        "OpenAI-Project": openai.omit,
    }


async def _shortened(response: httpx2.Response) -> None:
    """Cut the body of a refusal short: the client reads all of it, and it may have no end."""
    import httpx2

    if response.is_error:
        sent = response.stream
        assert isinstance(sent, httpx2.AsyncByteStream)
        response.stream = httpx2.ByteStream(await _body(sent))
        await sent.aclose()


async def _body(blocks: AsyncIterable[bytes]) -> bytes:
    body = b""
    async for block in blocks:
        body += block
        if len(body) > BODY_BYTES:
            break
    return body


def _no_stream(body: bytes) -> Fault:
    """Tell an answer that came at once from what is none."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return Fault("not_json")
    answered = isinstance(told, dict) and bool(told.get("choices"))
    return Fault("no_stream") if answered else Fault("no_api", said=message_of(told))


def _adapt(request: dict[str, Any], error: Exception) -> bool:
    """Change a request as its refusal asks: some models know `max_tokens` by another name, or no `temperature`."""
    import openai

    if not isinstance(error, (openai.BadRequestError, openai.UnprocessableEntityError)):
        return False
    if "max_completion_tokens" in error.message and "max_tokens" in request:
        request["max_completion_tokens"] = request.pop("max_tokens")
        return True
    if "stream_options" in error.message and request.pop("stream_options", None):
        return True
    about_temperature = error.param == "temperature" or "temperature" in error.message
    return about_temperature and request.pop("temperature", None) is not None


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
