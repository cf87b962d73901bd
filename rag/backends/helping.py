"""Let an LLM help the search before it answers: a conversation → one whole question; a question → more to search for.

    rewrite_question      says the question in the words of reports
    hypothetical_answer   writes what a report might say (HyDE: Gao, Ma, Lin & Callan, "Precise Zero-Shot Dense Retrieval
                          without Relevance Labels", ACL 2023)
    resolve_follow_ups    completes a question that goes on from those before it

Each is a setting. What the LLM says here is searched with and never shown as a fact; where it fails, or says what it
cannot know, the question is searched as it stands. While it is waited for, Deltas without words are moments to stop.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from rag.backends import openai_chat, prompts
from rag.backends.prompts import Prompts
from rag.config import Config, LlmProfile
from rag.errors import BackendError
from rag.marks import visible
from rag.question import understand
from rag.question.understand import Before
from rag.records import Delta, Expansion, Question, Report

PATIENCE = 20.0
"""Seconds that one step may take; the answer is what is waited for."""
MOST_CHARS = 200
"""A longer text is no question, and no sentence of a report."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Helped:
    """Searches with the help of one LLM, as far as the settings ask for it."""

    profile: LlmProfile
    config: Config
    prompts: Prompts

    def followed_up(
        self, question: Question, reports: Sequence[Report], history: Sequence[Before]
    ) -> Generator[Delta, None, Question]:
        """Let a question that goes on from others be completed.

        Args:
            question: as rules read it.
            reports: the reports of the index.
            history: the questions asked before it, oldest first.

        Returns: the question as completed; the one given where the LLM fails, or names a place or a number of which
            nothing was said in the conversation.

        """
        if not self.config.resolve_follow_ups:
            return question
        asked_before = [_told(before) for before in history]
        whole = yield from self._said("follow_up", [*asked_before, question.text])
        if not whole or whole == question.text:
            return question
        there = "\n".join([*asked_before, question.text, *question.resolved])
        asked = understand(whole, reports)
        known = {place for text in (*asked_before, question.text) for place in _places(understand(text, reports))}
        if not set(_places(asked)) <= {*known, *_places(question)} or not _digits(whole) <= _digits(there):
            log.info("not followed: %r completed as %r", question.text, whole)
            return question
        return replace(asked, lang=question.lang, resolved=(*asked.resolved, f"{question.text} → {whole}"))

    def widened(self, question: Question) -> Generator[Delta, None, Question]:
        """Add to a question what else is to be searched for; places, years and stance stay those of the asker."""
        names = [
            name
            for name, wanted in (
                ("rewrite", self.config.rewrite_question),
                ("hypothetical", self.config.hypothetical_answer),
            )
            if wanted
        ]
        added: tuple[Expansion, ...] = ()
        for name in names:
            if said := (yield from self._said(name, [question.text])):
                added += (Expansion(question.topic or question.text, (said,)),)
        return replace(
            question,
            expansions=(*question.expansions, *added),
            parts=tuple(replace(part, expansions=(*part.expansions, *added)) for part in question.parts),
        )

    def _said(self, name: str, asked: Sequence[str]) -> Generator[Delta, None, str]:
        """Ask for one line; empty where none comes."""
        profile = replace(self.profile, deadline=min(PATIENCE, self.profile.deadline), temperature=0.0)
        try:
            said = yield from openai_chat.waited_for(prompts.helping(name, asked, self.prompts), profile)
        except BackendError as error:
            log.warning("%s: %s", name, error)
            return ""
        lines = [line.strip(" \t\"'“”‘’「」*`") for line in visible(said).splitlines() if line.strip()]
        return lines[0] if len(lines) == 1 and len(lines[0]) <= MOST_CHARS else ""


def _told(before: Before) -> str:
    """Give a question asked before, with the place and years that its asker put in place of what was understood."""
    if isinstance(before, str):
        return before
    chosen = "、".join([*before.regions, *(f"{year}年" for year in before.years)])
    return f"{before.text}（{chosen}）" if chosen else before.text


def _places(question: Question) -> tuple[str, ...]:
    return (*question.regions, *question.places)


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))
