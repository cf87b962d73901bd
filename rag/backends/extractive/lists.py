"""Give the list a question asks for: from headings, from an enumeration, or from the sentence that names the things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.backends.extractive.gathered import begins, gathered, verb_before
from rag.backends.extractive.measures import measures
from rag.backends.extractive.members import members, of_term, wanted_items
from rag.backends.extractive.named import FEW, TWO, naming, pairs
from rag.backends.extractive.series import series
from rag.backends.extractive.task import TELLING, Task
from rag.clauses import clauses, lacks_subject, sentences
from rag.fit import Candidate
from rag.needs import needs_of
from rag.numerals import read_number
from rag.question.topic import names_something
from rag.question.wording import about_whole
from rag.reading.troubles import troubles
from rag.records import Passage, Question
from rag.words import normalise, words

COVERED = 0.5
"""A heading announces the list asked for when it holds more of the question's words than this share."""
TOUCHED = 0.25
"""The number asked for speaks for a heading only when it holds more of the question's words than this share."""
LIST_CHARS = 340
"""Running text given for a list that no heading or enumeration holds."""
ITEMS_CHARS = 300
"""Items that are longer together lose their last clauses, as long as they have several."""

_ITEM = re.compile(r"[；\n]")
_ENUMERATES = re.compile(r"^(?P<intro>.{4,60}?)[：:](?P<items>[^：:]+)$", re.S)
_IN_ORDER = re.compile(r"首先.*；\s*(?:最后|其次|再次|然后)", re.S)
_TELLS = re.compile(r"[是有为括]$")
"""Ends words that announce the clauses behind them."""
_ANNOUNCES = re.compile(r"^.{0,40}(?:问题|困难|挑战|不足|如下|以下[^，]{0,8})[。：]?$")
_GOES_ON = re.compile(r"(?:主要(?:是|有|表现|包括|体现)|具体(?:是|包括|来说)|分别是|一是|其中)")
_COUNT = re.compile(
    r"(?<![第一二三四五六七八九十\dA-Za-z])([一二两三四五六七八九十]{1,3}|\d{1,3})(?=个|项|大(?![会学])|条|方面|件|类|种|重|张|句|部|点(?!钟))"
)
_COUNTS = re.compile(r"^[一两二三四五六七八九十\d]+(?:个|项|大|条|方面|件|类|种|重|张|句|点)?")
"""Counts things at the beginning of a word, or is all of it: 十件 of 十件实事."""
_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.、．]|——)\s*")
_LEADS_OVER = re.compile(
    r"^(?:在?(?:肯定|看到|总结)[^，]{0,8}的?同时|同时|但是?|我们|也|还|必须|应该?|要|更要|(?:清醒|深刻|充分)地?|认识到|看到|，)+"
)
_EMPTY = re.compile(r"[，,]?(?:主要|具体|分别)?(?:是|有|表现在|体现在|包括|如下|为)?[：:，。]*$")
_LAST_CLAUSE = re.compile(r"(?<=[^，。]{6})[，。][^，。]*$")
_ASKS_TROUBLES = re.compile(
    r"困难|难题|难处|问题|挑战|短板|弱项|不足|薄弱环节|差距|矛盾|\b(?:problem|difficult(?:y|ies)|challenge|shortcoming)",
    re.I,
)
_TROUBLES = re.compile(
    r"(?:困难|难题|难处|问题|挑战|短板|弱项|不足|薄弱环节|差距|矛盾|存在|面临|突出|还有|经济|社会|发展|工作|[和与、中]|\b(?:problems?|difficult(?:y|ies)|challenges?|shortcomings?|fac(?:e|es|ed|ing)|main)\b)+",
    re.I,
)
_ASKS_AIMS = re.compile(r"目标|指标")
_OF_SOME = re.compile(r"没|未|[完达实超]|如何|怎")
_AIMS = re.compile(
    r"目标|指标|主要|预期|预计|经济|社会|发展|年初|全年|总体|工作|提出|[定设]|包括|包含|涵盖|分别|具体|[的了都是有和与、]"
)
"""Says nothing of what the targets asked for are of."""
_BORE = "面对|克服|应对|顶住|经受|战胜|承受"
_FACED = re.compile(rf"{_BORE}|碰[上到]|遇[上到]|叠加")
"""Asks what a place had to bear up against, and not what its report owns up to."""
_TELLS_FACED = re.compile(rf"(?:{_BORE})[^，。；]*、[^，。；]*(?:困难|压力|考验|冲击|挑战|影响|局面|形势|风险)")
_FIVE_YEARS = re.compile(r"(?:和|与)?“?十[一二三四五六七八九]五”?时期")
"""Names more years in a heading than the parts beneath it speak of."""
_THANKS = re.compile(r"感谢|致谢|致敬|敬意|\bthank", re.I)
_SAYS_THANKS = re.compile(r"向(?=[^。]*(?:感谢|敬意))")
_SHORT_LEAD = re.compile(r"[^\d，；、：。“]{4,12}")
"""A sentence that says nothing but what those behind it are about: 培育特色产业。"""
_WORK = re.compile(r"工作(?!报告|作风)|任务|安排")
_MEASURES = re.compile(r"怎么|如何|措施|举措|办法|工作|任务|安排|做[了法]?|干[了什]|抓")


