"""Answer a question: text → Retrieved, Delta…, Finished(Answer). The one pipeline of page, command line and evaluation.

understand → search → words of the backend → verify
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from embeddings import encoder as encoders
from rag import rerank
from rag.backends import chain
from rag.backends.extractive import Extractive
from rag.backends.helping import Helped
from rag.backends.phrases import phrases
from rag.backends.prompts import declines, fitting, messages
from rag.backends.prompts import load as load_prompts
from rag.backends.prompts.fence import unmarked
from rag.config import EXTRACTIVE, Config, LlmProfile
from rag.decline import only_of_places, tells_other_rate
from rag.errors import IndexUnusable
from rag.figures.extract import figures
from rag.fit import Candidate
from rag.index import Index
from rag.marks import MARK, Resolver
from rag.names import Names, with_names
from rag.overview import Overview, overview
from rag.question import in_any_year, understand, with_terms, without_expansions
from rag.question.understand import Before
from rag.records import Answer, Delta, Event, Finished, Hit, Language, Question, Reading, Retracted, Retrieved, Tokens
from rag.repair import repaired
from rag.retrieve import Retriever
from rag.steps import ended
from rag.understood import terms_note
from rag.verdict import asks_opening
from rag.verify import Verified, verify
from rag.words import normalise

_MARK = re.compile(r"\[\d+\]")
_QUOTE = re.compile(": “(.+)”")
NAMED = 3
"""Sentences without a source that are named."""


def _uncited(sentences: Sequence[str], lang: Language) -> str:
    """Say which sentences no passage stands behind."""
    quoted = "”“".join(sentences[:NAMED])
    return (
        f"没有注明出处，请勿采信：“{quoted}”" if lang == "zh" else f"Without a source, not to be relied on: “{quoted}”"
    )


def _without_marks(hit: Hit) -> Hit:
    """Keep a passage's own [3] from passing for a mark when it is quoted."""
    text = unmarked(hit.passage.text)
    return hit if text == hit.passage.text else replace(hit, passage=replace(hit.passage, text=text))


def _once(pieces: Iterable[str]) -> Iterator[str]:
    """Leave out what was said before: from another passage, or in fewer words of the same one."""
    told: list[str] = []
    for piece in pieces:
        words = _MARK.sub("", piece)
        if not any(_says_as_much(before, words) or words.rstrip("。 ") in before for before in told):
            yield piece
        told.append(words)


def _says_as_much(before: str, words: str) -> bool:
    """Tell whether words quote more than those before them, but no other figure."""
    quoted = [match[1] for match in map(_QUOTE.search, (before, words)) if match]
    if len(quoted) < 2 or quoted[0] not in quoted[1]:
        return before == words
    one, other = ({figure.text for figure in figures(normalise(quote))} for quote in quoted)
    return bool(one) and one == other


def _in_turn(found: Sequence[Hit], across: Sequence[Hit]) -> list[Hit]:
    """Put the passages found and those that an answer from all reports rests on in one order, each once."""
    both = (hit for pair in zip_longest(across, found) for hit in pair if hit)
    return list({hit.passage.id: hit for hit in both}.values())


