"""Give the list a question asks for: from headings, from an enumeration, or from the sentence that names the things."""

from __future__ import annotations

import re

from rag.backends.extractive.gathered import begins, gathered, verb_before
from rag.backends.extractive.honours import honours
from rag.backends.extractive.measures import measures
from rag.backends.extractive.members import members, of_term, wanted_items
from rag.backends.extractive.named import TWO, naming, pairs, wanted_of
from rag.backends.extractive.of_report import asks_troubles, of_report
from rag.backends.extractive.series import series
from rag.backends.extractive.task import TELLING, Task
from rag.backends.extractive.told import (
    COUNT,
    Told,
    announced,
    announcement,
    enumeration,
    listing,
    parts_of,
    told_in,
    wanted_about,
)
from rag.clauses import clauses, lacks_subject, sentences
from rag.fit import Candidate
from rag.needs import needs_of
from rag.numerals import read_number
from rag.opening import of_other_year
from rag.question.wording import about_whole
from rag.reading.troubles import troubles
from rag.records import Passage, Question
from rag.words import normalise, words

COVERED = 0.5
"""A heading announces the list asked for when it holds more of the question's words than this share."""
TOUCHED = 0.25
"""The number asked for speaks for a heading only when it holds more of the question's words than this share."""
INTRO_CHARS = 100
"""A longer introduction holds words that say nothing of what is listed."""
ALIKE = 0.3
"""A window speaks of things if one of its words is so alike to theirs."""
SURE = 0.25
"""A window as sure as this may tell of things by another word than the question's."""
NAME_CHARS = 3
"""The class that is looked for as one word has so many characters."""
LIST_CHARS = 340
"""Running text given for a list that no heading or enumeration holds."""
_ANNOUNCES = re.compile(r"^.{0,40}(?:问题|困难|挑战|不足|如下|以下[^，]{0,8})[。：]?$")
_GOES_ON = re.compile(r"(?:主要(?:是|有|表现|包括|体现)|具体(?:是|包括|来说)|分别是|一是|其中)")
_COUNTS = re.compile(r"^[一两二三四五六七八九十\d]+(?:个|项|大|条|方面|件|类|种|重|张|句|点)?")
"""Counts things at the beginning of a word, or is all of it: 十件 of 十件实事."""
_INCLUDES = re.compile("包括|包含|涵盖|分为")
_ENTRY_OF = re.compile(r"(“[^”]+”)[:：]")
_ABOUT = "有关相关"
"""Joins what is wanted of a list to the words for it."""
_SHORT_LEAD = re.compile(r"[^\d，；、：。“]{4,12}")
"""A sentence that says nothing but what those behind it are about: 培育特色产业。"""
_WORK = re.compile(r"工作(?!报告|作风)|任务|安排")
_MEASURES = re.compile(r"怎么|如何|措施|举措|办法|工作|任务|安排|做[了法]?|干[了什]|抓")


def listed(task: Task) -> list[str]:
    """Give the list asked for; nothing where none is found."""
    if run := series(task.question.text, task.own):
        intro = task.say.named_series(run.word)
        return [task.say.listing(run.passage.context, intro, run.items, task.number(run.passage))]
    if named := members(task.question.text, needs_of(task.question, task.index), task.own):
        context, number = named.passage.context, task.number(named.passage)
        say = task.say
        return [
            say.listing(context, named.text, named.items, number)
            if named.items
            else say.names(task.question, context, _with_term(named.passage, named.text), number)
        ]
    if of_term(task.question.text):
        return []  # what it means may be told elsewhere
    if told := of_report(task):
        return told
    if awarded := honours(task):
        numbers = map(task.number, awarded.passages)
        return [task.say.listing(awarded.passages[0].context, task.say.honours(), awarded.items, *numbers)]
    clause = naming(task) if wanted_items(task.question.text) else None
    structure = None if clause else _main_sections(task) or _structure(task)
    if structure:
        return [listing(task, structure.passage, announcement(structure.intro), structure.items)]
    if told := done_for(task):
        return told
    several = gathered(task)
    counted, clause = _counted(task), clause or naming(task)
    if counted and not (several and several.by_verb) and (not clause or clause.score < counted.score):
        return [task.statement(counted), task.say.only_counted()]
    if not (several and several.by_verb) and clause:
        return [task.statement(clause)]
    if several:
        return [listing(task, several.passage, several.name, several.items)]
    if (clause := naming(task, TWO)) and enumerated(clause.text) >= asked_items(task.question):
        return [task.statement(clause)]
    fitting = [candidate for candidate in task.fitting if of_class(task, candidate)]
    if not fitting or (task.open and len({c.passage.report_id for c in fitting[:5]}) > 1):
        return []
    best = fitting[0]
    passage, sentence = best.passage, _whole(best)
    if enumerated(sentence) < asked_items(task.question):
        return []
    if enumerates := enumeration(passage, sentence):
        return [listing(task, passage, enumerates.intro, enumerates.items)]
    text = best.text if passage.kind == "items" else _named(task, best, sentence)
    if len(items := text.split("；")) > TWO:
        return [listing(task, passage, "", items)]
    return [task.say.names(task.question, passage.context, text, task.number(passage))]


