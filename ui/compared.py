"""Draw a comparison: Comparison -> HTML of the table, its remarks, its sources, and the files to be saved.

    several places    a row for each place, columns for the years
    one place         a row for each year

Target and result stand apart; each figure has a mark [n] that leads to the card of its sentence; an empty cell says so, and
what is computed says that. The HTML component does not sanitise, so every word of a document is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Literal

from rag import tables
from rag.clauses import sentences
from rag.compare import Comparison, Row
from rag.records import Citation, Figure, Span
from ui.sources import card, place_in_report, title
from ui.texts import Texts

if TYPE_CHECKING:
    from rag.index import Index

Kind = Literal["target", "result", "gap"]
Years = tuple[int, ...]
Cell = tuple[str, Years, Kind]
Numbers = dict[Figure, int]

PREFIX = "compare"
"""Of the ids of marks and cards, where those of the chat have the number of their turn."""


def shown(
    comparison: Comparison,
    index: Index,
    texts: Texts,
    *,
    places: Sequence[str] = (),
    years: Sequence[int] = (),
) -> str:
    """Draw the table with its title, its remarks and the buttons that save it.

    Args:
        comparison: with at least one row.
        index: that it was made of.
        texts: the page's words.
        places: chosen; those of which nothing is told have an empty row.
        years: chosen; likewise.

    """
    numbers = _numbers(comparison)
    table = tables.written(comparison, numbers.__getitem__, texts.spoken)
    remarks = "".join(f"<li>{escape(remark)}</li>" for remark in table.remarks)
    return (
        f'<section class="bg-outcome"><header><h2 id="bg-compared-title">{escape(table.title)}</h2>{_saves(texts)}</header>'
        f'<div class="bg-scroll" role="region" tabindex="0" aria-labelledby="bg-compared-title">'
        f"{_table(comparison, numbers, texts, places, years)}</div>"
        f'<ul class="bg-remarks">{remarks}</ul>'
        f"{_file('csv', comparison.name, tables.as_csv(comparison, index.passage_of))}"
        f"{_file('md', comparison.name, _markdown(comparison, table, index))}"
        f'<p class="bg-unseen" id="bg-chart-words">{escape(_in_words(comparison, table.title, texts))}</p></section>'
    )


def sources(comparison: Comparison, index: Index, texts: Texts) -> str:
    """Draw the card of every figure of a table, its sentence marked."""
    cards = "".join(
        f"<li>{_card(number, figure, index, texts)}</li>" for figure, number in _numbers(comparison).items()
    )
    return (
        f'<section class="bg-turn"><header><h2>{texts.sources}</h2></header><ol class="bg-cards">{cards}</ol></section>'
    )


def differences(rows: Sequence[Row], index: Index, texts: Texts) -> str:
    """Draw what reports tell differently, folded, with the sentence of each."""
    items = "".join(
        f'<li><h3><span lang="zh-CN">{escape(row.region)} {tables.period(row.years)} {escape(told[0].name)}</span></h3>'
        f"<ul>{''.join(f'<li>{_told(figure, index, texts)}</li>' for figure in told)}</ul></li>"
        for row in rows
        for told in (row.target, row.result)
        if len(told) > 1
    )
    body = f'<ul class="bg-told">{items}</ul>' if items else f'<p class="bg-none">{texts.none_differs}</p>'
    count = f'<span class="bg-count">{len(rows)}</span>'
    return f'<details class="bg-differs"><summary>{texts.differs} {count}</summary>{body}</details>'


def nothing(reason: str) -> str:
    """Say why there is no table."""
    return f'<p class="bg-none" role="status">{escape(reason)}</p>'


def unknown(indicator: str, near: Iterable[str], texts: Texts) -> str:
    """Say that no report tells of an indicator, and offer names that sound alike."""
    offers = "".join(
        f'<li><button type="button" class="bg-near" lang="zh-CN">{escape(name)}</button></li>' for name in near
    )
    also = f'<p class="bg-none">{texts.sound_alike}</p><ul class="bg-nears">{offers}</ul>' if offers else ""
    return nothing(texts.unknown_indicator.format(indicator=indicator)) + also


def _numbers(comparison: Comparison) -> Numbers:
    """Give each figure of a table its number, counted from 1."""
    return {figure: number for number, figure in enumerate(comparison.figures, 1)}


def _table(comparison: Comparison, numbers: Numbers, texts: Texts, places: Sequence[str], years: Sequence[int]) -> str:
    rows = {(row.region, row.years): row for row in comparison.rows}
    regions = tuple(dict.fromkeys([*comparison.regions, *places]))
    spans = sorted({row.years for row in comparison.rows} | {(year,) for year in years}, key=lambda s: (s[-1], s[0]))
    if len(regions) == 1:
        kinds = _kinds(comparison.rows)
        head = f'<tr><th scope="col">{texts.year_column}</th>{_heads(kinds, texts)}</tr>'
        lines = [(tables.period(span), [(regions[0], span, kind) for kind in kinds]) for span in spans]
    else:
        of_span = {span: _kinds([row for row in comparison.rows if row.years == span]) for span in spans}
        groups = "".join(
            f'<th scope="colgroup" colspan="{len(kinds)}">{tables.period(span)}</th>' for span, kinds in of_span.items()
        )
        head = (
            f'<tr><th scope="col" rowspan="2">{texts.place}</th>{groups}</tr>'
            f"<tr>{''.join(_heads(kinds, texts, first=True) for kinds in of_span.values())}</tr>"
        )
        lines = [
            (escape(region), [(region, span, kind) for span, kinds in of_span.items() for kind in kinds])
            for region in regions
        ]
    body = "".join(
        f'<tr><th scope="row" lang="zh-CN">{label}</th>{"".join(_cell(rows, cell, numbers, texts) for cell in cells)}</tr>'
        for label, cells in lines
    )
    return f'<table class="bg-grid"><thead>{head}</thead><tbody>{body}</tbody></table>'


def _kinds(rows: Sequence[Row]) -> list[Kind]:
    """Choose the columns of some rows: those in which something stands; result where nothing does."""
    there: dict[Kind, bool] = {
        "target": any(row.target for row in rows),
        "result": any(row.result for row in rows) or not rows,
        "gap": any(row.gap is not None for row in rows),
    }
    return [kind for kind, told in there.items() if told]


def _heads(kinds: Sequence[Kind], texts: Texts, *, first: bool = False) -> str:
    names = {"target": texts.target_column, "result": texts.result_column, "gap": texts.gap_column}
    return "".join(
        f'<th scope="col"{" class=bg-first" if first and n == 0 else ""}>{names[kind]}</th>'
        for n, kind in enumerate(kinds)
    )


def _cell(rows: dict[tuple[str, Years], Row], cell: Cell, numbers: Numbers, texts: Texts) -> str:
    region, span, kind = cell
    row = rows.get((region, span))
    if kind == "gap":
        return f'<td class="bg-gap">{_gap(row, texts) if row else ""}</td>'
    told = (row.target if kind == "target" else row.result) if row else ()
    if not told:
        return f'<td class="bg-untold">{texts.not_told}</td>'
    return f'<td class="bg-{kind}">{"<br>".join(_figure(figure, numbers[figure], texts) for figure in told)}</td>'


def _figure(figure: Figure, number: int, texts: Texts) -> str:
    return (
        f'<span lang="zh-CN">{escape(tables.figure_words(figure, texts.spoken))}</span>\u2060'
        f'<a class="bg-mark" id="cite-{PREFIX}-{number}" href="#src-{PREFIX}-{number}">'
        f'<span class="bg-unseen">{texts.source} </span>[{number}]</a>'
    )


def _gap(row: Row, texts: Texts) -> str:
    if row.gap is None:
        return ""
    gap = escape(tables.gap_words(row.gap, row.target[0].unit, texts.spoken))
    if row.met is None:
        return gap
    look, word = ("bg-met", texts.met) if row.met else ("bg-missed", texts.missed)
    return f'{gap} <span class="bg-verdict {look}">{word}</span>'


def _card(number: int, figure: Figure, index: Index, texts: Texts) -> str:
    passage = index.passage_of(figure)
    start, end = _sentence(figure, passage.text)
    citation = Citation(number, passage, passage.text[start:end], passage.origin(start, end))
    return card(PREFIX, citation, index, texts, back=texts.back_table, bold=figure.place)


def _told(figure: Figure, index: Index, texts: Texts) -> str:
    passage = index.passage_of(figure)
    start, end = _sentence(figure, passage.text)
    one, other = figure.place
    words = (passage.text[start:one], passage.text[one:other], passage.text[other:end])
    return (
        f'<p class="bg-passage" lang="zh-CN">{escape(words[0])}<mark>{escape(words[1])}</mark>{escape(words[2])}</p>'
        f'<p class="bg-from">{title(passage)} {place_in_report(passage, texts, inline=True)}</p>'
    )


def _sentence(figure: Figure, text: str) -> Span:
    """Find the sentence of a passage's text that holds a figure."""
    return next(span for span in sentences(text) if span[0] <= figure.place[0] < span[1])


