"""The words around the quoted ones in English: one template a kind of answer, the Chinese of the report in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.asked import Asked
from rag.backends.phrases import Phrases
from rag.backends.prompts import REFUSAL
from rag.clauses import clauses, leans_back, sentences
from rag.english.amounts import written_out
from rag.english.asked import narrowed, noun_phrase
from rag.english.clause import rendered
from rag.english.facts import FACT_CHARS, in_years, indicated, lead, told
from rag.english.gist import gist
from rag.english.items import items_of
from rag.english.nouns import noun
from rag.english.proper import day, office, person, place, session, thing
from rag.english.terms import english_term, glossary, named
from rag.figures.extract import RANK, figures
from rag.lexicon import lexicon
from rag.needs import MOVEMENT
from rag.question.wording import about_report
from rag.records import Context, Figure, Language, Passage, Question, Report, Span
from rag.words import normalise

WRITTEN_OUT = 3
"""Figures of a quoted clause written out behind it at most."""

_LEAD = re.compile(r"(?P<place>[A-Z][\w' ]+(?: \([一-龥]+\))?, )\d{4}(?:-\d{4})?(?: target| plan)?: ")
"""Says whose and of when a statement is."""
_AMOUNT = re.compile(r"\b(?:how (?:many|much)|counts?|numbers? of|percent\w*|share|kilomet\w+|amounts?)\b", re.I)
NAMES_MOST = 0.5
"""A term stands for what is asked about where it is so much of the topic."""
ITEM_CHARS = 45
"""Characters of what explains an item of a list."""

_SEVERAL = re.compile(r"^(?!.*\bwhich\b)|\bwhich (?:[\w'’-]+ ){0,3}?(?!is\b|was\b|has\b|does\b|\w+ss\b)\w{2,}s\b", re.I)
"""Asks for one thing alone where what stands behind “which” is in the singular."""
_FROM_TO = re.compile(r"[由从](?:20\d\d年底?的?)?\d[\d.]*[^，；。]{1,6}[到至为]\d")
_NAMES = ("nr", "ns", "nt", "nz")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_QUOTED = re.compile(r"[“\"‘《]([^“”\"‘’《》]{2,40})[”\"’》]|(?<!\w)'([^']{2,60})'(?!\w)")
_ITEM_MARK = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+(?:、|是)|\d+[.、．]|[①-⑳]|——|•)\s*"
)


@dataclass(frozen=True)
class EnglishPhrases(Phrases):
    """The English ones."""

    lang: Language = "en"
    stop: str = "."

    def refusal(self, question: Question) -> str:
        """Decline, naming what was looked for."""
        return f"{REFUSAL['en']} {_asked(question)}. "

    def nearest(self) -> str:
        """Lead over to what there is of other years."""
        return "Nearest: "

    def corrected(self) -> str:
        """Lead over to what the report says instead."""
        return "The report says otherwise:\n"

    def rest_untold(self, *, why: bool) -> str:
        """Say that what a question asks is not told, beside what it takes for granted."""
        return f"{REFUSAL['en']} {'why' if why else 'the rest of what is asked'}."

    def verdict(self, question: Question, *, yes: bool) -> str:
        """Answer yes or no."""
        return "Yes. " if yes else "No. "

    def whose(self, one: Context | Figure) -> str:
        """Say of which place and year something is told, and whether as a target."""
        return lead(one.region, one.years, one.stance)

    def apart(self, one: Context | Figure, other: Context | Figure) -> str:
        """Say whose one of two things is."""
        return self.whose(one)

    def larger(self, whose: str, word: str, unit: str, *, less: bool) -> str:
        """Lead over to two figures by which is the larger or smaller, by the word asked with."""
        return f"{word.capitalize()} {'in' if whose[-1:].isdigit() or whose.endswith('target') else 'for'} {whose}: "

    def difference(self, gap: str, unit: str, whose: str, than: str, *, less: bool, named: bool = False) -> str:
        """Say by how much two figures differ, and which is the larger, unless that was said before."""
        about = "about " if gap.startswith("约") else ""
        gap = "; ".join(written_out(figure) for figure in figures(gap)) or gap
        larger = "" if named else f"; {than if less else whose} is the larger"
        return f"They differ by {about}{gap} (computed){larger}. "

    def definition(self, term: str, text: str, number: int) -> str:
        """Say what a term means, in the words of the report's glossary."""
        return f"{named(term)}, as the report explains it: “{text}”[{number}]. "

    def only_planned(self) -> str:
        """Say that a plan is told where a result is asked about."""
        return "No: the report does not say that this was done, it only plans it. "

    def only_in_part(self) -> str:
        """Say that some are told of where all are asked about."""
        return "No: the report does not say all, only: "

    def unsaid(self) -> str:
        """Say that the report does not speak of what is asked to have happened."""
        return "The report does not say so, only: "

    def summed_up(self) -> str:
        """Say that what is told is of all years up to the one asked about."""
        return "The report tells a total of all years so far: "

    def unstated(self) -> str:
        """Say that no figure like the one asked about is told."""
        return "The report tells no such figure, it only says: "

    def unjudged(self) -> str:
        """Say that a result is told without the target that it is asked to be held against."""
        return "The report does not hold this against the target, it only says: "

    def untold_head(self, report: Report, question: Question) -> str:
        """Say that the head of a report does not tell who gave it, or when."""
        what = "when" if question.kind == "when" else "by whom"
        return f"{REFUSAL['en']} {what} the {report.year} report of {place(report.region)} was given. "

    def untold_result(self) -> str:
        """Say that only a plan is told where it is asked what came of it."""
        return "No result is told, only a plan. "

    def undefined(self, term: str) -> str:
        """Say that a term is used but not explained."""
        return f"{REFUSAL['en']} what {named(term)} means, they only use it: "

    def called(self, words: str, number: int) -> str:
        """Say what a term is called, which is not explained."""
        said = f"Not explained in the report, which calls it {words}"
        return f"{said}{_explained(words, FACT_CHARS - len(said))}[{number}]. "

    def fact(self, passage: Passage, span: Span, question: Question, number: int) -> str:
        """Say a window of clauses in English where its figures tell it, else quote it."""
        sure = question.kind in ("figure", "compare") or bool(_AMOUNT.search(question.text))
        dated = question.kind == "when"
        names = question.kind in ("list", "definition", "who", "when") and not sure
        windows = list(dict.fromkeys([span, narrowed(passage.text, span, question, figure=sure, date=dated)]))
        for window in windows:
            words = passage.text[slice(*window)]
            if _FROM_TO.search(words) and (said := _in_english(passage.context, [words])):
                return f"{said}[{number}]. "  # with both figures
            if not names and (said := told(passage, window, question.text, sure=sure)):
                return f"{said}[{number}]. "
        least = narrowed(passage.text, span, question, figure=sure, date=dated, short=0)
        if _tells_all(passage.text, span, least, question if sure else None):
            windows.append(least)
        texts = [passage.text[slice(*window)] for window in windows]
        if question.kind != "list" and (said := _in_english(passage.context, texts)):
            return f"{said}[{number}]. "
        telling = (text for text in reversed(texts) if gist(text, question, passage.context))
        return self.names(question, passage.context, next(telling, passage.text[slice(*window)]), number)

    def names(self, question: Question, context: Context, text: str, number: int) -> str:
        """Give the things that a clause names one by one, where several are asked for and it is clear which; else quote it."""
        several = question.kind == "list" and _SEVERAL.search(question.text) and not MOVEMENT.search(question.text)
        if several and (items := items_of(text)):
            return self.listing(context, items.said, items.names, number)
        if not _in_english(context, [text]) and (found := gist(text, question, context)):
            return f"{_proved(context, found, _telling(text, found, question, context))}[{number}]. "
        return self.statement(context, text, number)

    def together(self, said: Sequence[str]) -> list[str]:
        """Say statements one after the other, each without the place that the one before names."""
        shorter = []
        for before, one in zip(["", *said], said, strict=False):
            led, leads = _LEAD.match(before), _LEAD.match(one)
            same = led and leads and led["place"] == leads["place"]
            shorter.append(one[leads.end("place") :] if leads and same else one)
        return shorter

    def row(self, row: Figure, number: int) -> str:
        """Say one figure by what it measures; empty where that has no English."""
        if not english_term(row.indicator):
            return ""
        return f"{lead(row.region, row.years, row.stance)}: {indicated(row)}[{number}]. "

    def statement(self, context: Context, text: str, number: int) -> str:
        """Say a clause in English, or quote it, with its place and year."""
        if said := _in_english(context, [text]):
            return f"{said}[{number}]. "
        figure = any(one.unit for one in figures(normalise(text)))
        chinese = len(text) + len(lead(context.region, context.years, context.stance)) <= FACT_CHARS - len(": “”")
        quoted = f"{lead(context.region, context.years, context.stance, figure=figure, chinese=chinese)}: “{text}”"
        return f"{quoted}{_explained(text, FACT_CHARS - len(quoted))}[{number}]. "

    def named_series(self, word: str) -> str:
        """Announce things that one word names."""
        return word

    def troubles(self) -> str:
        """Announce the troubles of a place."""
        return "Difficulties and shortcomings"

    def found_items(self, announced: int, found: int) -> str:
        """Say that a list holds another number of things than it announces."""
        return f" (announced: {announced})"

    def honours(self) -> str:
        """Announce the honours of a place."""
        return "honours"

    def only_counted(self) -> str:
        """Say that things are counted, and not named one by one."""
        return "The report tells only how many, and does not list them."

    def listing(self, context: Context, intro: str, items: Sequence[str], *numbers: int) -> str:
        """Say a list, an item a line, with its English where it is known."""
        whose = lead(context.region, context.years, context.stance, figure=False)
        bare = [_ITEM_MARK.sub("", item) for item in items]
        beside = [_beside(item, context) for item in bare]
        # What explains one item is not said again at the next.
        once = [words if words not in beside[:n] else "" for n, words in enumerate(beside)]
        lines = [f"{n}. {item}{words}" for n, (item, words) in enumerate(zip(bare, once, strict=True), start=1)]
        marks = "".join(f"[{number}]" for number in numbers)
        return f"{whose}{_announced(intro, context)}, {_count(len(items))} items: {marks}\n" + "\n".join(lines)

    def head(self, report: Report, question: Question) -> str:
        """Say who gave a report, when, and where."""
        if not (report.date or report.session if question.kind == "when" else report.speaker):
            return ""
        which = f"The {report.year} report of {place(report.region)} was given"
        if question.kind != "when":
            return f"{which} by {person(report.speaker)}, {office(report.office)}"
        on = f" on {day(report.date)}" if report.date else ""
        at = f" at {session(report.session)}" if report.session else ""
        return f"{which}{on}{at}"