@dataclass(frozen=True, slots=True)
class Told:
    """Things that a passage tells one by one, and the words that announce them."""

    passage: Passage
    intro: str
    items: Sequence[str]


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
            else say.names(task.question, context, named.text, number)
        ]
    if of_term(task.question.text):
        return []  # what it means may be told elsewhere
    if told := _troubles(task) or _aims(task) or _thanked(task):
        return told
    clause = naming(task) if wanted_items(task.question.text) else None
    structure = None if clause else _main_sections(task) or _structure(task)
    if structure:
        return [_listing(task, structure.passage, _announcement(structure.intro), structure.items)]
    if told := done_for(task):
        return told
    several = gathered(task)
    if not (several and several.by_verb) and (clause := clause or naming(task)):
        return [task.statement(clause)]
    if several:
        return [_listing(task, several.passage, several.name, several.items)]
    if (clause := naming(task, TWO)) and enumerated(clause.text) >= asked_items(task.question):
        return [task.statement(clause)]
    fitting = task.fitting
    if not fitting or (task.open and len({c.passage.report_id for c in fitting[:5]}) > 1):
        return []
    best = fitting[0]
    passage, sentence = best.passage, _whole(best)
    if enumerated(sentence) < asked_items(task.question):
        return []
    if enumerates := _enumeration(passage, sentence):
        return [_listing(task, passage, enumerates.intro, enumerates.items)]
    text = best.text if passage.kind == "items" else _named(task, best, sentence)
    if len(items := text.split("；")) > TWO:
        return [_listing(task, passage, "", items)]
    return [task.say.names(task.question, passage.context, text, task.number(passage))]


def done_for(task: Task) -> list[str]:
    """Give what is done for the end that a question names; nothing where no heading names it."""
    found = measures(task)
    return [_listing(task, found.passage, found.lead, found.items)] if found else []


def asked_items(question: Question) -> int:
    """Give how many things a question wants named: 那13件实事都是什么; 0 where it does not say."""
    counted = _COUNT.search(question.text) if question.kind == "list" else None
    return read_number(counted.group()) - 1 if counted and read_number(counted.group()) > 2 else 0


def enumerated(text: str) -> int:
    """Give how many things a sentence enumerates at most."""
    return max(len(re.findall(r"[、与和及]", text)), len(re.findall(r"[；，]", text))) + 1


def _listing(task: Task, passage: Passage, intro: str, items: Sequence[str]) -> str:
    """Say a list, and how many it holds where the text or the question announces another number."""
    items = _shortened([told for item in items if (told := re.sub(r"[，,]?等等?$", "", item))])
    announced = _announced(intro or task.question.text)
    short = task.say.found_items(announced[0], len(items)) if announced and len(items) not in announced else ""
    return task.say.listing(passage.context, f"{_plain(intro)}{short}", items, task.number(passage))


