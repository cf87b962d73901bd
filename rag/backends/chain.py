"""Ask several LLMs in turn until one answers: Question, Hit[] → Delta…, and who said what in the end.

What stands in the place of all of them when none answers (the extractive backend) is the caller's.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from rag.backends import budget, openai_chat, prompts
from rag.backends.faults import Fault
from rag.backends.prompts import Prompts
from rag.config import LlmProfile
from rag.errors import BackendError
from rag.marks import Resolver
from rag.records import Delta, Hit, Language, Question, Retracted, Tokens

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """What came of asking."""

    speaker: str = ""
    """The profile that answered; empty where none did."""
    text: str = ""
    """As it was written, its marks naming `shown`."""
    shown: tuple[Hit, ...] = ()
    """The passages that the speaker was given, in the order of their numbers."""
    tokens: Tokens | None = None
    notes: tuple[str, ...] = ()
    """Why each of those before did not answer and who was asked instead, for the asker."""
    covered: str = ""
    """What an answer from all reports looked at, for below its words."""
    confidence: float | None = None
    """How sure the excerpts are to answer; 0…1."""


def said(
    question: Question, hits: Sequence[Hit], profiles: Sequence[LlmProfile], texts: Prompts | None = None
) -> Generator[Delta | Retracted, None, Said]:
    """Ask one profile after the other and give the words as they come, with their marks resolved.

    An answer that neither declines nor cites any of its passages counts as none.

    Args:
        question: what is asked.
        hits: the passages that may be used, in the order of their numbers.
        profiles: in the order in which they are asked.
        texts: the words of the prompt; the bundled ones unless told otherwise.

    Returns: what the first of them said that answered.

    """
    notes: list[str] = []
    for profile, following in zip(profiles, [*profiles[1:], None], strict=True):
        text = ""
        counted: list[Tokens] = []
        try:
            shown = budget.fitting(question, hits, profile, texts)
            resolver = _resolver(shown)
            for piece in openai_chat.words(question, shown, profile, counted.append, texts):
                if isinstance(piece, Retracted):
                    text, resolver = "", _resolver(shown)
                    yield piece
                else:
                    text += piece
                    yield Delta(resolver.feed(piece))
            yield Delta(resolver.close())
            if not resolver.cited and not prompts.declines(text):
                raise Fault("uncited").told(profile)
        except BackendError as error:
            log.warning("%s", error)
            notes.append(_instead(error, following, question.lang))
            if text:
                yield Retracted()
            continue
        if len(shown) < len(hits):
            notes.append(_left_out(len(hits) - len(shown), profile, question.lang))
        return Said(profile.name, text, shown, counted[-1] if counted else None, tuple(notes))
    return Said(notes=tuple(notes))


def _resolver(shown: Sequence[Hit]) -> Resolver:
    return Resolver(hit.passage.text for hit in shown)


def _instead(error: BackendError, following: LlmProfile | None, lang: Language) -> str:
    """Say why one did not answer, and who is asked instead."""
    if lang == "zh":
        return f"{error.told(lang)} 改用{following.name if following else '原文摘录'}。"
    return f"{error.told(lang)} Instead: {following.name if following else 'excerpts'}."


def _left_out(n: int, profile: LlmProfile, lang: Language) -> str:
    """Say that the model read less than was found."""
    if lang == "zh":
        return f"受 {profile.name} 的 context_tokens = {profile.context_tokens} 所限，少读了 {n} 个段落。"
    return f"Left out {n} of the passages: {profile.name} has context_tokens = {profile.context_tokens}."
