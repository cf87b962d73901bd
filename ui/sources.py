"""Draw the source panel: Turn[] + Index -> HTML of cards.

Every turn keeps its own cards, with ids `src-<turn>-<n>`; the panel shows the newest turn's, and page.js shows those of
an older turn when one of its marks is followed. The HTML component does not sanitise, so every word of a document is
escaped here, before any tag is put around it. Not here: the chat (messages.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from rag.records import Answer, Citation, Hit, Passage, Span
from ui.chips import corrected
from ui.choices import Choices
from ui.conversation import Turn
from ui.texts import Texts

if TYPE_CHECKING:
    from rag.index import Index

AROUND = 600
"""Characters of the report shown on each side of the quoted words."""

CARD = 180
"""Characters of a passage shown on each side of the quoted words before the rest is folded away."""

_SENTENCE_END = "。！？；!?\n"


def panel(turns: Sequence[Turn], index: Index, choices: Choices, texts: Texts) -> str:
    """Draw the cards of all turns, the last turn's shown.

    Args:
        turns: the conversation, oldest first.
        index: holds the reports that the passages come from.
        choices: of the same index.
        texts: the page's words.

    """
    return "".join(_turn(turn, turn is turns[-1], len(turns), index, choices, texts) for turn in turns)


def _turn(turn: Turn, newest: bool, turns: int, index: Index, choices: Choices, texts: Texts) -> str:
    heading = texts.sources if turns == 1 else texts.sources_of.format(n=turn.number)
    latest = "" if newest else f'<button type="button" class="bg-latest">{texts.latest}</button>'
    again = ""
    if turn.corrects:
        reading = texts.asked_again.format(reading=corrected(turn.reading, choices, texts))
        again = f'<p class="bg-asked bg-again">{escape(reading)}</p>'
    if turn.answer:
        body = _answered(turn.number, turn.answer, index, texts)
    elif turn.found and turn.found.hits:
        body = f"<h3>{texts.reading if turn.running else texts.found}</h3>{_found(turn.found.hits, index, texts)}"
    else:
        body = "" if turn.running else f'<p class="bg-none">{texts.no_sources}</p>'
    return (
        f'<section class="bg-turn" id="turn-{turn.number}" tabindex="-1"{"" if newest else " hidden"}>'
        f'<header><h2>{heading}</h2>{latest}</header><p class="bg-asked">{escape(turn.question)}</p>{again}{body}</section>'
    )


def _answered(turn: int, answer: Answer, index: Index, texts: Texts) -> str:
    cards = "".join(f"<li>{card(str(turn), citation, index, texts)}</li>" for citation in answer.citations)
    none = texts.nothing_cited if answer.declined else texts.no_sources
    cited = {citation.passage.id for citation in answer.citations}
    others = [hit for hit in answer.hits if hit.passage.id not in cited]
    folded = (
        f'<details class="bg-others"><summary>{texts.others} <span class="bg-count">{len(others)}</span></summary>'
        f"{_found(others, index, texts)}</details>"
    )
    return (f'<ol class="bg-cards">{cards}</ol>' if cards else f'<p class="bg-none">{none}</p>') + (
        folded if others else ""
    )


def card(
    prefix: str, citation: Citation, index: Index, texts: Texts, *, back: str = "", bold: Span | None = None
) -> str:
    """Draw the card of a citation.

    Args:
        prefix: of the ids: the card is `src-<prefix>-<n>` and leads back to `cite-<prefix>-<n>`.
        citation: whose quote is marked.
        index: holds the reports.
        texts: the page's words.
        back: what the link back says; empty for that to an answer.
        bold: what stands out of the quote, as a place in the passage's text.

    """
    ids = f"{prefix}-{citation.n}"
    return (
        f'<article class="bg-card" id="src-{ids}" tabindex="-1" aria-labelledby="title-{ids}">'
        f'<header><span class="bg-n" aria-hidden="true">{citation.n}</span><div>'
        f'<h3 id="title-{ids}"><span class="bg-unseen">{texts.source} {citation.n} </span>{title(citation.passage)}</h3>'
        f"{place_in_report(citation.passage, texts)}</div></header>"
        f"{_excerpt(citation.passage.text, quoted(citation), texts, bold)}"
        f"<footer>{_in_report(citation.passage, citation.span, index, texts)}"
        f'<a class="bg-back" href="#cite-{ids}">{back or texts.back}</a></footer></article>'
    )


def _found(hits: Iterable[Hit], index: Index, texts: Texts) -> str:
    """List passages that no mark points at, each folded to its place."""
    rows = "".join(
        f'<li><details class="bg-found"><summary><span class="bg-title">{title(hit.passage)}</span>'
        f"{place_in_report(hit.passage, texts, inline=True)}</summary>"
        f"{_excerpt(hit.passage.text, None, texts)}"
        f"<footer>{_in_report(hit.passage, hit.passage.span, index, texts)}</footer></details></li>"
        for hit in hits
    )
    return f'<ul class="bg-list">{rows}</ul>'


def title(passage: Passage) -> str:
    """Write the title of a passage's report."""
    return f'<span lang="zh-CN">{escape(passage.context.title or passage.report_id)}</span>'