def _shortened(items: Sequence[str]) -> list[str]:
    """Take the last clause from the longest item that has several, until all are short enough together."""
    short = list(items)
    while sum(map(len, short)) > ITEMS_CHARS and (long := [item for item in short if _LAST_CLAUSE.search(item)]):
        longest = max(long, key=len)
        short[short.index(longest)] = _LAST_CLAUSE.sub("", longest)
    return short


def _plain(intro: str) -> str:
    """Take from an announcement its number and what only leads over to it: 同时，我们也看到，…，主要是."""
    return _EMPTY.sub("", _LEADS_OVER.sub("", _NUMBER.sub("", intro.strip())))


def _named(task: Task, best: Candidate, sentence: str) -> str:
    """Give the clause that names just the things asked for; the sentence where measures are, or no clause does."""
    question = task.question
    counted = _COUNT.search(question.text)
    wanted = read_number(counted.group()) if counted else 0
    parts = [sentence[slice(*span)] for span in clauses(sentence, (0, len(sentence)))]
    just = [part for part in parts if wanted > 1 and part.count("、") + 1 == wanted]
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

    parts = [best.passage.text[slice(*span)] for span in clauses(best.passage.text, best.window.span)]
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
    counted = _COUNT.search(question.text)
    number = read_number(counted.group()) if counted else 0
    found = [
        told
        for hit in task.own
        if hit.passage.kind == "outline"
        and len(hit.passage.context.sections) < 2
        and hit.passage.context.stance != "other"
        and (not question.periods or hit.passage.context.years in question.periods)
        and question.stance in (None, hit.passage.context.stance)
        and number in (0, 1, len((told := _parts(hit.passage)).items))
    ]
    found.sort(key=lambda told: told.passage.id)
    return max(found, key=lambda told: bool(_WORK.search(" ".join(told.passage.context.sections))), default=None)


def _structure(task: Task) -> Told | None:
    """Find the outline or enumeration whose heading the question asks for, if one does."""
    question = task.question
    needs = [need for need in needs_of(question, task.index) if not _COUNTS.fullmatch(need.word)]
    total = sum(need.weight for need in needs)
    counted = _COUNT.search(question.text)
    number = read_number(counted.group()) if counted else 0
    best: tuple[float, Told] | None = None
    for told in (told for hit in task.own for told in _told_in(hit.passage) if total):
        intro, items = told.intro, told.items
        above, below = normalise(intro), [normalise(item) for item in items]
        held = [
            need.weight
            for need in needs
            if need.met_by(above)
            or _COUNTS.sub("", need.word, count=1) in above
            or all(need.met_by(item) for item in below)
        ]
        covered = sum(held) / total
        if covered > TOUCHED and number and number in (_announced(intro) or [len(items)]):
            covered += 0.5
        exact = wanted_items(question.text)
        if exact and exact not in (*_announced(intro), len(items)):
            continue
        rank = covered + (0.1 if told.passage.context.years in question.periods else 0)
        if covered > COVERED and len(items) > 1 and (best is None or rank > best[0]):
            best = (rank, told)
    return best[1] if best else None


def _troubles(task: Task) -> list[str]:
    """Give what is told of the troubles of a place where these are asked for, and nothing besides."""
    asked = _TROUBLES.sub(" ", task.question.topic)
    if not _ASKS_TROUBLES.search(task.question.topic) or names_something(_FACED.sub(" ", asked)):
        return []
    if _FACED.search(task.question.text) and (told := _faced(task)):
        return told
    for hit in sorted(task.own, key=lambda hit: hit.passage.kind != "items"):
        text = hit.passage.text
        if hit.passage.kind in ("text", "items") and (owned := troubles(text)):
            lead = _announcement(text[slice(*owned.lead)])
            intro = lead if _TROUBLES.search(lead) else task.say.troubles()
            return [_listing(task, hit.passage, intro, [text[slice(*span)] for span in owned.items])]
    return []


