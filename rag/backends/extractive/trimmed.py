"""Trim a window to the figure asked for: Task + Candidate → the words to be said, as printed.

    修路6公里、建桥2座，新增学位200个      for the bridges     →   建桥2座
    甲业、乙业产值分别增长3%、5%           for the second      →   乙业产值增长5%

What stands beside the figure is kept where it names what is asked about, where the clause leaves its subject to it, or
where it is the condition that the figure rests on. What several figures are asked of is not trimmed.
Not here: which window answers (fit.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.asked import LEVELS, Asked
from rag.backends.extractive.cell import cell_of
from rag.backends.extractive.pieces import DEALT, Piece, opens_with_verb, pieces_of
from rag.backends.extractive.task import AS_GOOD, TELLING, Task, leans
from rag.compare import aspect_of
from rag.figures.extract import FigureSpan, figures, unit_kind
from rag.figures.naming import GENERIC, opening_verbs
from rag.figures.rows import ADDING
from rag.fit import Candidate
from rag.needs import MOVEMENT, Need, needs_of
from rag.opening import context_of
from rag.periods import periods
from rag.question.wording import asks_further
from rag.records import Figure, Question
from rag.subject import left_out
from rag.words import normalise

CARRIED = 0.5
"""What stands in the clauses before a figure counts so much of what stands in its own."""
IN_PART = 0.7
"""A word of which only a part stands there counts so much of its weight."""
HEAD = 1.5
"""The last thing named counts so much of its weight: of accidents and deaths, 事故死的人 asks for the deaths."""
AS_MUCH = 0.9
"""A figure may be the one asked for where it holds this part of what the best one holds."""

_ASKS = re.compile(r"多少|几(?!乎|年来)|怎么?样|如何|多[大长高宽重久快]|什么|哪|谁")
_BOTH = re.compile(r"[各都](?![类种界地])|分别")
_AND = "(?:[和与及跟、]|以及|还有|连同)"
_AND_MOVED = re.compile(rf"(?:{_AND}|[，,；;])[^，。？]{{0,4}}(?:{MOVEMENT.pattern})|(?:增速|增幅|增长率?|涨幅){_AND}")
"""Asks for an amount and how far it moved: 总额和增速是多少."""
_AND_THIS = re.compile(r"[，,；;？?][^，,；;？?年]{2,}(?<!目标)(?<!计划)(?<!结果)呢")
"""Asks the same of another thing in the years that are told apart: 甲企业从2023年到2024年有多少？乙企业呢."""
_RUN_IN = re.compile(
    r"(?:围绕|聚焦|针对|立足|瞄准)(?P<what>[^，。；\d]{4,30}?)(?:等(?:重点)?(?:领域|方面|行业|环节)|为(?:重点|抓手|主线))，?(?=[一-龥]{4})"
)
"""Leads a clause, and says nothing of its figure."""
_NOT_ASKED = re.compile(r"(?:不是|不含|不包括|不算|而非|除了?)[^，。？?）)]+")
_CONDITION = re.compile(r"(?:与|同|和|较|比)[^，。；]{2,12}相?比|剔除|扣除|按[^，。；]{2,8}计算")
_ESTIMATE = re.compile(r"预计|初步")
_MOVES = re.compile(r"(?:同比|环比|[比较][上去]年)?(?:增长|下降|提高|上升|减少|增加|回落|降低)")
_ADDS = re.compile(r"(?:其中|当年|年内|全年)?(?:新增|净增)(?=\d)")
_ACHIEVED = re.compile(
    r"(?:累计|全年|年内|已|可|预计|共)*(?:实现|完成|达|突破|获|带动|拉动|发放|惠及|贡献|占|投入|投资|创造|吸引)"
)
"""Opens what is said of the thing that the clause before names, and not what else was done."""


def told(task: Task, candidate: Candidate, *, asked: int = 1) -> str:
    """Say a window with its place and year, without the figures beside the one asked for.

    Args:
        task: the question.
        candidate: a window that answers it.
        asked: how many questions it was taken apart into, each answered by a window of its own.

    """
    if cell_of(candidate):
        return task.statement(candidate)
    beside_levels = Asked(task.question).sum and LEVELS.search(candidate.text)
    words = _trimmed(task, candidate) if _asks_one(task, asked) and not beside_levels else ""
    if task.question.kind in ("figure", "compare", "yes_no") and task.question.lang == "zh":
        words = _without_run_in(words or candidate.text, task) or words
    added = _added(task, candidate, words or candidate.text)
    if not (words or added):
        return task.statement(candidate)
    passage, words = candidate.passage, f"{added}{words or candidate.text}"
    return task.say.statement(passage.context, words, task.number(passage))


def decided(task: Task, candidate: Candidate) -> str:
    """Say what decides whether something is so, without what else was done before it: 新增用地2800亩."""
    passage, question = candidate.passage, task.question
    if question.lang != "zh" or cell_of(candidate):
        return task.statement(candidate)
    pieces = list(pieces_of(passage.text, candidate.window.span, task.index.figures([task.index.row_of(passage)])))
    needs = [need for need in needs_of(question, task.index) if need.specific]
    units = {figure.unit for figure in figures(normalise(question.text))}

    def told_beside(piece: Piece) -> bool:
        done = bool(opening_verbs(piece.text)) and not (piece.hangs or piece.said or leans(normalise(piece.text)))
        return done and bool(piece.rows) and not units & {row.unit for row in piece.rows}

    held = [n for n, piece in enumerate(pieces) if any(need.touched_by(piece.plain) for need in needs)]
    kept = [n for n, piece in enumerate(pieces) if n in held or n > max(held, default=0) or not told_beside(piece)]
    if not held or len(kept) == len(pieces) or any(n not in kept for one in kept for n in _leant_on(pieces, one, ())):
        return task.statement(candidate)
    lead = left_out(passage.text, pieces[0].span[0]) if kept[0] == 0 else ""
    return task.say.statement(
        context_of(passage, candidate.window.span),
        lead + _joined(passage.text, pieces, kept, ()).rstrip("，"),
        task.number(passage),
    )


def _added(task: Task, candidate: Candidate, words: str) -> str:
    """Give the verb that words leave to a clause before them, where what they count first was added: 新增甲2家，乙9家."""
    opening = next((piece.text for piece in pieces_of(words, (0, len(words)), ())), "")
    start, end = candidate.window.span
    for row in task.index.figures([task.index.row_of(candidate.passage)]):
        if start <= row.place[0] < end and row.text in opening:
            sentence = candidate.passage.text[candidate.window.sentence[0] : row.place[0]]
            before = ADDING.findall(sentence)
            return before[-1] if before and row.change == "new" and not ADDING.search(opening) else ""
    return ""


def _without_run_in(words: str, task: Task) -> str:
    """Leave out what a clause is led by, if nothing of it is asked about; empty where it is led by nothing.

    围绕产业链培育等重点领域推动项目建设60个 → 推动项目建设60个.
    """
    match = _RUN_IN.match(words)
    if not match or any(need.specific and need.met_by(match["what"]) for need in needs_of(task.question, task.index)):
        return ""
    return words[match.end() :].lstrip("，")


def _asks_one(task: Task, asked: int) -> bool:
    question = task.question
    times = len(_ASKS.findall(question.text)) or question.text.count("呢")
    if asked > 1 and _AND_THIS.search(question.text):
        return False
    one = 0 < times <= asked and not (asked == 1 and (_BOTH.search(question.text) or _AND_MOVED.search(question.text)))
    return question.lang == "zh" and question.kind in ("figure", "compare") and one and not asks_further(question.text)


def _trimmed(task: Task, candidate: Candidate) -> str:
    """Give the words of a window that are kept; empty where all are."""
    text = candidate.passage.text
    rows = task.index.figures([task.index.row_of(candidate.passage)])
    pieces = list(pieces_of(text, candidate.window.span, rows))
    not_asked = " ".join(_NOT_ASKED.findall(normalise(task.question.text)))
    needs = [
        need
        for need in needs_of(task.question, task.index)
        if need.specific and need.word not in not_asked and not _ESTIMATE.fullmatch(need.word)
    ]
    asked = Asked(task.question)
    wanted = _wanted(asked, needs, pieces)
    if not (wanted and asked.unit):
        likely = _likely(task, candidate, _told(asked, pieces), behind=0 if wanted else AS_GOOD)
        wanted = wanted if any(row in wanted for row in likely) else wanted + likely
    if not wanted:
        return ""
    kept = _kept(task.question, needs, pieces, wanted)
    if len(kept) == len(pieces) and not any(piece.one_of(wanted) for piece in pieces):
        return ""
    before = pieces[: kept[0]]
    words = ("" if before else left_out(text, pieces[0].span[0])) + _joined(text, pieces, kept, wanted)
    words = _year_of(before, words, candidate.passage.context.report_year) + words
    # What the first clause of a row of them says is said of all.
    estimate = any(_ESTIMATE.search(piece.text) for piece in before) and not _ESTIMATE.search(words)
    return f"预计{words}" if estimate else words


def _year_of(before: Sequence[Piece], words: str, report_year: int | None) -> str:
    """Give the year that a clause left out names for those behind it; empty where they name their own."""
    named = [
        piece.text[slice(*period.span)]
        for piece in before
        for period in periods(piece.text, report_year)
        if piece.text[: period.span[0]][-1:] not in tuple("于比较由从")
    ]
    return f"{named[-1]}，" if named and not periods(words, report_year) else ""


def _told(asked: Asked, pieces: Sequence[Piece]) -> list[Figure]:
    """Give the figures of the kind asked for: an amount, or how far it moved, or a rank."""
    moves = asked.aspect or ("growth" if MOVEMENT.search(asked.question.text) else None)
    told = [
        row
        for piece in pieces
        for row in piece.rows
        if asked.told((FigureSpan(row.text, row.value, row.unit, (0, 0)),))
        and (aspect_of(row) != "rank" or moves == "rank")
    ]
    told = [row for row in told if (aspect_of(row) == moves if moves else aspect_of(row) != "growth")] or told
    counts = unit_kind(asked.unit) == "count" and asked.unit not in ("", "个")
    return [row for row in told if counts and row.unit == asked.unit] or told


def _wanted(asked: Asked, needs: Sequence[Need], pieces: Sequence[Piece]) -> list[Figure]:
    """Give the figures that may be the one asked for: those whose names and clauses hold most of what is asked about."""
    told = _told(asked, pieces)
    rated: list[tuple[float, Figure]] = []
    before = ""
    for piece in pieces:
        held: list[tuple[float, Figure]] = []
        for row, name in zip(piece.rows, piece.names, strict=True):
            own = normalise(name if piece.said else name + piece.text)
            held.append((_held(needs, own) + CARRIED * _held(needs, before, without=own), row))
        held = [one for one in held if one[1] in told]
        best = max((much for much, _ in held), default=0.0)
        rated += [one for one in held if one[0] == best or not piece.said]
        before += piece.plain
    best = max((much for much, _ in rated), default=0.0)
    return [row for much, row in rated if much >= AS_MUCH * best] if best else []


def _likely(task: Task, candidate: Candidate, told: Sequence[Figure], *, behind: float) -> list[Figure]:
    """Give the figures whose clauses, each by itself, were rated best, or fall not further behind: words alone may not tell."""
    alone = [
        one for one in task.rated if one.window.first == one.window.last and one.passage.id == candidate.passage.id
    ]
    rated = [
        (one.score, row) for row in told for one in alone if one.window.span[0] <= row.place[0] < one.window.span[1]
    ]
    best = max((score for score, _ in rated), default=0.0)
    return [row for score, row in rated if score >= best - behind]


def _held(needs: Sequence[Need], text: str, *, without: str = "") -> float:
    """Give how much of what is asked about a normalised text holds, and another does not."""
    return sum(
        need.weight * (HEAD if need.head else 1) * (1 if need.met_by(text) else IN_PART)
        for need in needs
        if need.touched_by(text) and not need.touched_by(without)
    )


def _kept(question: Question, needs: Sequence[Need], pieces: Sequence[Piece], wanted: Sequence[Figure]) -> list[int]:
    """Keep the pieces with the figures, what they lean on, and what alone names something asked about."""
    kept = {n for n, piece in enumerate(pieces) if any(row in wanted for row in piece.rows)}
    listed = {pieces[n].clause for n in kept}
    for n in sorted(kept):
        kept.update(_leant_on(pieces, n, wanted))
    least = TELLING * max((need.weight for need in needs), default=0.0)
    telling = [need for need in needs if need.weight >= least]
    first = min(kept)
    kept.update(n for n in range(first) if not pieces[n].rows and periods(pieces[n].text, None))
    for n in [*range(first - 1, -1, -1), *(n for n in range(first, len(pieces)) if n not in kept)]:
        piece = pieces[n]
        missed = [need for need in telling if not any(need.touched_by(pieces[one].plain) for one in kept)]
        if piece.rows and piece.clause not in listed and (n < first or not leans(normalise(piece.text))):
            # A figure of another thing, which shares a word with the question.
            missed = [need for need in missed if need.name or need.head or _one_of_several(need, question)]
        if any(need.met_by(piece.plain) for need in missed) or any(row.comparable for row in piece.rows):
            kept.update((n, *_leant_on(pieces, n, wanted)))
    return sorted(kept)


def _one_of_several(need: Need, question: Question) -> bool:
    """Tell whether a question joins a thing to another: 公园和绿道 for both words."""
    word = re.escape(need.word)
    return bool(re.search(rf"{word}[^，。？]{{0,2}}{_AND}|{_AND}[^，。？]{{0,4}}{word}", normalise(question.text)))


def _leant_on(pieces: Sequence[Piece], n: int, wanted: Sequence[Figure]) -> Iterator[int]:
    """Give the pieces before one to which it leaves its subject, its time or its condition."""
    piece = pieces[n]
    if DEALT.match(piece.text) and not piece.one_of(wanted):
        yield from range(max(0, n - len(piece.rows)), n)
    for before in range(n - 1, -1, -1):
        other = pieces[before]
        if other.bare and not piece.hangs:
            continue  # the total investment, between a road and its length
        if not (piece.bare or _leans_on(piece, other, wanted)):
            return
        yield before
        piece = other


def _leans_on(piece: Piece, before: Piece, wanted: Sequence[Figure]) -> bool:
    """Tell whether a piece leaves its subject, its time or its condition to the one before it."""
    if piece.hangs or _CONDITION.match(before.text) or (not before.rows and periods(before.text, None)):
        return True
    if piece.one_of(wanted) or _subject(piece, before):
        return False
    achieved = _ACHIEVED.match(piece.text) and not opens_with_verb(before.text)
    return leans(normalise(piece.text)) or bool(achieved)


def _subject(piece: Piece, before: Piece) -> str:
    """Give the name that the piece before tells of what moved, or of what there is in all; empty where none is left out.

    甲业产值 for 增长5%, 市场主体 for 总数达到9万户, 汽车保有量 for 当年净增2万辆.
    """
    if not piece.rows or piece.hangs or before.bare:
        return ""
    name, whole = piece.names[0], GENERIC.match(piece.text)
    if _ADDS.match(piece.text):
        name = name.removeprefix(opening_verbs(name))
    elif whole:
        name = name.removesuffix(whole.group()) if name.endswith(whole.group()) else ""
    elif not _MOVES.match(piece.text):
        return ""
    return name if name and name in before.text else ""


def _joined(text: str, pieces: Sequence[Piece], kept: Sequence[int], wanted: Sequence[Figure]) -> str:
    """Put the pieces kept together, neighbours as printed."""
    said: list[str] = []
    end = 0
    for n in kept:
        piece, before = pieces[n], n - 1 in kept
        one = piece.one_of(wanted)
        if before and end and not one:
            said.append(text[end : piece.span[1]])
        else:
            subject = "" if before or not n else _subject(piece, pieces[n - 1])
            said.append(f"{'，' if said else ''}{one or subject + piece.opening + piece.text}")
        end = 0 if one else piece.span[1]
    return "".join(said)
