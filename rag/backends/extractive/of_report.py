"""Give what a report tells as a whole where just that is asked for: Task → str[].

its troubles · what it had to bear up against · its main targets · whom it thanks
"""

from __future__ import annotations

import re

from rag.backends.extractive.task import Task
from rag.backends.extractive.told import announcement, listing, told_in
from rag.clauses import clauses, sentences
from rag.question.topic import names_something
from rag.reading.troubles import troubles

THANKS_CHARS = 340
"""Running text given of whom a report thanks."""

_ASKS_TROUBLES = re.compile(
    r"困难|难题|难处|问题|挑战|短板|弱项|不足|薄弱环节|差距|矛盾|\b(?:problem|difficult(?:y|ies)|challenge|shortcoming)",
    re.I,
)
_TROUBLES = re.compile(
    r"(?:困难|难题|难处|问题|挑战|短板|弱项|不足|薄弱环节|差距|矛盾|存在|面临|突出|还有|经济|社会|发展|工作|政府|自[己身]|承认|坦言|方面|[和与、中]|\b(?:problems?|difficult(?:y|ies)|challenges?|shortcomings?|fac(?:e|es|ed|ing)|main)\b)+",
    re.I,
)
_BORE = "面对|克服|应对|顶住|经受|战胜|承受"
_FACED = re.compile(rf"{_BORE}|碰[上到]|遇[上到]|叠加")
"""Asks what a place had to bear up against, and not what its report owns up to."""
_TELLS_FACED = re.compile(rf"(?:{_BORE})[^，。；]*、[^，。；]*(?:困难|压力|考验|冲击|挑战|影响|局面|形势|风险)")
_ASKS_AIMS = re.compile(r"目标|指标")
_OF_SOME = re.compile(r"没|未|[完达实超]|如何|怎")
_AIMS = re.compile(
    r"目标|指标|主要|预期|预计|经济|社会|发展|年初|全年|总体|工作|提出|[定设]|包括|包含|涵盖|分别|具体|[的了都是有和与、]"
)
"""Says nothing of what the targets asked for are of."""
_THANKS = re.compile(r"感谢|致谢|致敬|敬意|\bthank", re.I)
_SAYS_THANKS = re.compile(r"向(?=[^。]*(?:感谢|敬意))")


def of_report(task: Task) -> list[str]:
    """Give the troubles, burdens, targets or thanks asked for; nothing where none of them, or anything besides, is."""
    return _troubles(task) or _aims(task) or _thanked(task)


def asks_troubles(text: str) -> bool:
    """Tell whether a text asks for the troubles of a place, or announces them."""
    return bool(_ASKS_TROUBLES.search(text))


def _troubles(task: Task) -> list[str]:
    """Give what is told of the troubles of a place where these are asked for, and nothing besides."""
    asked = _TROUBLES.sub(" ", task.question.topic)
    if not asks_troubles(task.question.topic) or names_something(_FACED.sub(" ", asked)):
        return []
    if _FACED.search(task.question.text) and (told := _faced(task)):
        return told
    for hit in sorted(task.own, key=lambda hit: hit.passage.kind != "items"):
        text = hit.passage.text
        if hit.passage.kind in ("text", "items") and (owned := troubles(text)):
            lead = announcement(text[slice(*owned.lead)])
            intro = lead if asks_troubles(lead) else task.say.troubles()
            return [listing(task, hit.passage, intro, [text[slice(*span)] for span in owned.items])]
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
        for told in told_in(hit.passage)
        if "目标" in told.intro
    ]
    best = max(told, key=lambda one: len(one.items), default=None)
    return [listing(task, best.passage, announcement(best.intro), best.items)] if best else []


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
            whole = "".join(thanking)[:THANKS_CHARS].strip("。！\n ")
            return [task.say.statement(hit.passage.context, whole, task.number(hit.passage))]
    return []
