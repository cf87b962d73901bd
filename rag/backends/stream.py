"""Read the stream of a chat completion: bytes as the network gives them → what the model wrote, piece by piece.

Server-sent events are read here rather than by the client, because it takes a stream of keep-alive comments
(`: keep-alive`) for a living one and does not tell whether the closing `[DONE]` came. An answer that was cut short is
no answer: half a figure is a wrong figure. Reasoning is left out wherever models put it: in a field of its own, between
`<think>` and `</think>` before the answer, or before a lone `</think>`, as where the template of the model has opened it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable

from rag.backends.faults import Fault, message_of
from rag.records import Retracted, Tokens

STREAM_BYTES = 16_000_000
"""A stream longer than this, reasoning and all, has no end."""

_DONE = b"[DONE]"
_THINK, _END_THINK = "<think>", "</think>"


async def events(blocks: AsyncIterator[bytes], heard: Callable[[], None]) -> AsyncIterator[bytes]:
    """Cut a stream into the data of its events.

    Args:
        blocks: bytes, broken anywhere.
        heard: called at each event; comments are none.

    Raises:
        Fault: if there is no end of it.

    """
    held, received = b"", 0
    async for block in blocks:
        received += len(block)
        if received > STREAM_BYTES:
            raise Fault("endless")
        *lines, held = (held + block).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                heard()
                yield line.removeprefix(b"data:").strip()
    if held.startswith(b"data:"):
        last = held.removeprefix(b"data:").strip()
        if not _whole(last):
            raise Fault("broken_off")
        yield last


def _whole(data: bytes) -> bool:
    """Tell whether the data of an event that has no line end is all there."""
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return data == _DONE
    return True


async def pieces(data: AsyncIterator[bytes]) -> AsyncIterator[str | Tokens]:
    """Take from the events what the model wrote, and what it counted, and make sure that it came to its end.

    Raises:
        Fault: if it did not, or the events are not those of a chat completion.

    """
    finish = None
    async for event in data:
        if event == _DONE:
            finish = finish or "stop"
            break
        piece, reason, tokens = _piece(event)
        finish = reason or finish or ""
        if tokens:
            yield tokens
        if piece:
            yield piece
    if finish == "length":
        raise Fault("cut")
    if finish == "content_filter":
        raise Fault("filtered")
    if finish is None:
        raise Fault("no_api")
    if not finish:
        raise Fault("broken_off")


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
        raise Fault("not_json", said=message_of(data.decode(errors="replace"))) from None
    if error:
        raise Fault("failed_inside", said=message_of(error))
    tokens = Tokens(prompt, completion) if isinstance(prompt, int) and isinstance(completion, int) else None
    return (content if isinstance(content, str) else ""), str(reason or ""), tokens


async def without_reasoning(written: AsyncIterator[str | Tokens]) -> AsyncIterator[str | Tokens | Retracted]:
    """Leave out reasoning and the white space before the answer; tags may be split over pieces.

    Reasoning that nothing announced is given like an answer, and retracted at the `</think>` that ends it.
    """
    held, thinking, begun, opened = "", False, False, False
    async for piece in written:
        if isinstance(piece, Tokens):
            yield piece
            continue
        held += piece
        if not begun:
            held = held.lstrip()
            while thinking or held.startswith(_THINK):
                opened = True
                _, closed, after = held.partition(_END_THINK)
                thinking = not closed
                if thinking:
                    held = held[-len(_END_THINK) :]
                    break
                held = after.lstrip()
            if thinking or not held or _THINK.startswith(held):
                continue
            begun = True
            yield held
            continue
        # From here on `held` is what was given: the place where a lone </think> may show.
        yield piece
        opened = opened or _THINK in held
        if not opened and _END_THINK in held:
            yield Retracted()
            held, begun, opened = held.partition(_END_THINK)[2].lstrip(), False, True
            if held:
                begun = True
                yield held
    if held and not begun and not thinking:
        yield held


async def without_key(
    written: AsyncIterator[str | Tokens | Retracted], key: str
) -> AsyncIterator[str | Tokens | Retracted]:
    """Take a key out of what was written, should the address say it back; it may be split over pieces."""
    held = ""
    async for piece in written:
        if not isinstance(piece, str):
            held = "" if isinstance(piece, Retracted) else held
            yield piece
            continue
        held = (held + piece).replace(key, "***") if key else piece
        kept = next((n for n in range(min(len(key) - 1, len(held)), 0, -1) if key.startswith(held[-n:])), 0)
        given, held = held[: len(held) - kept], held[len(held) - kept :]
        if given:
            yield given
    if held:
        yield held