def _of_rate(question: Question, pieces: Sequence[str]) -> list[str]:
    """Leave out what tells another rate than the one asked for; of several things, each is told by its own."""
    one = len(question.topics) == 1
    return [piece for piece in pieces if piece.strip() and not (one and tells_other_rate(question, piece))]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question with what was found for it: what every backend is asked with."""

    question: Question
    found: tuple[Hit, ...]
    shown: tuple[Hit, ...]
    """Those that a prompt has room for; [n] is the n-th of them."""
    across: Overview | None
    """An answer from all reports, where that is asked."""
    notes: tuple[str, ...]
    started: float
    """On the clock of `time.perf_counter`."""
    seconds: float
    """From the question to the passages."""


class Assistant:
    """Answers questions from one index; may be shared between threads."""

    def __init__(self, index: Index, config: Config) -> None:
        """Join an index with the encoder and the backends that the settings name.

        Raises:
            IndexUnusable: if the index was made by another encoder.
            ModelMissing: if the encoder is not on this machine.
            ConfigError: if the user's prompts cannot be used.

        """
        self.index = index
        self.config = config
        encoder = encoders.load(config.encoder, config.encoders)
        if encoder.fingerprint != index.encoder_fingerprint:
            raise IndexUnusable(
                f"{config.index}: made with the encoder {index.encoder!r}, the settings name {config.encoder!r} "
                "or another version of it. Run `baogao index` again."
            )
        # Clauses are many and short, and what counts as sure is told for this model: whatever makes the passages' vectors.
        bundled = encoder if config.encoder == encoders.BUNDLED else encoders.load(encoders.BUNDLED)
        self.retriever = Retriever(index, encoder, config, rerank.load(config.reranker, bundled))
        self.names = Names(index)
        self.extractive = Extractive(index, bundled)
        self.prompts = load_prompts(config.prompts)

    def ask(
        self,
        text: str,
        *,
        backend: str | None = None,
        history: Sequence[Before] = (),
        reading: Reading | None = None,
    ) -> Iterator[Event]:
        """Answer a question, event by event.

        Args:
            text: the question, in Chinese or English.
            backend: a name from the settings; None takes the one set there. An LLM that fails is followed by those of
                `fallback`, and by the extractive backend.
            history: the questions asked before in the conversation, oldest first.
            reading: the place, years or stance that the asker chose instead of what was understood.

        Raises:
            ConfigError: if no backend has that name.

        """
        profiles = self.config.chain(backend or self.config.backend)
        prepared = yield from self._prepared(text, history, reading, profiles[0] if profiles else None)
        yield Retrieved(prepared.question, prepared.found)
        told = chain.Said()
        if profiles and prepared.found:
            told = yield from chain.said(prepared.question, prepared.shown, profiles, self.prompts)
            better = yield from self._repaired(prepared.question, told, profiles)
            if better.text != told.text:
                resolver = Resolver(hit.passage.text for hit in better.shown)
                yield Retracted()
                yield Delta(resolver.feed(better.text) + resolver.close())
            told = better
        if not told.text:
            excerpts = yield from self.excerpts(prepared)
            told = replace(excerpts, notes=told.notes)
        yield Finished(self.finish(prepared, told))

    def prepare(
        self,
        text: str,
        *,
        history: Sequence[Before] = (),
        reading: Reading | None = None,
    ) -> Prepared:
        """Understand a question and find its passages, without the help of an LLM.

        Args:
            text: the question.
            history: the questions asked before in the conversation, oldest first.
            reading: the place, years or stance that the asker chose instead of what was understood.

        """
        return ended(self._prepared(text, history, reading, None))

    def _prepared(
        self, text: str, history: Sequence[Before], reading: Reading | None, helper: LlmProfile | None
    ) -> Generator[Delta, None, Prepared]:
        """Do as `prepare`, with the help of an LLM where the settings ask for it."""
        started = time.perf_counter()
        helped = Helped(helper, self.config, self.prompts) if helper else None
        question = understand(text, self.index.reports, history, reading)
        if helped and history and not reading:
            question = yield from helped.followed_up(question, self.index.reports, history)
        question = with_names(question, self.names)
        question = with_terms(question, self.index.terms) if self.config.lexicon else without_expansions(question)
        searched = (yield from helped.widened(question)) if helped else question
        found = self.retriever.search(searched)
        across = overview(question, self.index)
        across = across if across and across.text else None
        beside = self.retriever.with_neighbours(found, self.config.passages_shown)
        shown = fitting(question, _in_turn(beside, across.hits if across else ()))
        notes = (*question.resolved, *terms_note(question, found))
        return Prepared(question, found, shown, across, notes, started, time.perf_counter() - started)

    def excerpts(self, prepared: Prepared) -> Generator[Delta, None, chain.Said]:
        """Answer without an LLM: from all reports where that is asked, else in the words of the passages."""
        question, found = prepared.question, prepared.found
        if across := prepared.across:
            resolver = Resolver(hit.passage.text for hit in across.hits)
            yield Delta(resolver.feed(across.text) + resolver.close())
            if across.covered:
                yield Delta(f"\n{across.covered}")
            return chain.Said(EXTRACTIVE, across.text, across.hits, covered=across.covered)
        excerpts = self.extractive.words(question, [_without_marks(hit) for hit in found])
        pieces = list(_once(excerpts.pieces))
        if question.places:
            pieces = only_of_places(question, pieces, self.index.reports)
        # An answer is never empty: where nothing is told, it declines.
        say = phrases(question.lang)
        pieces = say.together(_of_rate(question, pieces)) or [say.refusal(question)]
        if asks_opening(question) and (near := self._near(question, found)):
            wider = (*found, *near)
            if changed := self.extractive.changed(question, [_without_marks(hit) for hit in wider]):
                found, pieces = wider, changed
        if declines("".join(pieces)) and not MARK.search("".join(pieces)):
            found = (*found, *self._near(question, found))
            hits = [_without_marks(hit) for hit in found]
            pieces = self.extractive.otherwise(question, hits) or list(
                _once([*pieces, *self.extractive.nearest(question, hits)])
            )
        resolver = Resolver(hit.passage.text for hit in found)
        for piece in pieces:
            yield Delta(resolver.feed(piece))
        yield Delta(resolver.close())
        return chain.Said(EXTRACTIVE, "".join(pieces), found, confidence=excerpts.confidence)

    def explain(self, text: str, *, reading: Reading | None = None) -> list[tuple[Question, list[Candidate]]]:
        """Give what the answer without an LLM was chosen from: for each thing asked, its windows, best first."""
        prepared = self.prepare(text, reading=reading)
        tasks = self.extractive.tasks(prepared.question, prepared.found)
        return [(task.question, task.rated) for task in tasks]

    def finish(self, prepared: Prepared, told: chain.Said) -> Answer:
        """Hold what was said against its passages.

        Args:
            prepared: the question and what was found for it.
            told: who said what, with which passages.

        """
        question = prepared.question
        verified = self._verified(told.text, told.shown)
        by_llm = told.speaker != EXTRACTIVE
        notes = [*prepared.notes, *told.notes]
        unsupported = verified.unsupported
        if by_llm and verified.uncited:
            notes.append(_uncited(verified.uncited, question.lang))
            unsupported = tuple(one for one in unsupported if not any(named in one for named in verified.uncited))
        return Answer(
            question=question,
            text="\n".join(filter(None, (verified.text, told.covered))),
            citations=verified.citations,
            hits=prepared.found,
            figures=verified.figures,
            unsupported=unsupported,
            declined=declines(verified.text),
            backend=told.speaker,
            notes=tuple(notes),
            compared=prepared.across.compared if prepared.across else None,
            tokens=told.tokens,
            prompt=self.prompts.fingerprint if by_llm else "",
            confidence=told.confidence,
            seconds_retrieve=prepared.seconds,
            seconds_answer=time.perf_counter() - prepared.started,
        )

    def _repaired(
        self, question: Question, told: chain.Said, profiles: Sequence[LlmProfile]
    ) -> Generator[Delta, None, chain.Said]:
        """Have the LLM that answered write its answer once again where figures of it are doubtful."""
        profile = next((one for one in profiles if one.name == told.speaker), None)
        if not profile:
            return told
        counted = [told.tokens] if told.tokens else []
        text = yield from repaired(
            told.text,
            asked=messages(question, told.shown, self.prompts),
            lang=question.lang,
            texts=self.prompts,
            profile=profile,
            counted=counted.append,
            check=lambda words: self._verified(words, told.shown),
        )
        together = Tokens(sum(one.prompt for one in counted), sum(one.completion for one in counted))
        return replace(told, text=text, tokens=together if counted else None)

    def _verified(self, said: str, shown: Sequence[Hit]) -> Verified:
        return verify(said, [hit.passage for hit in shown], self.index.reports)

    def _near(self, question: Question, found: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Find what is told of other years, which a declining answer may offer as such."""
        wider = in_any_year(question)
        known = {hit.passage.id for hit in found}
        return tuple(hit for hit in self.retriever.search(wider) if hit.passage.id not in known) if wider else ()

    def answer(
        self,
        text: str,
        *,
        backend: str | None = None,
        history: Sequence[Before] = (),
        reading: Reading | None = None,
    ) -> Answer:
        """Answer a question in one go; arguments and errors as for `ask`."""
        for event in self.ask(text, backend=backend, history=history, reading=reading):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("ask always finishes")