def _with_term(passage: Passage, text: str) -> str:
    """Give words of a glossary that begin with 包括 the term that they tell of."""
    before = passage.text[: passage.text.find(text)]
    terms = _ENTRY_OF.findall(before) if passage.kind == "appendix" and _INCLUDES.match(text) else []
    return f"{terms[-1]}{text}" if terms else text


def _counted(task: Task) -> Candidate | None:
    """Find the clause that tells how many there are of what is to be named, where none beside it speaks of them: 民生实事25件."""
    wanted = wanted_of(task.question)
    if not wanted or len(wanted.name) < NAME_CHARS or asked_items(task.question):
        return None
    counted = re.compile(
        rf"\d+余?[件个项条]\D{{0,4}}{re.escape(wanted.name)}|{re.escape(wanted.name)}\D{{0,6}}\d+余?[件个项条]"
    )
    alone = (c for c in task.rated if c.window.first == c.window.last and counted.search(normalise(c.text)))
    return next((c for c in alone if normalise(c.sentence).count(wanted.name) == 1), None)


def of_class(task: Task, candidate: Candidate) -> bool:
    """Tell whether a window names several things, or speaks of the class asked for (哪些学校), or is sure by itself."""
    wanted = None if candidate.confidence >= SURE or "、" in candidate.text else wanted_of(task.question)
    needs = [need for need in needs_of(task.question, task.index) if wanted and wanted.name.endswith(need.word)]
    if task.question.lang != "zh" or not needs or not needs[-1].used:
        return True
    head = needs[-1]
    near = task.alike.nearest([normalise(candidate.text)], [head]).max()
    return head.touched_by(normalise(candidate.sentence)) or bool(near >= ALIKE)


def done_for(task: Task) -> list[str]:
    """Give what is done for the end that a question names; nothing where no heading names it."""
    found = measures(task)
    return [listing(task, found.passage, found.lead, found.items)] if found else []


def asked_items(question: Question) -> int:
    """Give how many things a question wants named: 那13件实事都是什么; 0 where it does not say."""
    counted = COUNT.search(question.text) if question.kind == "list" else None
    return read_number(counted.group()) - 1 if counted and read_number(counted.group()) > 2 else 0


def enumerated(text: str) -> int:
    """Give how many things a sentence enumerates at most."""
    return max(len(re.findall(r"[、与和及]", text)), len(re.findall(r"[；，]", text))) + 1


def _named(task: Task, best: Candidate, sentence: str) -> str:
    """Give the clause that names just the things asked for; the sentence where measures are, or no clause does."""
    question = task.question
    counted = COUNT.search(question.text)
    wanted = read_number(counted.group()) if counted else 0
    parts = [sentence[slice(*span)] for span in clauses(sentence, (0, len(sentence)))]
    just = [part for part in parts if wanted > 1 and part.count("、") + 1 == wanted and not lacks_subject(part)]
    if just:
        asked = words(question.topic)
        return max(just, key=lambda part: sum(word in normalise(part) for word in asked))
    if _MEASURES.search(question.text) or "、" not in best.text:
        return best.text if len(sentence) > LIST_CHARS else sentence
    return _clause_naming(task, best)


