"""Answer a question: text → Retrieved, Delta…, Finished(Answer). The one pipeline of page, command line and evaluation.

understand → search → words of the backend → verify
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from embeddings import encoder as encoders
from rag import rerank
from rag.backends import chain
from rag.backends.extractive import Extractive
from rag.backends.prompts import REFUSAL
from rag.config import EXTRACTIVE, Config
from rag.errors import IndexUnusable
from rag.index import Index
from rag.overview import overview
from rag.question import in_any_year, understand, without_expansions
from rag.question.understand import Before
from rag.records import Answer, Delta, Event, Finished, Hit, Question, Reading, Retrieved
from rag.retrieve import Retriever
from rag.understood import terms_note
from rag.verify import MARK, verify


class Assistant:
    """Answers questions from one index; may be shared between threads."""

    def __init__(self, index: Index, config: Config) -> None:
        """Join an index with the encoder and the backends that the settings name.

        Raises:
            IndexUnusable: if the index was made by another encoder.
            ModelMissing: if the encoder is not on this machine.

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
        self.extractive = Extractive(index, bundled)

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
        started = time.perf_counter()
        profiles = self.config.chain(backend or self.config.backend)
        question = understand(text, self.index.reports, history, reading)
        if not self.config.lexicon:
            question = without_expansions(question)
        found = self.retriever.search(question)
        hits = self.retriever.with_neighbours(found, self.config.passages_shown)
        retrieved = time.perf_counter()
        yield Retrieved(question, found)
        notes = [*question.resolved, *terms_note(question, found)]
        told = (yield from chain.said(question, hits, profiles)) if profiles and found else chain.Said()
        notes += told.notes
        said, hits, covered = told.text, told.shown, ""
        if not said and (across := overview(question, self.index)):
            hits, said, covered = across.hits, across.text, across.covered
            yield Delta(said)
        if not said:
            hits = found
            for piece in self.extractive.words(question, found):
                said += piece
                yield Delta(piece)
            if said.startswith(REFUSAL[question.lang]) and not MARK.search(said):
                hits = (*found, *self._near(question, found))
                for piece in self.extractive.nearest(question, hits):
                    said += piece
                    yield Delta(piece)
        verified = verify(said, [hit.passage for hit in hits])
        yield Finished(
            Answer(
                question=question,
                text="\n".join(filter(None, (verified.text, covered))),
                citations=verified.citations,
                hits=found,
                figures=verified.figures,
                declined=verified.text.startswith(REFUSAL[question.lang]),
                backend=told.speaker or EXTRACTIVE,
                notes=tuple(notes),
                tokens=told.tokens,
                seconds_retrieve=retrieved - started,
                seconds_answer=time.perf_counter() - started,
            )
        )

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
