"""Draw what was understood of a question: Turn -> a row of chips, each unfolding to what can be chosen instead.

A chip is a <details>, so it opens with Enter, Space or a click, and a screen reader tells whether it is open; page.js
closes it and sends what was picked. Every name of a document is escaped here. Not here: what there is to choose (choices.py).
"""

from __future__ import annotations

from html import escape

from rag.records import Question, Reading
from rag.understood import added_terms
from ui.choices import Choice, Choices, name_of
from ui.conversation import Turn
from ui.texts import Texts


def chips(turn: Turn, choices: Choices, texts: Texts) -> str:
    """Draw the chips of a turn; while its answer is coming they only tell. Empty before the question is understood."""
    drawn = "".join(_chip(turn, choice, choices, texts) for choice in choices.of(turn))
    if not drawn:
        return ""
    return f'<div class="bg-reading"><span class="bg-reading-as">{texts.understood}</span>{drawn}</div>'


def corrected(reading: Reading, choices: Choices, texts: Texts) -> str:
    """Write what the asker has chosen, as plain text: 周村区 · 2022年; empty for nothing."""
    parts = [
        _places(reading.regions, choices, texts) if reading.regions is not None else "",
        _years(reading.periods, texts) if reading.periods is not None else "",
        texts.asked_stance(reading.stance) if reading.stance else "",
        {True: texts.own_words, False: texts.with_terms, None: ""}[reading.own_words],
    ]
    return " · ".join(filter(None, parts))


def _chip(turn: Turn, choice: Choice, choices: Choices, texts: Texts) -> str:
    assert turn.found
    now = _now(turn, choice, choices, texts)
    look = f"bg-choice bg-choice-{choice.field}"
    look += " bg-corrected" if choice.corrected else ""
    look += " bg-unset" if _is_open(turn.found.question, choice) else ""
    said = f'<span class="bg-unseen">{texts.field(choice.field)}</span><span class="bg-now">{escape(now)}</span>'
    if turn.running:
        return f'<span class="{look}"><span class="bg-pick">{said}</span></span>'
    options = "".join(
        f"<li>{_option(name_of(turn, choice, n), _label(option, turn, choices, texts), n == choice.current, texts)}</li>"
        for n, option in enumerate(choice.options)
    )
    return (
        f'<details class="{look}"><summary class="bg-pick">{said}<span class="bg-unseen">{texts.change}</span></summary>'
        f'<div class="bg-options"><p>{texts.other(choice.field)}</p><ul>{options}</ul></div></details>'
    )


def _option(name: str, label: str, current: bool, texts: Texts) -> str:
    holds = f'<span class="bg-unseen">{texts.current}</span>' if current else ""
    look = "bg-option bg-current" if current else "bg-option"
    return f'<button type="button" class="{look}" id="choose-{name}">{escape(label)}{holds}</button>'


def _now(turn: Turn, choice: Choice, choices: Choices, texts: Texts) -> str:
    """Say what holds, which may be more than one option or none: 青石区、乌有县（没有报告）."""
    assert turn.found
    question = turn.found.question
    if choice.field == "place":
        unknown = [texts.no_report.format(place=place) for place in question.places]
        known = [_places((region,), choices, texts) for region in question.regions]
        return texts.comma.join([*known, *unknown]) or texts.any_place
    if choice.field == "year":
        reports = [texts.report_of.format(year=year) for year in question.report_years]
        return texts.comma.join([*map(texts.span_of_years, question.periods), *reports]) or texts.any_year
    if choice.field == "stance":
        return texts.asked_stance(question.stance or "either")
    return _added(turn, texts) if not turn.reading.own_words else texts.own_words


def _label(option: Reading, turn: Turn, choices: Choices, texts: Texts) -> str:
    """Name one option."""
    assert turn.found
    if option.own_words is False:
        terms = dict.fromkeys(term for expansion in turn.found.question.expansions for term in expansion.terms)
        return (
            f"{texts.with_terms}{texts.bracketed.format(text=texts.comma.join(terms))}" if terms else texts.with_terms
        )
    if option.periods and turn.found.question.report_years:
        return texts.report_of.format(year=option.periods[0][0])
    return corrected(option, choices, texts)


def _added(turn: Turn, texts: Texts) -> str:
    assert turn.found
    terms = added_terms(turn.found.question, turn.found.hits)
    return texts.also.format(terms=texts.comma.join(terms)) if terms else texts.with_terms


def _is_open(question: Question, choice: Choice) -> bool:
    """Tell whether the question leaves a field open."""
    return {
        "place": not (question.regions or question.places),
        "year": not (question.periods or question.report_years),
        "stance": not question.stance,
        "terms": False,
    }[choice.field]


def _places(regions: tuple[str, ...], choices: Choices, texts: Texts) -> str:
    names = regions if texts.lang.startswith("zh") else map(choices.in_latin, regions)
    return texts.comma.join(names) or texts.any_place


def _years(periods: tuple[tuple[int, ...], ...], texts: Texts) -> str:
    return texts.comma.join(map(texts.span_of_years, periods)) or texts.any_year