def _tells_all(text: str, span: Span, least: Span, question: Question | None) -> bool:
    """Tell whether what a shorter window leaves out can be missed: nothing that leans on it, and no figure of the kind asked for.

    Args:
        text: of the passage.
        span: of the longer window.
        least: of the shorter one in it.
        question: that asks for a figure, which the shorter one must tell; None where none is asked for.

    """
    left_out = text[span[0] : least[0]] + text[least[1] : span[1]]
    told, missed = (figures(normalise(words)) for words in (text[slice(*least)], left_out))
    asked = Asked(question) if question else None
    ranks = asked and asked.aspect != "rank" and missed and all(figure.unit == RANK for figure in missed)
    if ranks:
        return bool(asked and asked.told(tuple(told)))
    if leans_back(left_out.lstrip("，；、。 ")):
        return False
    return asked is None or bool(asked.told(tuple(told)) and not asked.told(tuple(missed)))


def _in_english(context: Context, texts: Sequence[str]) -> str:
    """Say all clauses of the first text in English that fits into a line, of the last that has English where none does; else nothing.

    Behind it stands the Chinese; where that would be long, and the figures tell what is cited, those in 万 and 亿 as printed.
    """
    shortest = ""
    for text in texts:
        parts = [text[slice(*clause)] for sentence in sentences(text) for clause in clauses(text, sentence)]
        said = [rendered(part, context.region, stance=context.stance) for part in parts]
        if not all(said):
            continue
        found = figures(normalise(text))
        printed = ", ".join(figure.text for figure in found if re.search("[万亿]", figure.text)) if found else text
        forms = ((True, text), (False, text), (True, printed), (False, printed), (False, "" if found else text))
        for chinese, behind in forms:
            whose = lead(context.region, context.years, context.stance, figure=bool(found), chinese=chinese)
            shortest = f"{whose}: {'; '.join(said)}{f' ({behind})' if behind else ''}"
            if len(shortest) <= FACT_CHARS:
                return shortest
    return shortest


