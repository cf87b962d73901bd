"""Stamp every figure of an answer: text + what is cited where + passages → Stamp[]."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rag.figures.extract import POINTS, RATIO, FigureSpan, unit_kind
from rag.figures.rows import aligned
from rag.numerals import read_number, write_number
from rag.records import Doubt, FigureFound, Passage, Span
from rag.stamp.claims import claims
from rag.stamp.computed import Operand, computation
from rag.stamp.evidence import Evidence, evidence, values
from rag.stamp.judge import MOVEMENTS, Claim, Judgement, agrees, as_written, digits, judge, other_unit
from rag.stamp.places import Places
from rag.stamp.wording import Movement, year_mentions

_FROM = re.compile(r"(?:[由从]|\bfrom\b)[^,，。;；\d]{0,20}$")
_LEVEL = re.compile(r"(?:[到至为]|\bto)\s*$")
_COMPARED = re.compile(r"(20\d\d)[^,，。;；]{0,24}比[^,，。;；\d]{0,12}(20\d\d)")
_SIGN_BEFORE, _SIGN_AFTER = re.compile(r"[+＋÷×*/−–=≈-]\s*$"), re.compile(r"\s*[+＋÷×*/−–=≈-]")
_LEFT_OUT = re.compile(r"扣除|剔除|不含|除去|\b(?:excluding|without)\b", re.I)
_BESIDE = re.compile(
    r"\s*(?:[(（]|[,，]\s?(?:即|约合?|相当于|or|about|i\.e\.))\s*(?:即|约为?|大约|近|相当于|占|or|about|some|roughly|nearly|an?|[+＋\s])*"
)
"""What stands between a figure and its own share or growth: 120家（约7%）."""
_SO_MANY_YEARS = re.compile(r"(?<!\d)([两二三四五六七八九十]|[2-9])年")
_LISTED = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.、．)]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳])", re.M)


@dataclass(frozen=True, slots=True)
class Cited:
    """A stretch of an answer and the passages cited for it."""

    span: Span
    passages: tuple[int, ...]
    """Numbers from 0, those given only."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was found of one figure; passages by their numbers from 0."""

    text: str
    place: Span
    found: FigureFound
    supported_by: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    computed_from: tuple[str, ...] = ()
    better: int | None = None
    """The one passage, not cited, that holds it and agrees in everything."""
    evidence: Evidence | None = None
    """What it rests on, of the first passage that supports it."""


def stamps(text: str, cited: Sequence[Cited], passages: Sequence[Passage], places: Places) -> list[Stamp]:
    """Stamp the figures of an answer, in order.

    Args:
        text: the answer with its marks blanked.
        cited: which passages are cited for which stretch.
        passages: all that the backend was given.
        places: those that have reports.

    """
    told = claims(text, [one.span for one in cited], places)
    given = [_stamp(claim, _numbers(claim, cited), passages, text) for claim in told]
    held = [part for k, stamp in enumerate(given) if stamp.supported_by for part in _parts(k, told[k], stamp, text)]
    for k, stamp in enumerate(given):
        if stamp.supported_by or stamp.found == "computed":
            continue
        near = [one for one in held if abs(one.n - k) <= REACH]
        if repeated := _in_formula(told[k], text, near):
            given[k] = replace(stamp, found="converted", doubts=(), supported_by=given[repeated[0]].supported_by)
        elif operands := computation(
            told[k],
            _said_at(told[k], text),
            near,
            years=_years(told[k]),
            beside=k - 1 if k and _BESIDE.fullmatch(text[told[k - 1].place[1] : told[k].place[0]]) else None,
            left_out=_left_out(near, _numbers(told[k], cited), passages),
        ):
            doubts = _other_way(told[k], operands, told, text)
            given[k] = replace(
                stamp,
                found="computed",
                doubts=doubts,
                computed_from=tuple(one.figure.text for one in operands),
                supported_by=() if doubts else tuple(sorted({p for one in operands for p in one.passages})),
            )
            held += [] if doubts else _parts(k, told[k], given[k], text)
        elif stamp.found == "elsewhere":
            given[k] = _elsewhere(stamp, told[k], _numbers(told[k], cited), passages)
    return given


def _parts(k: int, claim: Claim, stamp: Stamp, text: str) -> list[Operand]:
    """Give the figure of a claim; of 0.2:32.1:67.7, each share."""
    rests_on = stamp.evidence
    name = rests_on.name if rests_on else ""
    years = claim.years[0] if len(claim.years) == 1 else ()
    told = [_signed(claim, text)]
    if claim.figure.unit == RATIO and len(shares := re.findall(r"[\d.]+", claim.figure.text)) >= 3:
        told = [replace(claim.figure, text=share, value=Decimal(share), unit="%") for share in shares]
    same_kind = rests_on and rests_on.figure.unit == claim.figure.unit
    exact = rests_on.figure if rests_on and same_kind and len(told) == 1 and told[0].value > 0 else None
    return [Operand(k, one, exact or one, name, years, stamp.supported_by) for one in told]


