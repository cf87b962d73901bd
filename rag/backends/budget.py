"""Keep a prompt within what a model reads: Hit[] → those that fit, whole.

Passages are left out whole, the least relevant first: one cut inside could end in half a figure. Services differ in
how they cut text into tokens and few tell, so tokens are counted from above, by signs alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from rag.backends import prompts
from rag.backends.faults import Fault
from rag.backends.prompts import Prompts
from rag.config import LlmProfile
from rag.records import Hit, Question

TOKENS_PER_SIGN = 1.5
"""Tokens of one sign beyond ASCII. Chinese takes 0.6 to 1.3 a character in the vocabularies of GPT, Qwen, GLM and DeepSeek."""
LETTERS_PER_TOKEN = 2
"""ASCII letters in a token; English words take about 4. Digits and punctuation may be tokens of their own."""
MESSAGE_TOKENS = 16
"""What a chat template puts around a message, at most."""

_LETTERS = re.compile(r"[A-Za-z ]+")


def tokens(text: str) -> int:
    """Count the tokens of a text from above."""
    letters = sum(len(run) for run in _LETTERS.findall(text))
    beyond = sum(not sign.isascii() for sign in text)
    rest = len(text) - letters - beyond
    return math.ceil(beyond * TOKENS_PER_SIGN + letters / LETTERS_PER_TOKEN + rest)


def of_messages(messages: Sequence[Mapping[str, str]]) -> int:
    """Count the tokens of a prompt from above."""
    return sum(tokens(message["content"]) + MESSAGE_TOKENS for message in messages)


def fits(messages: Sequence[Mapping[str, str]], profile: LlmProfile) -> bool:
    """Tell whether a prompt and an answer of `max_tokens` fit into `context_tokens`."""
    return of_messages(messages) + profile.max_tokens <= profile.context_tokens


def fitting(
    question: Question, hits: Sequence[Hit], profile: LlmProfile, texts: Prompts | None = None
) -> tuple[Hit, ...]:
    """Leave out passages, the last first, until the prompt fits.

    Scores do not tell which is the least relevant: those found for different parts of a question are not of one scale.

    Args:
        question: what is asked.
        hits: the passages, the most relevant first.
        profile: whose limits hold.
        texts: the words of the prompt; the bundled ones unless told otherwise.

    Raises:
        BackendError: if not even one passage fits.

    """
    kept = tuple(hits)
    while not fits(prompts.messages(question, kept, texts), profile):
        kept = kept[:-1]
        if not kept:
            raise Fault("too_long").told(profile)
    return kept