def place_in_report(passage: Passage, texts: Texts, *, inline: bool = False) -> str:
    """Write where a passage stands: region · year · section path, and what it does."""
    context = passage.context
    year = texts.year.format(year=context.report_year) if context.report_year else ""
    parts = [context.region, year, " › ".join(context.sections)]
    place = " · ".join(escape(part) for part in parts if part)
    tag = "span" if inline else "p"
    return f'<{tag} class="bg-place">{_stance(passage, texts)}<span lang="zh-CN">{place}</span></{tag}>'


def _stance(passage: Passage, texts: Texts) -> str:
    context = passage.context
    if context.stance == "other":
        return ""
    years = escape(texts.span_of_years(context.years))
    return f'<span class="bg-stance bg-{context.stance}">{" ".join(filter(None, [years, texts.stance(context.stance)]))}</span>'


def quoted(citation: Citation) -> Span | None:
    """Find a citation's quote within its passage's text; None where it does not stand there.

    Where the words stand twice, the place that comes from `citation.span` counts.
    """
    text, quote = citation.passage.text, citation.quote
    places = [(m.start(), m.start() + len(quote)) for m in re.finditer(re.escape(quote), text)] if quote else []
    return next(
        (place for place in places if citation.passage.origin(*place) == citation.span), places[0] if places else None
    )


def _excerpt(text: str, quote: Span | None, texts: Texts, bold: Span | None = None) -> str:
    """Draw a passage with its quote marked; what is far from the quote is folded away, at the ends of sentences."""
    start, end = quote or (0, 0)
    first, last = _shown(text, start, end)
    rest = '<span class="bg-rest" hidden>{}</span>'
    parts = [
        rest.format(escape(text[:first])) + '<span class="bg-cut">…</span>' if first else "",
        escape(text[first:start]),
        f"<mark>{_with_bold(text, (start, end), bold)}</mark>" if quote else "",
        escape(text[end:last]),
        '<span class="bg-cut">…</span>' + rest.format(escape(text[last:])) if last < len(text) else "",
    ]
    more = f'<button type="button" class="bg-whole">{texts.whole_passage}</button>' if first or last < len(text) else ""
    return f'<p class="bg-passage"><span lang="zh-CN">{"".join(parts)}</span>{more}</p>'


def _with_bold(text: str, span: Span, bold: Span | None) -> str:
    """Draw a stretch of a text, of which one part may stand out."""
    if bold is None:
        return escape(text[slice(*span)])
    return f"{escape(text[span[0] : bold[0]])}<b>{escape(text[slice(*bold)])}</b>{escape(text[bold[1] : span[1]])}"


def _shown(text: str, start: int, end: int) -> Span:
    """Choose which part of a passage a card shows: all of a short one, else whole sentences about the quote."""
    if len(text) <= 2 * CARD + end - start:
        return 0, len(text)
    first = max(start - CARD, 0)
    while 0 < first < start and text[first - 1] not in _SENTENCE_END:
        first += 1
    last = min(end + CARD, len(text))
    while last > end and last < len(text) and text[last - 1] not in _SENTENCE_END:
        last -= 1
    # One sentence longer than the card on that side: cut it inside.
    return (first if first < start else max(start - CARD, 0)), (last if last > end else min(end + CARD, len(text)))


def _in_report(passage: Passage, span: Span, index: Index, texts: Texts) -> str:
    """Draw the disclosure that shows a place in the report's own text."""
    before, words, after = surroundings(index.report_text(passage.report_id), span)
    return (
        f'<details class="bg-original"><summary>{texts.see_in_report}</summary>'
        f'<div class="bg-page" role="region" tabindex="0" aria-label="{texts.original}" lang="zh-CN">'
        f"{escape(before)}<mark>{escape(words)}</mark>{escape(after)}</div></details>"
    )


def surroundings(text: str, span: Span) -> tuple[str, str, str]:
    """Cut a place out of a report: the text before, the words themselves, the text after.

    Args:
        text: the report's text.
        span: the place in it; of a place longer than twice `AROUND` only the ends are given.

    Returns:
        At most `AROUND` characters before and after, with empty lines joined and an ellipsis where text was left out.

    """
    start, end = span
    words = text[start:end]
    if len(words) > 2 * AROUND:
        words = f"{words[:AROUND]}\n……\n{words[-AROUND:]}"
    before = ("…" if start > AROUND else "") + text[max(start - AROUND, 0) : start]
    after = text[end : end + AROUND] + ("…" if end + AROUND < len(text) else "")
    return _tight(before).lstrip(), _tight(words), _tight(after).rstrip()


def _tight(text: str) -> str:
    return re.sub(r"\n\s*\n", "\n", text)