def _saves(texts: Texts) -> str:
    buttons = "".join(
        f'<button type="button" class="bg-save" data-file="bg-file-{kind}">{label}</button>'
        for kind, label in (("csv", texts.save_csv), ("md", texts.save_markdown))
    )
    return f'<div class="bg-saves">{buttons}</div>'


def _file(kind: str, name: str, text: str) -> str:
    """Keep a file in the page, for page.js to save."""
    return f'<textarea hidden readonly id="bg-file-{kind}" data-name="{escape(name)}.{kind}">{escape(text)}</textarea>'


def _markdown(comparison: Comparison, table: tables.Written, index: Index) -> str:
    """Write the table with its sentences beneath; what a report holds of HTML stays text."""
    lines = []
    for figure, number in _numbers(comparison).items():
        passage = index.passage_of(figure)
        lines.append(f"[{number}] {passage.context.line}\n\n> {tables.quote(passage, figure)}\n")
    return f"{tables.markdown(table)}\n\n" + "\n".join(lines).replace("<", "&lt;")


def _in_words(comparison: Comparison, title: str, texts: Texts) -> str:
    """Tell what the chart shows, for who does not see it."""
    said = []
    for region in comparison.regions:
        for kind, label in (("result", texts.result_column), ("target", texts.target_column)):
            points = [
                f"{row.years[0]} {told[0].words}"
                for row in comparison.rows
                if row.region == region and len(row.years) == 1 and (told := getattr(row, kind)) and told[0].unit
            ]
            if points:
                said.append(f"{region} {label}: {texts.comma.join(points)}")
    return f"{texts.chart_of.format(title=title)} {'; '.join(said)}"