def _aims(task: Task) -> list[str]:
    """Give the main targets of the years asked about where all of them are asked for, and not which of them were met."""
    question = task.question
    if not _ASKS_AIMS.search(question.text) or _OF_SOME.search(question.text):
        return []
    if names_something(_AIMS.sub(" ", question.topic)):
        return []
    told = [
        told
        for hit in task.own
        if hit.passage.kind == "text" and hit.passage.context.years in question.periods
        for told in _told_in(hit.passage)
        if "目标" in told.intro
    ]
    best = max(told, key=lambda one: len(one.items), default=None)
    return [_listing(task, best.passage, _announcement(best.intro), best.items)] if best else []


def _faced(task: Task) -> list[str]:
    """Give the clause that enumerates what a place had to bear up against, of the years asked about before all."""
    for hit in sorted(task.own, key=lambda hit: hit.passage.context.years not in task.question.periods):
        text = hit.passage.text
        for start, end in (span for sentence in sentences(text) for span in clauses(text, sentence)):
            if hit.passage.kind == "text" and _TELLS_FACED.search(text[start:end]):
                return [task.say.statement(hit.passage.context, text[start:end], task.number(hit.passage))]
    return []


def _thanked(task: Task) -> list[str]:
    """Give the sentences of a report that say whom it thanks, where that is asked."""
    if not _THANKS.search(task.question.text):
        return []
    for hit in task.own:
        text = hit.passage.text
        said = [text[slice(*span)] for span in sentences(text) if hit.passage.kind == "text"]
        if thanking := [sentence[match.start() :] for sentence in said if (match := _SAYS_THANKS.search(sentence))]:
            whole = "".join(thanking)[:LIST_CHARS].strip("。！\n ")
            return [task.say.statement(hit.passage.context, whole, task.number(hit.passage))]
    return []


def _announced(text: str) -> list[int]:
    """Give the numbers of things that words announce: 三个方面; not those in names such as “一张网”."""
    numbers = (read_number(match.group()) for match in _COUNT.finditer(re.sub("“[^”]*”", "", text)))
    return [number for number in numbers if number > 1]


def _told_in(passage: Passage) -> Iterator[Told]:
    """Give what a passage tells one by one: that of an outline or enumeration, or each of running text."""
    if passage.kind in ("outline", "items"):
        yield _parts(passage)
    elif passage.kind in ("text", "appendix"):
        before = next(iter(passage.context.sections[-1:]), "")
        for span in sentences(passage.text):
            sentence = passage.text[slice(*span)].strip("。\n ")
            if _IN_ORDER.match(sentence):
                yield Told(passage, before, sentence.split("；"))
            elif told := _enumeration(passage, sentence):
                yield told
            before = sentence


def _enumeration(passage: Passage, sentence: str) -> Told | None:
    """Part a sentence that announces things before a colon and tells them behind it."""
    match = _ENUMERATES.match(sentence)
    if not match:
        return None
    intro, told = match["intro"], match["items"].strip("，。； ")
    items = [item.strip() for item in re.split("[；]" if "；" in told else "[，,]", told)]
    just = len(items) in _announced(intro) or (len(items) > FEW and bool(_TELLS.search(intro)))
    return Told(passage, intro, items) if just or "；" in told else None


def _parts(passage: Passage) -> Told:
    """Part an outline or enumeration into the words before its items, and the items."""
    if "：\n" in passage.text:
        intro, _, rest = passage.text.rpartition("：\n")
    else:
        first = re.search(r"[（(]1[）)]|①|一是|(?<=[。：])1[.．、]", passage.text)
        start = first.start() if first else 0
        intro, rest = passage.text[:start].rstrip("：:，。"), passage.text[start:]
    if not _plain(_announcement(intro)) and passage.context.sections:
        intro = passage.context.sections[-1]
    if len(passage.context.years) == 1:
        intro = _FIVE_YEARS.sub("", intro)
    return Told(passage, intro, [item.strip("。 ") for item in _ITEM.split(rest) if item.strip("。 ")])


def _announcement(intro: str) -> str:
    """Give the clause that announces a list: the last one with its count, else the last that says what is listed."""
    said = [clause for clause in re.split(r"[。\n，,：:]", intro) if _EMPTY.sub("", clause)]
    counted = [clause for clause in said if _COUNT.search(clause)]
    return (counted or said or [""])[-1].strip()
