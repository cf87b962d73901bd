"""Cut a report into passages: ParsedReport → Passage[], in the order of the report.

Whole sentences of one section, about 120-300 characters, each with its context. The structure of a report
answers questions too (哪九项重点工作, 谁作的报告), so its head, each section with parts (outline) and each enumeration
(items) give a passage of their own, and so does each entry of a glossary. Not here: words (words.py), vectors (embeddings/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from rag.clauses import leans_back
from rag.numerals import read_number
from rag.reading import ParsedReport
from rag.reading.context import Told
from rag.reading.markers import marker_at
from rag.reading.outline import Paragraph, Section
from rag.reading.traced import Traced
from rag.reading.troubles import troubles
from rag.records import Context, Passage, PassageKind

SHORT = 120
"""A passage grows until it has so many characters."""
LONG = 300
"""A passage has no more characters, unless a single sentence does that has no items to split at."""
ITEM_CHARS = 60
"""An item of an enumeration is told by its first clauses, up to so many characters."""
HEADING_CHARS = 20
"""A sentence so short, without figures, leads over to the next."""
RUN_CHARS = 30
"""The first of several sentences that begin alike may say so much before."""

_SENTENCE = re.compile(r".+?(?:[。！？!?]+(?:[”’）》]+)?|$)", re.S)
_PART = re.compile(r".+?(?:；|$)", re.S)
_CLAUSE = re.compile(r"[^，；。]+[，；。]?")
_ITEM = re.compile(
    r"[（(]\d{1,2}[）)]|[①-⑳]|(?<![一二三四五六七八九十第])[一二三四五六七八九十]{1,2}是(?!否)|(?<=[；。：])\d{1,2}[.．、](?!\d)"
)
_ENTRY = re.compile(
    r"(?:^|(?<=[。；]))\s*(?:[（(［\[]?\d{1,2}[）)］\].、．]|[①-⑳]|[一二三四五六七八九十]{1,3}、)\s*(?=[^，。；：]{2,24}(?:：|是指|，?指))"
)
"""Where an entry of a glossary begins: 3.“标准地”：指…"""
_NAMES = re.compile(r"(?:我们|各位|今年|去年|[全我本][国省市区县镇乡])$")
_ANNOUNCES = re.compile(r"以下|如下|下列|方面|[一二三四五六七八九十\d][个项件大条]|重点|主要|着力|抓好")
_SHORT_LEAD = re.compile(rf"[^\d，；、：。]{{4,{HEADING_CHARS}}}。")
_TELLS = re.compile(r"\d[\d.]*(?:[%％万亿]|个百分点)|\d{2,}(?!\d|年|个?方面|项|件)")
"""Stands in a sentence that tells something of its own, and announces no parts."""
_NAMES_THEM = re.compile(r"[^，。；：、]、[^，。；：]+?(?:[二三四五六七八九十]|\d)[个项件大条重][^、]*。$")
"""A sentence that names so many things itself: 投资、出口、外资3项没有达到预期。"""
_QUOTED = re.compile(r"[“‘]")
_THINGS = re.compile(
    r"[^，；：、]{2,20}?(?:(?:实事|好事|大事|要事)(?:工程|项目)?|(?P<count>[二三四五六七八九十]{1,3}|\d{1,2})[件项大个][一-龥]{2,8})[。：]?"
)
"""A heading or sentence that says what those behind it are: 办好民生实事; where it counts them, they must be so many."""
_SIDE = re.compile(r"(?:^|(?<=[。；]))在?(?!另?一方面)([^，。；：]{2,24})方面(?=[，：])")
"""Leads a sentence by what it tells of: 教育方面，新建学校3所。"""
_LEADS_OVER = re.compile(rf"^.{{4,{2 * ITEM_CHARS}}}：$")
"""A sentence that announces those behind it."""
_JOINT = re.compile(r"(?:[，：。]|我们)*$")
_UNNUMBERED = ("title", "lead", "——")
_FAMILY_IN_ORDER = ("（1）", "①", "一是", "1.")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A passage before it has its number."""

    kind: PassageKind
    traced: Traced
    section: int | None
    told: Told


