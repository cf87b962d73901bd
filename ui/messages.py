"""Draw the chat: Turn[] -> the messages of gr.Chatbot, as HTML.

Every word of a question or an answer is escaped here; the only markup let through is our own reading of line ends,
list items, tables, **bold** and the marks [n]. A message is one line that starts with <div>, so the Markdown reader of the
chat takes it as it is and finds neither images nor links nor formulas in it. The chat's sanitiser stays on behind this;
it drops aria-* and data-*, hence hidden words instead of labels. Not here: the cards (sources.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby

from rag.config import EXTRACTIVE
from rag.question import correction
from rag.records import Answer, FigureCheck
from rag.stamp.spoken import explained, symbol
from rag.tables import cells_of, is_rule
from rag.understood import terms_note
from ui.chips import chips, corrected
from ui.choices import Choices
from ui.conversation import Turn
from ui.texts import Texts

_MARK = r"\[(?P<n>\d{1,3})\]"
_BOLD = r"\*\*(?P<bold>[^*]+)\*\*"
_BULLET = re.compile(r"\s*[-*•·]\s+(?P<rest>.+)")
_NUMBERED = re.compile(r"\s*(?P<n>\d{1,3})[.)、．]\s*(?P<rest>\D.*)")
_COUNTED = re.compile(r"\s*(?:（[一二三四五六七八九十\d]{1,3}）|[①-⑳]).+")
_ROW = re.compile(r"\s*\|(?P<cells>.*?)\|?\s*")
_RULE = re.compile(r"[\s|:\-]*-[\s|:\-]*")
_HEADING = re.compile(r"\s*#{1,6}\s+(?P<rest>.+)")


def messages(turns: Sequence[Turn], choices: Choices, texts: Texts) -> list[dict[str, str]]:
    """Draw a conversation as the list of messages that gr.Chatbot takes."""
    return [message for turn in turns for message in (_question(turn, choices, texts), _reply(turn, choices, texts))]


def _message(role: str, content: str) -> dict[str, str]:
    """Make a message of one line: at an empty line, the chat would begin to read Markdown."""
    return {"role": role, "content": " ".join(content.splitlines())}


def spoken(turn: Turn, texts: Texts) -> str:
    """Say in plain words how far the last turn has come, for a screen reader; nothing while words still stream."""
    if turn.error:
        return f"{texts.error}: {turn.error}"
    if turn.stopped:
        return texts.stopped
    if turn.answer:
        return _without_pipes(turn.answer.text)
    return "" if turn.words else texts.searching


def _without_pipes(text: str) -> str:
    """Read a table as one list of cells a row."""
    rows = ((line, cells_of(line)) for line in text.splitlines())
    return "\n".join(", ".join(cells) or line for line, cells in rows if not is_rule(cells))


def _question(turn: Turn, choices: Choices, texts: Texts) -> dict[str, str]:
    lines = "<br>".join(escape(line) for line in turn.question.splitlines())
    again = ""
    if turn.corrects:
        reading = texts.asked_again.format(reading=corrected(turn.reading, choices, texts))
        again = f'<p class="bg-again">{escape(reading)}</p>'
    return _message(
        "user", f'<div class="bg-question"><span class="bg-unseen">{texts.question} </span>{lines}{again}</div>'
    )


def _reply(turn: Turn, choices: Choices, texts: Texts) -> dict[str, str]:
    if turn.error:
        return _message("assistant", _error(turn, texts))
    understood = chips(turn, choices, texts)
    if turn.answer:
        return _message("assistant", _answer(turn, turn.answer, understood, texts))
    return _message("assistant", _so_far(turn, understood, texts))


def _so_far(turn: Turn, understood: str, texts: Texts) -> str:
    """Draw an answer that is still coming or was stopped: its marks are not yet links."""
    words = f'<div class="bg-words">{_Words().blocks(turn.words)}</div>' if turn.words else ""
    if turn.stopped:
        state = f'<p class="bg-state">{texts.stopped if turn.words else texts.stopped_early}</p>'
    elif turn.words:
        state = ""
    else:
        waiting = texts.writing.format(n=len(turn.found.hits)) if turn.found and turn.found.hits else texts.searching
        state = f'<p class="bg-state bg-waiting">{waiting}<span class="bg-dots"></span></p>'
    return f'<div class="bg-answer{" bg-running" if turn.running else ""}">{words}{state}{understood}</div>'


def _error(turn: Turn, texts: Texts) -> str:
    return (
        f'<div class="bg-answer bg-error"><p class="bg-label">{texts.error}</p>'
        f"<p>{'<br>'.join(escape(line) for line in turn.error.splitlines())}</p>"
        f'<p class="bg-state">{texts.error_again if turn.corrects else texts.error_more}</p></div>'
    )


def _answer(turn: Turn, answer: Answer, understood: str, texts: Texts) -> str:
    titles = {c.n: f"{c.passage.context.title} {' › '.join(c.passage.context.sections)}" for c in answer.citations}
    words = _Words(turn=turn.number, titles=titles, figures=answer.figures, texts=texts).blocks(answer.text)
    lang = "zh-CN" if answer.question.lang == "zh" else "en"
    label = f'<p class="bg-label">{texts.declined}</p>' if answer.declined else ""
    notes = "".join(f"<li>{escape(note)}</li>" for note in _notes(turn, answer))
    return (
        f'<div class="bg-answer{" bg-declined" if answer.declined else ""}">{label}'
        f'<div class="bg-words" lang="{lang}">{words}</div>'
        + (f'<ul class="bg-notes">{notes}</ul>' if notes else "")
        + _stamps(answer, texts)
        + (_open_compare(turn.number, texts) if answer.compared else "")
        + understood
        + _foot(turn.number, answer, texts)
        + "</div>"
    )


def _notes(turn: Turn, answer: Answer) -> list[str]:
    """Give the notes that neither the chips nor the question's own line tell."""
    told = (*terms_note(answer.question, answer.hits), correction(turn.reading, answer.question.lang))
    return [note for note in answer.notes if note not in told]