def _left_out(held: Sequence[Operand], numbers: Sequence[int], passages: Sequence[Passage]) -> list[Operand]:
    """Give the figures of the cited passages, and of those that hold the answer's, that have the name of one of the answer's."""
    names = {one.name for one in held if one.name}
    cited = dict.fromkeys([*numbers, *(p for one in held if one.name for p in one.passages)])
    return [
        Operand(-1 - i, one.figure, one.figure, one.name, one.periods[0] if one.periods else (), (p,))
        for p in cited
        for i, one in enumerate(evidence(passages[p]))
        if one.name in names and (one.starts or one.figure.unit not in ("%", POINTS))
    ]


def _signed(claim: Claim, text: str) -> FigureSpan:
    """Give the figure of a claim, below 0 where it is the rate of a fall (from 下降29% to 增长4% it is 33个百分点), not a level (降到29%)."""
    level = _LEVEL.search(text[: claim.place[0]])
    falls = claim.movement == "down" and claim.figure.unit == "%" and not level
    return replace(claim.figure, value=-claim.figure.value) if falls else claim.figure


def _said_at(claim: Claim, text: str) -> str:
    """Give the clause of a figure with what is left out before it (扣除甲区后，全市为48亿元)."""
    before = text[: claim.place[0]]
    aside = _LEFT_OUT.search(before, max(before.rfind("。"), before.rfind("\n"), 0))
    return f"{aside.group() if aside else ''} {claim.clause}"


def _years(claim: Claim) -> list[int]:
    """Give how many years a figure may be told of: those of its period, and those told in words before it (五年共…，每年…)."""
    spelt = _SO_MANY_YEARS.findall(f"{claim.before} {claim.clause}")
    return [*map(len, claim.years), *map(read_number, spelt)]


def _in_formula(claim: Claim, text: str, held: Sequence[Operand]) -> list[int]:
    """Give the figures that a bare number of a formula repeats, by their numbers: 39.2 and 46.8 in 39.2÷46.8."""
    start, end = claim.place
    if claim.figure.unit or not (_SIGN_BEFORE.search(text[:start]) or _SIGN_AFTER.match(text, end)):
        return []
    return [one.n for one in held if digits(one.figure.text) == digits(claim.text)]


def _other_way(claim: Claim, used: Sequence[Operand], told: Sequence[Claim], text: str) -> tuple[Doubt, ...]:
    """Doubt a difference that is told as a fall where the later figure is the larger, and the reverse."""
    if len(used) != 2:
        return ()
    if min(one.n for one in used) < 0:
        return _against_left_out(claim, used)
    operands = [told[one.n] for one in used]
    values = _in_time(claim, operands, text)
    shares = any(one.figure.unit == RATIO for one in operands)  # which of 0.3:31.1:68.6 rose is not told apart
    if not claim.movement or not values or shares or operands[0].regions != operands[1].regions:
        return ()
    rose: Movement = "up" if values[1] > values[0] else "down"
    return () if rose == claim.movement else (Doubt("direction", MOVEMENTS[rose]),)


def _against_left_out(claim: Claim, used: Sequence[Operand]) -> tuple[Doubt, ...]:
    """Doubt a rise told as a fall where one of the figures is that of a passage alone; years tell which is the later."""
    one, other = sorted(used, key=lambda operand: operand.years)
    if not (claim.movement and one.years and other.years and one.years != other.years):
        return ()
    rose: Movement = "up" if other.exact.value > one.exact.value else "down"
    return () if rose == claim.movement else (Doubt("direction", MOVEMENTS[rose]),)


def _in_time(claim: Claim, operands: Sequence[Claim], text: str) -> list[Decimal]:
    """Give the earlier and the later of two figures; nothing where the answer does not tell which is which.

    From A to B, A is the earlier; in 2023年比2024年目标少, the one compared with comes first, whatever its year.
    """
    dated = sorted((one.years[0], _signed(one, text).value) for one in operands if len(one.years) == 1)
    if len(dated) == 2 and dated[0][0] != dated[1][0]:
        backward = (m := _COMPARED.search(claim.clause)) and m.group(1) < m.group(2)
        return [value for _, value in (reversed(dated) if backward else dated)]
    in_order = sorted(operands, key=lambda one: one.place)
    return [_signed(one, text).value for one in in_order] if _FROM.search(text[: in_order[0].place[0]]) else []