def _telling(text: str, said: str, question: Question, context: Context) -> str:
    """Leave out of a text the clauses behind that which tells a fact; of a name, which is the subject, those before it too."""
    if question.kind == "when":
        return text
    parts = [clause for sentence in sentences(text) for clause in clauses(text, sentence)]
    short = next((clause for clause in parts if gist(text[: clause[1]], question, context) == said), (0, len(text)))
    last = text[slice(*short)]
    return last if "(" in said and gist(last, question, context) == said else text[: short[1]]


def _proved(context: Context, said: str, text: str) -> str:
    """Say a fact with its place and year, and quote the clause that tells it; where its figures count what has no English, its terms behind."""
    years = () if any(str(year) in said for year in context.years) else context.years
    figure = any(one.unit for one in figures(normalise(text))) or not years
    terms = [] if re.search("[a-z]{3}", said) else [f"; {term}: {english}" for term, english in glossary(text)[:1]]
    forms = [
        f"{lead(context.region, years, context.stance, figure=figure, chinese=chinese)}: {said} (“{text}”{term})"
        for chinese, term in (*((True, term) for term in terms), (True, ""), (False, ""))
    ]
    return next((form for form in forms if len(form) <= FACT_CHARS), forms[-1])


def _count(number: int) -> str:
    """Write a small count in words: a figure would seem to be the report's."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)


def _announced(intro: str, context: Context) -> str:
    """Say what a list is of: in English where that is known, else as the report announces it."""
    words = intro.rstrip("：:")
    kind = words.rpartition("…")[2].removeprefix("等")
    english = noun(normalise(kind)) or rendered(words, context.region, stance=context.stance)
    return f", {english} (“{words}”)" if english else f", “{words}”" if words else ""


def _beside(item: str, context: Context) -> str:
    """Give an item's English, a term of it in English, or the reading of a name, in brackets."""
    english = english_term(item) or rendered(item, context.region, stance=context.stance)
    return f" ({english})" if english else _explained(item, ITEM_CHARS) or _read(item)