def _stamps(answer: Answer, texts: Texts) -> str:
    """Say how the figures stood the check: what is doubtful at once, each of the others where it is asked for."""
    doubtful = [_stamp(check, texts) for check in dict.fromkeys(answer.figures) if not check.supported_by]
    doubtful += [
        f'<li class="bg-doubt">⚠ <span lang="zh-CN">{escape(sentence)}</span> — {texts.unproved}</li>'
        for sentence in answer.unsupported
    ]
    proved = [check for check in answer.figures if check.supported_by]
    told = f'<ul class="bg-stamps">{"".join(doubtful)}</ul>' if doubtful else ""
    if not proved:
        return told
    n = len(proved)
    summary = texts.figures_checked_one if n == 1 else texts.figures_checked.format(n=n)
    rows = "".join(_stamp(check, texts) for check in dict.fromkeys(proved))
    return f'{told}<details class="bg-figures"><summary>{summary}</summary><ul class="bg-stamps">{rows}</ul></details>'


def _stamp(check: FigureCheck, texts: Texts) -> str:
    """Draw one figure with its sign and what the check says of it; the words say what the sign does."""
    kind = "bg-proof" if check.supported_by else "bg-doubt"
    marks = "".join(f"[{n}]" for n in check.supported_by)
    said = escape(explained(check, texts.spoken))
    return f'<li class="{kind}">{symbol(check)} <b>{escape(check.text)}</b> — {said} {marks}</li>'


def _open_compare(turn: int, texts: Texts) -> str:
    """Offer to look at what an answer compares in the comparison view."""
    return f'<p class="bg-open"><button type="button" class="bg-compare" id="compare-{turn}">{texts.open_compare}</button></p>'


def _foot(turn: int, answer: Answer, texts: Texts) -> str:
    """One small line: sources, who spoke, how long it took."""
    seconds = f"{max(answer.seconds_answer, 0.1):.1f}"
    backend = texts.extractive if answer.backend == EXTRACTIVE else answer.backend
    parts = [
        f'<a class="bg-to-sources" href="#turn-{turn}">{_count(len(answer.citations), texts)}</a>',
        escape(backend),
        texts.seconds.format(seconds=seconds),
    ]
    copy = (
        f'<button type="button" class="bg-copy"><span class="bg-copy-do">{texts.copy}</span>'
        f'<span class="bg-copy-done">{texts.copied}</span></button>'
    )
    return f'<p class="bg-foot">{"".join(f"<span>{part}</span>" for part in parts if part)}{copy}</p>'


def _count(n: int, texts: Texts) -> str:
    return {0: texts.others, 1: texts.sources_link_one}.get(n, texts.sources_link.format(n=n))