def cut(parsed: ParsedReport) -> list[Passage]:
    """Cut a report into passages.

    Returns: the head first, then each section's outline before its text; ids count within the report from 0.

    """
    cuts = [cut for cut in _cuts(parsed) if cut.traced.text]
    return [_passage(parsed, number, one) for number, one in enumerate(cuts)]


def sentences(text: Traced) -> list[Traced]:
    """Cut running text into whole sentences."""
    return _pieces(text, _SENTENCE)


def _cuts(parsed: ParsedReport) -> Iterator[_Cut]:
    outline = parsed.outline
    whole = Told((parsed.report.year,) if parsed.report.year else (), "other")
    yield _Cut("head", _head(parsed), None, whole)
    filled = {i for paragraph in outline.paragraphs for i in _line(outline.sections, paragraph.section)}
    top = [one for i, one in enumerate(outline.sections) if one.parent is None and not one.appendix and i in filled]
    for alike in _alike(top):
        if len(alike) > 1:
            lead = _lead_over(outline.paragraphs, None, alike[0])
            headings = Traced.joined([section.heading for section in alike], "；")
            told = alike[0].told if len({section.told for section in alike}) == 1 else whole
            yield _Cut("outline", Traced.joined([*([lead] if lead else []), headings], "：\n"), None, told)
    told_of: set[int] = set()
    for group in _groups(outline.paragraphs):
        section = group[0].section
        for ancestor in _line(outline.sections, section):
            if ancestor not in told_of:
                told_of.add(ancestor)
                yield from _outlines(parsed, ancestor)
        if section is not None and outline.sections[section].appendix and any(map(_entries, group)):
            yield from _glossary(group)
        else:
            numbered = [*_listed(group), *(cut for paragraph in group for cut in _enumeration(paragraph))]
            if not numbered:
                numbered += _led(group, outline.sections[section].heading if section is not None else None)
            yield from [*numbered, *_sides(group)]
            if not numbered:
                yield from _short_leads(group, outline.sections[section].heading if section is not None else None)
            yield from [*_troubles(group), *_runs(group)]
            yield from _texts(group)


def _passage(parsed: ParsedReport, number: int, one: _Cut) -> Passage:
    outline, report = parsed.outline, parsed.report
    appendix = one.section is not None and outline.sections[one.section].appendix
    return Passage(
        id=f"{report.id}#{number:04d}",
        report_id=report.id,
        kind="appendix" if appendix and one.kind == "text" else one.kind,
        text=parsed.as_written(one.traced),
        span=one.traced.span,
        runs=one.traced.runs,
        context=Context(
            report.region,
            report.year,
            report.title,
            tuple(parsed.as_written(outline.sections[i].heading) for i in _line(outline.sections, one.section)),
            one.told.years,
            one.told.stance,
        ),
    )


def _head(parsed: ParsedReport) -> Traced:
    """Give the lines of the head, each once: scans repeat the title block."""
    seen: list[str] = []
    lines: list[Traced] = []
    for line in parsed.head.lines:
        plain = re.sub(r"\s", "", line.text)
        if plain not in seen:
            seen.append(plain)
            lines.append(line.traced)
    return Traced.joined(lines, "\n")


def _outlines(parsed: ParsedReport, number: int) -> Iterator[_Cut]:
    """Give a section's heading with the sentence that leads over to its parts, and the parts' headings."""
    outline = parsed.outline
    section = outline.sections[number]
    for children in _alike([outline.sections[i] for i in section.children]):
        if len(children) < 2:
            continue
        lead = _lead_over(outline.paragraphs, number, children[0])
        parts = [section.heading, *([lead] if lead else [])]
        headings = Traced.joined([child.heading for child in children], "；")
        told = children[0].told if len({child.told for child in children}) == 1 else section.told
        yield _Cut("outline", Traced.joined([Traced.joined(parts, "。"), headings], "：\n"), number, told)