def _clause_naming(task: Task, best: Candidate) -> str:
    """Give the one clause of a window that enumerates what is asked for, and holds all that tells of the question in it."""
    needs = needs_of(task.question, task.index)
    least = TELLING * max((need.weight for need in needs), default=0.0)
    asked = pairs(normalise(task.question.topic))

    def held(text: str) -> list[bool]:
        return [need.met_by(normalise(text)) for need in needs if need.weight >= least]

    def shared(text: str) -> int:
        return sum(pair in normalise(text) for pair in asked)

    spans = list(clauses(best.passage.text, best.window.span))
    of_year = [span for span in spans if not of_other_year(task.question, best.passage, span)] or spans
    parts = [best.passage.text[slice(*span)] for span in of_year]
    begun = [part for part in parts if begins(part, verb_before(task.question.text))]
    if len(begun) == 1:
        return begun[0]
    naming_all = [part for part in parts if "、" in part and held(part) == held(best.text)]
    most = max(map(shared, naming_all), default=0)
    telling = [part for part in naming_all if shared(part) == most]
    return telling[0] if most and len(telling) == 1 and not lacks_subject(telling[0]) else best.text


def _whole(best: Candidate) -> str:
    """Give the sentence of a window, and what follows it where that names what it announces."""
    text, (start, end) = best.passage.text, best.window.sentence
    sentence = best.sentence.strip("。\n ")
    behind = next((text[slice(*span)] for span in sentences(text) if span[0] >= end), "").strip("。\n ")
    named = _GOES_ON.sub("", behind, count=1).lstrip("：:")
    if _GOES_ON.match(behind) and "；" in named:
        return f"{sentence}：{named}"
    if (_ANNOUNCES.search(sentence) or _SHORT_LEAD.fullmatch(sentence)) and behind:
        ends = [after for _, after in sentences(text) if after <= start + LIST_CHARS]
        return text[start : max([end, *ends])].strip("。\n ")
    return sentence


def _main_sections(task: Task) -> Told | None:
    """Find the parts of the section that tells all the work of the years asked about, just so many as are asked for."""
    question = task.question
    if not about_whole(question):
        return None
    counted = COUNT.search(question.text)
    number = read_number(counted.group()) if counted else 0
    found = [
        told
        for hit in task.own
        if hit.passage.kind == "outline"
        and len(hit.passage.context.sections) < 2
        and hit.passage.context.stance != "other"
        and (not question.periods or hit.passage.context.years in question.periods)
        and question.stance in (None, hit.passage.context.stance)
        and number in (0, 1, len((told := parts_of(hit.passage)).items))
    ]
    found.sort(key=lambda told: told.passage.id)
    return max(found, key=lambda told: bool(_WORK.search(" ".join(told.passage.context.sections))), default=None)


def _named_by(told: Told) -> str:
    """Give the words that say what is listed: of a long introduction, the heading and the clause that announces."""
    if len(told.intro) <= INTRO_CHARS:
        return told.intro
    return " ".join([*told.passage.context.sections[-1:], announcement(told.intro)])


def _structure(task: Task) -> Told | None:
    """Find the outline or enumeration whose heading the question asks for, if one does."""
    question = task.question
    about = normalise(wanted_about(question.text)) + _ABOUT
    needs = [
        need for need in needs_of(question, task.index) if not _COUNTS.fullmatch(need.word) and need.word not in about
    ]
    total = sum(need.weight for need in needs)
    counted = COUNT.search(question.text)
    number = read_number(counted.group()) if counted else 0
    best: tuple[float, Told] | None = None
    for told in (told for hit in task.own for told in told_in(hit.passage) if total):
        intro, items = told.intro, told.items
        if troubles(told.passage.text) and not asks_troubles(question.text):
            continue
        above, below = normalise(_named_by(told)), [normalise(item) for item in items]
        held = [
            need.weight
            for need in needs
            if need.met_by(above)
            or _COUNTS.sub("", need.word, count=1) in above
            or all(need.met_by(item) for item in below)
        ]
        covered = sum(held) / total
        if covered > TOUCHED and number and number in (announced(intro) or [len(items)]):
            covered += 0.5
        exact = wanted_items(question.text)
        if exact and exact not in (*announced(intro), len(items)):
            continue
        rank = covered + (0.1 if told.passage.context.years in question.periods else 0)
        if covered > COVERED and len(items) > 1 and (best is None or rank > best[0]):
            best = (rank, told)
    return best[1] if best else None