def _table(rows: Sequence[str]) -> str:
    """Draw rows of cells; an empty row is the rule below the head."""
    head = ""
    if rows[1:2] == [""]:
        head = rows[0].replace("<td>", '<th scope="col">').replace("</td>", "</th>")
        head, rows = f"<thead><tr>{head}</tr></thead>", rows[2:]
    body = "".join(f"<tr>{row}</tr>" for row in rows if row)
    return f'<div class="bg-table"><table>{head}<tbody>{body}</tbody></table></div>'


class _Words:
    """Turns the words of one answer into HTML; without a turn, marks stay plain."""

    def __init__(
        self,
        *,
        turn: int | None = None,
        titles: dict[int, str] | None = None,
        figures: Sequence[FigureCheck] = (),
        texts: Texts | None = None,
    ) -> None:
        self._turn = turn
        self._titles = titles or {}
        self._texts = texts
        self._linked: set[int] = set()
        # The checks of each figure in the order of the answer: 5% may be right in one sentence and wrong in the next.
        self._checks: dict[str, list[FigureCheck]] = {}
        for check in figures:
            self._checks.setdefault(check.text, []).append(check)
        # A figure stands alone: 5% is not part of 15%, nor 1.5 of 1.55.
        told = "|".join(re.escape(figure) for figure in sorted(self._checks, key=len, reverse=True) if figure)
        figure = rf"|(?<![\d.])(?P<figure>{told})(?!\.?\d)" if told else "|(?P<figure>(?!))"
        self._pattern = re.compile(f"{_MARK}|{_BOLD}{figure}")

    def blocks(self, text: str) -> str:
        """Paragraphs, lists and tables, one a line of the text."""
        lines = [self._line(line) for line in text.splitlines() if line.strip()]
        return "".join(
            self._block(kind, [row for _, row in group]) for kind, group in groupby(lines, lambda row: row[0])
        )

    def _line(self, line: str) -> tuple[str, str]:
        if match := _HEADING.fullmatch(line):
            return "p", f"<strong>{self._inline(match['rest'])}</strong>"
        if match := _BULLET.fullmatch(line):
            return "ul", f"<li>{self._inline(match['rest'])}</li>"
        if match := _NUMBERED.fullmatch(line):
            return "ol", f'<li value="{match["n"]}">{self._inline(match["rest"])}</li>'
        if _COUNTED.fullmatch(line):
            return "ul", f'<li class="bg-counted">{self._inline(line.strip())}</li>'
        if match := _ROW.fullmatch(line):
            cells = [] if _RULE.fullmatch(line) else match["cells"].split("|")
            return "table", "".join(f"<td>{self._inline(cell.strip())}</td>" for cell in cells)
        return "p", self._inline(line.strip())

    def _block(self, kind: str, rows: list[str]) -> str:
        if kind == "table":
            return _table(rows)
        return "".join(f"<p>{row}</p>" for row in rows) if kind == "p" else f"<{kind}>{''.join(rows)}</{kind}>"

    def _inline(self, text: str) -> str:
        done, end = [], 0
        for match in self._pattern.finditer(text):
            done += [escape(text[end : match.start()]), self._token(match)]
            end = match.end()
        return "".join([*done, escape(text[end:])])

    def _token(self, match: re.Match[str]) -> str:
        if match["bold"]:
            return f"<strong>{self._inline(match['bold'])}</strong>"
        if match["figure"] and self._texts:
            return self._figure(match["figure"], self._texts)
        return self._mark(int(match["n"]), match[0])

    def _figure(self, text: str, texts: Texts) -> str:
        """Mark a doubtful figure, with the doubt in a tooltip; a screen reader hears it in the list beneath."""
        checks = self._checks[text]
        check = checks.pop(0) if len(checks) > 1 else checks[0]
        if check.supported_by:
            return escape(text)
        return f'<span class="bg-figure" title="{escape(explained(check, texts.spoken))}">{escape(text)}</span>'

    def _mark(self, n: int, written: str) -> str:
        if self._turn is None or self._texts is None:
            return f'<span class="bg-mark">{written}</span>'
        if n not in self._titles:
            return written
        anchor = "" if n in self._linked else f' id="cite-{self._turn}-{n}"'
        self._linked.add(n)
        # A word joiner before the mark keeps it on the line of the word it stands on.
        return (
            f'\u2060<a class="bg-mark"{anchor} href="#src-{self._turn}-{n}" title="{escape(self._titles[n])}">'
            f'<span class="bg-unseen">{self._texts.source} </span>[{n}]</a>'
        )