def _alike(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """Group neighbouring sections with the same kind of number; those without one must share years and stance too.

    Where a section has its own list after the ninth part, the tenth still belongs to the parts.
    """
    groups: list[list[Section]] = []
    for section in sections:
        if interrupted := next((group for group in groups if _goes_on(group[-1], section)), None):
            interrupted.append(section)
        elif (
            groups
            and not _counts_anew(section)
            and section.family == groups[-1][-1].family
            and (section.family not in _UNNUMBERED or section.told == groups[-1][-1].told)
        ):
            groups[-1].append(section)
        else:
            groups.append([section])
    yield from groups


def _counts_anew(section: Section) -> bool:
    """Tell whether a section is the first of those that its kind of number counts."""
    marker = marker_at(section.heading.text)
    return marker is not None and marker.ordinal == 1


def _goes_on(one: Section, other: Section) -> bool:
    """Tell whether a section's number is the next one of the same kind."""
    first, second = marker_at(one.heading.text), marker_at(other.heading.text)
    if not first or not second:
        return False
    return (first.family, first.ordinal + 1) == (second.family, second.ordinal)


def _lead_over(paragraphs: Sequence[Paragraph], section: int | None, child: Section) -> Traced | None:
    """Find the sentence before the first part that announces the parts (重点做好九个方面工作)."""
    start = child.heading.span[0]
    before = [p for p in paragraphs if p.section == section and p.traced.span[1] <= start]
    if not before:
        return None
    last = sentences(before[-1].traced)[-1]
    return last[: len(last) - 1] if _announces(last.text) and len(last) <= 2 * ITEM_CHARS else None


def _announces(sentence: str) -> bool:
    """Tell whether a sentence announces those behind it, and tells nothing of its own."""
    announces = sentence.endswith("：") or (sentence.endswith("。") and bool(_ANNOUNCES.search(sentence)))
    return announces and not _TELLS.search(sentence) and not _NAMES_THEM.search(sentence)


def _listed(group: Sequence[Paragraph]) -> Iterator[_Cut]:
    """Give an enumeration whose items are paragraphs of their own: the words before it and every item, in short."""
    items: list[Paragraph] = []
    for i, paragraph in enumerate([*group, None]):
        marker = marker_at(paragraph.text) if paragraph else None
        goes_on = marker and marker.family in _FAMILY_IN_ORDER and marker.ordinal == len(items) + 1
        if not goes_on and len(items) >= 3:
            first = i - len(items)
            leads = bool(first) and marker_at(group[first - 1].text) is None
            before = [one for one in sentences(group[first - 1].traced)[-1:] if leads and _announces(one.text)]
            shorts = Traced.joined([_short(item.traced) for item in items], "；")
            yield _Cut("items", Traced.joined([*before, shorts]), items[0].section, items[0].told)
        if paragraph and goes_on:
            items.append(paragraph)
        else:
            items = [paragraph] if paragraph and marker and marker.ordinal == 1 else []


def _enumeration(paragraph: Paragraph) -> Iterator[_Cut]:
    """Give a numbered enumeration inside a paragraph: the words before it and every item, in short."""
    text = paragraph.text
    for family in _FAMILY_IN_ORDER:
        starts = _in_order(
            [
                (m.start(), marker.ordinal)
                for m in _ITEM.finditer(text)
                if (marker := marker_at(text, m.start())) and marker.family == family
            ]
        )
        if len(starts) < 3:
            continue
        before = sentences(paragraph.traced[: starts[0]]) if starts[0] else []
        items = [
            _short(paragraph.traced[a:b]) for a, b in zip(starts, [*starts[1:], _end(text, starts[-1])], strict=True)
        ]
        yield _Cut(
            "items", Traced.joined([*before[-2:], Traced.joined(items, "；")]), paragraph.section, paragraph.told
        )
        return


def _sides(group: Sequence[Paragraph]) -> Iterator[_Cut]:
    """Give what the sentences of a section are led by (教育方面，…。医疗方面，…。), with the words that announce it."""
    sides = [
        (paragraph, paragraph.traced[slice(*match.span(1))], match.start())
        for paragraph in group
        for match in _SIDE.finditer(paragraph.text)
    ]
    if len(sides) < 3:
        return
    first, _, start = sides[0]
    before = sentences(Traced.joined([p.traced for p in group[: group.index(first)]] + [first.traced[:start]]))
    announced = [sentence[: len(sentence) - 1] for sentence in before if _ANNOUNCES.search(sentence.text)][-1:]
    leads = Traced.joined([side for _, side, _ in sides], "；")
    yield _Cut("items", Traced.joined([*announced, leads], "：\n"), first.section, first.told)


def _led(group: Sequence[Paragraph], heading: Traced | None) -> Iterator[_Cut]:
    """Give the things told a sentence each beneath a heading, or behind a sentence, that says what they are, in short."""
    told = [sentences(paragraph.traced) for paragraph in group]
    headed = [[heading, *chain(*told)]] if heading else []
    for lead, *behind in [*headed, *(parts[i:] for parts in told for i in range(len(parts)))]:
        things = _THINGS.fullmatch(lead.text)
        if things and len(behind) > 3 and (not things["count"] or read_number(things["count"]) == len(behind)):
            items = Traced.joined([_short(sentence) for sentence in behind], "；")
            announced = lead[: len(lead.text.rstrip("。："))]
            yield _Cut("items", Traced.joined([announced, items], "：\n"), group[0].section, group[0].told)
            return


def _short_leads(group: Sequence[Paragraph], heading: Traced | None) -> Iterator[_Cut]:
    """Give the short sentences that each lead over to what follows them (培育新型消费。…拓展文旅消费。…), beneath the heading, or behind a sentence if they begin alike."""
    found = list(chain(*(sentences(paragraph.traced) for paragraph in group)))
    short = [bool(_SHORT_LEAD.fullmatch(one.text)) for one in found]
    leads = [i for i, one in enumerate(short[:-1]) if one and not (i and short[i - 1])]
    if len(leads) < 3:
        return
    alike = [i for i in leads if _shared(found[leads[-1]].text, found[i].text)]
    if leads[0] < 2:
        intro, told = heading, leads
    else:
        intro, told = (found[alike[0] - 1], alike) if len(alike) >= 3 else (None, [])
    if intro:
        items = Traced.joined([found[i][: len(found[i]) - 1] for i in told], "；")
        yield _Cut("items", Traced.joined([intro, items], "：\n"), group[0].section, group[0].told)


def _troubles(group: Sequence[Paragraph]) -> Iterator[_Cut]:
    """Give the troubles that a report owns up to, one by one, with the words that lead over to them."""
    whole = Traced.joined([paragraph.traced for paragraph in group], "\n")
    told = troubles(whole.text)
    if told and not marker_at(whole.text, told.items[0][0]):
        items = Traced.joined([whole[slice(*span)] for span in told.items], "；")
        yield _Cut("items", Traced.joined([whole[slice(*told.lead)], items], "：\n"), group[0].section, group[0].told)


def _runs(group: Sequence[Paragraph]) -> Iterator[_Cut]:
    """Give neighbouring sentences that begin alike (必须…。必须…。必须…。), in short, as the enumeration they are, and what leads over to it."""
    parts = list(chain(*(sentences(paragraph.traced) for paragraph in group)))
    start = 0
    while start + 1 < len(parts):
        lead, end = _shared(parts[start].text, parts[start + 1].text), start + 2
        while lead and end < len(parts) and (shared := _shared(lead, parts[end].text)):
            lead, end = shared, end + 1
        first = start - 1 if lead and start and _leads_in(parts[start - 1].text, lead) else start
        if lead and end - first >= (3 if len(lead) > 2 or _QUOTED.match(parts[start].text, len(lead)) else 4):
            told = [part[part.text.find(lead) :] for part in parts[first:end]]
            before = parts[first][: parts[first].text.find(lead)]
            if not before and first and _LEADS_OVER.search(parts[first - 1].text):
                before = parts[first - 1]
            intro = before[: len(_JOINT.sub("", before.text))]
            items = Traced.joined([_short(one) for one in told], "；")
            text = Traced.joined([intro, items], "：\n") if intro else items
            yield _Cut("items", text, group[0].section, group[0].told)
        start = end if lead else start + 1


def _shared(one: str, other: str) -> str:
    """Give the characters that two sentences share at their beginning, two at least that name no one."""
    alike = takewhile(lambda pair: pair[0] == pair[1] and "一" <= pair[0] <= "龥", zip(one, other, strict=False))
    lead = "".join(sign for sign, _ in alike)
    return lead if len(lead) > 1 and not _NAMES.match(lead) else ""


def _leads_in(sentence: str, lead: str) -> bool:
    """Tell whether a sentence comes to the words that those after it begin with, as 为此，我们必须… does."""
    return bool(re.match(rf"[^。]{{0,{RUN_CHARS}}}(?:，|我们){re.escape(lead)}", sentence))


def _glossary(group: Sequence[Paragraph]) -> Iterator[_Cut]:
    """Give each entry of a glossary for itself: what one term means is no part of another's meaning."""
    for paragraph in group:
        starts = [0, *(start for start in _entries(paragraph) if start)]
        for start, end in zip(starts, [*starts[1:], len(paragraph.text)], strict=True):
            yield _Cut("text", paragraph.traced[start:end].strip(), paragraph.section, paragraph.told)


def _entries(paragraph: Paragraph) -> list[int]:
    return [match.start() for match in _ENTRY.finditer(paragraph.text)]


def _in_order(found: Sequence[tuple[int, int]]) -> list[int]:
    """Keep the positions that count 1, 2, 3, and so on."""
    starts: list[int] = []
    for position, ordinal in found:
        if ordinal == len(starts) + 1:
            starts.append(position)
    return starts


def _end(text: str, start: int) -> int:
    stop = text.find("。", start)
    return len(text) if stop < 0 else stop


def _short(item: Traced) -> Traced:
    end = 0
    for clause in _CLAUSE.finditer(item.text):
        if end and clause.end() > ITEM_CHARS:
            break
        end = clause.end()
    item = item[:end]
    return item[:-1] if item.text[-1:] in "，；。" else item


def _groups(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Put paragraphs together that may share a passage: neighbours of one section, years and stance."""
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        if group and (paragraph.section, paragraph.told) != (group[-1].section, group[-1].told):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _line(sections: Sequence[Section], section: int | None) -> list[int]:
    """Give a section and those around it, outermost first."""
    line: list[int] = []
    while section is not None:
        line.append(section)
        section = sections[section].parent
    return line[::-1]


def _texts(group: Sequence[Paragraph]) -> Iterator[_Cut]:
    """Fill passages with whole sentences; long paragraphs are cut into even parts, short ones share a passage."""
    parts = [
        part
        for paragraph in group
        for part in (_even(paragraph.traced) if len(paragraph.traced) > LONG else [paragraph.traced])
    ]
    filled: list[list[Traced]] = []
    for part in parts:
        length = sum(map(len, filled[-1])) if filled else LONG
        room = length + len(part) <= LONG
        if room and (length < SHORT or len(part) < SHORT // 2):
            filled[-1].append(part)
        else:
            filled.append([part])
    for one in filled:
        yield _Cut("text", Traced.joined(one, "\n"), group[0].section, group[0].told)


def _even(paragraph: Traced) -> Iterator[Traced]:
    """Cut a long paragraph at sentence ends, into parts of much the same length."""
    units = [
        unit
        for sentence in _standing_alone(sentences(paragraph))
        for unit in (_pieces(sentence, _PART) if len(sentence) > LONG else [sentence])
    ]
    count = -(-len(paragraph) // LONG)
    wanted = len(paragraph) / count
    part: list[Traced] = []
    for unit in units:
        length = sum(map(len, part))
        if part and (length + len(unit) > LONG or length + len(unit) / 2 > wanted):
            yield Traced.joined(part)
            part = []
        part.append(unit)
    if part:
        yield Traced.joined(part)


def _standing_alone(found: Sequence[Traced]) -> Iterator[Traced]:
    """Keep a sentence together with the one that names its subject, and a short one that leads over with the next."""
    held: Traced | None = None
    for one in found:
        if held and len(held) + len(one) <= LONG and (leans_back(one.text) or _leads_over(held.text)):
            held = Traced.joined([held, one])
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _leads_over(text: str) -> bool:
    return len(text) <= HEADING_CHARS and not re.search(r"\d", text)


def _pieces(text: Traced, pattern: re.Pattern[str]) -> list[Traced]:
    return [text[m.start() : m.end()] for m in pattern.finditer(text.text) if m.group()]