def _read(item: str) -> str:
    """Give the reading of an item that is a name, and what kind of thing it names: 红叶机场 (Hongye Airport)."""
    import rjieba

    name = _ASIDE.sub("", item)
    tagged = list(rjieba.tag(name, True))
    kind = thing(name)
    named = all(tag in _NAMES for _, tag in tagged) or (" " in kind and any(tag in _NAMES for _, tag in tagged))
    return f" ({kind})" if tagged and named else ""


def _written_out(text: str) -> str:
    """Write figures in 万 and 亿 out: (1.69万人 = 16,900 people)."""
    scaled = [figure for figure in figures(normalise(text)) if re.search(r"[万亿]", figure.text)]
    shown = [f"{figure.text} = {written_out(figure)}" for figure in scaled[:WRITTEN_OUT]]
    return f" ({'; '.join(shown)})" if shown else ""


def _explained(text: str, room: int) -> str:
    """Write figures out, or name the longest terms that are known in English as far as there is room: (幸福院: homes for …)."""
    if figures_told := _written_out(text):
        return figures_told
    known = ""
    for term, english in sorted(glossary(text), key=lambda one: -len(one[0])):
        more = f"{known}; {term}: {english}" if known else f"{term}: {english}"
        known = more if len(more) + len(" ()") <= room else known
    return f" ({known})" if known else ""


def _asked(question: Question) -> str:
    """Name what was looked for: anything about “unemployment rate” (城镇登记失业率) for Zhangdian District (张店区) in 2024."""
    where = " and ".join(map(place, (*question.regions, *question.places)))
    when = " and ".join(map(in_years, question.periods)) or " and ".join(map(str, question.report_years))
    return f"{_about(question)}{f' for {where}' if where else ''}{f' in {when}' if when else ''}"


def _about(question: Question) -> str:
    if question.kind == "who" and about_report(question.text):
        return "who gave the report"
    if quoted := _QUOTED.search(question.text):
        return f"anything about “{quoted[1] or quoted[2]}”"
    known = max(lexicon().expand(question.topic), key=lambda one: len(one.asked), default=None)
    if known and len(known.asked) >= NAMES_MOST * len(question.topic):
        return f"anything about “{known.asked}”{f' ({known.terms[0]})' if known.asked.isascii() else ''}"
    asked = noun_phrase(question)  # which a part of its words would not name
    return f"anything about “{asked}”" if asked else "anything"