def _numbers(claim: Claim, cited: Sequence[Cited]) -> tuple[int, ...]:
    return next((one.passages for one in cited if one.span[0] <= claim.place[0] < one.span[1]), ())


def _stamp(claim: Claim, numbers: Sequence[int], passages: Sequence[Passage], text: str) -> Stamp:
    """Look for a figure in the passages cited for it."""
    judged = {n: found for n in numbers if (found := _judged(claim, passages[n]))}
    agreeing = {n: found for n, found in judged.items() if not found.doubts}
    stamp = Stamp(claim.text, claim.place, "missing")
    if agreeing:
        written = any(as_written(claim, found.evidence) for found in agreeing.values())
        return replace(
            stamp,
            found="written" if written else "converted",
            supported_by=tuple(agreeing),
            evidence=next(iter(agreeing.values())).evidence,
        )
    if spelt := _in_context(claim, numbers, passages):
        return replace(stamp, found="written", supported_by=spelt)
    counts = _counts_its_list(claim, text) or _counts_years(claim, text)
    if counts and numbers and all(doubt.about == "indicator" for found in judged.values() for doubt in found.doubts):
        return replace(stamp, found="computed", supported_by=tuple(numbers))
    if judged:
        best = min(judged.values(), key=lambda found: (len(found.doubts), -found.closeness))
        written = as_written(claim, best.evidence)
        return replace(stamp, found="written" if written else "converted", doubts=best.doubts)
    if any(agrees(claim, one) for n in range(len(passages)) if n not in numbers for one in values(passages[n])):
        return replace(stamp, found="elsewhere")
    doubt = next((d for n in numbers if (d := other_unit(claim, evidence(passages[n])))), None)
    return replace(stamp, doubts=(doubt,) if doubt else ())


def _judged(claim: Claim, passage: Passage) -> Judgement | None:
    if not any(agrees(claim, one) for one in values(passage)):
        return None
    return judge(claim, passage, evidence(passage))


def _in_context(claim: Claim, numbers: Sequence[int], passages: Sequence[Passage]) -> tuple[int, ...]:
    """Give the passages whose heading holds a figure (第四次会议, 十大工程), or that spell it out (七件 for 7件)."""
    if not claim.figure.unit:
        return ()
    count = claim.figure.text.removesuffix(claim.figure.unit)
    spelt = f"{write_number(int(count))}{claim.figure.unit}" if re.fullmatch(r"[2-9]|[1-9]\d", count) else ""
    return tuple(
        n
        for n in numbers
        if claim.figure.text in aligned(passages[n].context.line)
        or (spelt and spelt in f"{passages[n].context.line} {passages[n].text}")
    )


def _counts_its_list(claim: Claim, text: str) -> bool:
    """Tell whether a figure counts what the answer lists beneath it: 以下3项：."""
    if unit_kind(claim.figure.unit) != "count" or claim.figure.value > 99:
        return False
    line_end = text.find("\n", claim.place[1])
    tail = text[claim.place[1] : line_end if line_end >= 0 else len(text)]
    if line_end >= 0 and tail.rstrip().endswith(("：", ":")):
        return len(_LISTED.findall(text[line_end:])) == claim.figure.value
    inline = re.split(r"[：:]", tail, maxsplit=1)
    return len(inline) == 2 and len(re.findall(r"[、；;,，]|和|与|以及|\band\b", inline[1])) + 1 == claim.figure.value


def _counts_years(claim: Claim, text: str) -> bool:
    """Tell whether a figure counts the years that the answer speaks of: 连续两年, 四年间."""
    if claim.figure.unit != "年":
        return False
    named = sorted({year for mention in year_mentions(aligned(text)) for year in mention.years})
    return bool(named) and claim.figure.value in (len(named), named[-1] - named[0])


def _elsewhere(stamp: Stamp, claim: Claim, numbers: Sequence[int], passages: Sequence[Passage]) -> Stamp:
    """Find the passage that should have been cited: the only one that agrees and is about the same."""
    agreeing = [
        n
        for n, passage in enumerate(passages)
        if n not in numbers and (found := _judged(claim, passage)) and not found.doubts and found.closeness >= CLOSE
    ]
    texts = [n for n in agreeing if passages[n].kind == "text"] or agreeing
    return replace(stamp, better=texts[0]) if len(texts) == 1 else stamp


REACH = 20
"""A figure is computed from those that stand at most so many figures before or behind it."""
CLOSE = 0.5
"""A citation is moved only to a passage whose words at the figure share so much with the answer's."""
