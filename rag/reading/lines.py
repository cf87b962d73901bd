"""Put broken lines back together: the text of a file → its paragraphs and headings, in order.

A scan or a narrow column breaks lines inside sentences and words; page numbers, running heads, the buttons of a
web page and photo captions stand in between. A line that ends without closing punctuation goes on in the next one,
unless either of the two is a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import rjieba

from rag.reading.clean import close_up, repair
from rag.reading.markers import marker_at
from rag.reading.tables import is_row, rows
from rag.reading.traced import Traced

TITLE_CHARS = 40
"""A longer line without a number before it is no heading."""
NUMBERED_TITLE_CHARS = 60
"""A longer line with a number before it is no heading but a paragraph that begins with one."""
LEAD_CHARS = 30
"""A longer first sentence is no heading of its paragraph."""
LEAD_LINE_CHARS = 50
"""The same for a sentence that stands above its paragraph on a line of its own."""
APART = 3
"""Sentences on lines of their own are headings where the next of them is no more lines away."""

VOCATIVE = re.compile(
    r"^(?:尊敬的)?(?:(?:主席团|主席|主任)[、，]?)?(?:各位(?:代表|委员|来宾|领导)|同志们)(?:[、，和](?:各位(?:委员|代表|来宾|领导)|同志们))*(?:[，,！!：:\s]+|$)"
)
"""Words to the assembly, alone on a line or before a paragraph."""

_CLOSED = re.compile(r"(?:[。！？；：…!?;:]|[。！？；”][”’）》)]|——)$")
_OPEN = re.compile(r"[，、,（(“《]$|(?<!会上)(?<!会议上)的$")
_GOES_ON = re.compile(r"^(?:[，。、；：！？）》”,;)]|[是为]：)")
_COUNTED = re.compile(r"^(?:\d{1,2}[.．、]|[（(［\[]\d{1,2}[）)］\]])\s*")
_TERM = re.compile(rf"{_COUNTED.pattern}[^，。；：]{{2,24}}：$")
"""A term of a glossary whose meaning stands on the next line."""
_ITEM_END = re.compile(r"；$|(?:\d|：|，.*，.*，).*。$")
_INSIDE = re.compile(r"[。！？；]")
_PROSE = re.compile(r"，(?:是|将|要|也|我)|我们|\d{4}年，")
_PAGE_NUMBER = re.compile(
    r"^[\s\-—–·.|]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*(?:/|[，,]?\s*共)\s*\d{1,3}\s*页?)?[\s\-—–·.|]*$"
)
_LEADERS = re.compile(r"(?:[.．·]{3,}|…+|(?:\s[.．·]){3,})\s*[（(]?\d{1,3}[）)]?$")
_WEB_PAGE = re.compile(
    r"^(?:您?(?:现在的|当前)?(?:位置|所在位置)[：:]|(?:网站)?首页\s*[>》＞|]|上一篇|下一篇|相关(?:链接|阅读|文章|信息)|扫一扫|扫码|分享到|【?(?:打印|关闭|返回|字体|字号|收藏)"
    r"|\[?(?:大|中|小)\s+(?:大|中|小)|(?:https?|file)://\S+(?:\s+\d+/\d+)?$|\d{1,4}/\d{1,2}/\d{1,4},?\s+(?:[上下]午)?\d{1,2}:\d\d|(?:主办|承办|版权所有|网站标识码|备案号)[：:\s])|(?:打印本页|关闭窗口|浏览次数|点击(?:数|量|次数)|字体[：:]|字号[：:]"
    r"|点击[^，。]{0,8}(?:进入|查看|下载|阅读|观看))"
    r"|^[（(]?(?:上接|下转)[^，。；]{0,14}$"
)
_NEXT_PAGE = re.compile(r"[^，。；]{0,30}第\s*[A-Z]?\d{1,3}\s*版[^，。；]{0,12}")
"""Heads a page of a newspaper; the first tells the day."""
_BUTTON = re.compile(
    r"[\s\[\]【】（）()|>»×·：:]*(?:(?:下载|打印|收藏|分享(?:到[一-龥]{0,4})?|转发|复制|关闭|返回|刷新|朗读|全屏|首页|字[体号]|[加放]大|还原|缩小|减小|[大中小]|登录|注册|检索|举报|纠错|"
    r"无障碍(?:浏览)?|(?:相关|延伸|推荐)(?:报道|阅读|链接|文章|文档|稿件|新闻|附件)|更多|点赞|评论)[\s\[\]【】（）()|>»×·：:]*)+|[\s\[\]【】（）()|>»×：:]+"
)
"""A line that is nothing but buttons of a web page."""
_CREDIT = re.compile(
    r"^[（(【\[]?(?:责任编辑|责编|编辑|编审|校对|审核|审签|监制|[初二三复终]审|值班[^，。：:]{0,4})[：:]"
    r"|(?:记者|通讯员|本报|新华社)[^，。：:]{0,14}(?:摄影?|供图)[）)]?$"
)
"""Who edited a page, or took the picture in it."""
_RELATED = re.compile(
    r"^[\s【\[]*(?:相关|延伸|推荐|更多|热门)(?:报道|阅读|链接|文章|文档|稿件|新闻|推荐|内容)[\s】\]：:]*$"
)
"""What follows at the end of a web page is of other pages."""
_OPENED_BRACKET = re.compile(r"^[（(]$")
_NUMBER_CLOSED = re.compile(r"^[一二三四五六七八九十\d]{1,3}[）)]")
PUBLISHED = re.compile(
    r"(?:发布|成文|公开|生成|印发)(?:时间|日期)|(?:信息)?来源[：:]|索引号|浏览(?:次数|量)|^时间[：:]|\d-\d{1,2}\s+\d{1,2}:\d\d"
)
"""The line of a web page that tells when it was put there."""
_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+")
_BULLET = re.compile(r"^\s{0,6}(?:[-*+•●■◆▪]|>+)\s+")
_RULE = re.compile(r"^\s*(?:(?:[-*_=~]\s*){3,}|[\s|:\-]*-[\s|:\-]*)$")
_INDENT = re.compile(r"^(?:[\u3000\u00a0\t]| {2,})")
_WIDE_GAP = re.compile(r"(?<=\S)(?:\u3000+|[ \t]{2,})(?=\S{12})")


Kind = Literal["heading", "text", ""]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, later a paragraph or heading put together from several."""

    traced: Traced
    kind: Kind = ""
    """What markup, style or layout makes of it; "" where only its words can tell."""
    depth: int = 0
    """Depth of a heading where markup or style tells (`##` is 2), else 0."""
    after_blank: bool = False
    indented: bool = False
    lead: int = 0
    """Where its first sentence ends, if that stood above the rest on a line of its own as a heading; else 0."""

    @property
    def text(self) -> str:
        """The words."""
        return self.traced.text


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file sets its lines."""

    width: int
    """Columns at which lines are broken (a Chinese character takes two); 0 where a line is a paragraph."""
    indents: bool
    """Whether paragraphs begin with an indent."""
    blanks: bool
    """Whether blank lines are rare enough to mean something."""


def paragraphs(text: str, styles: Mapping[int, int] | None = None) -> list[Line]:
    """Cut a file's text into paragraphs and headings, repaired.

    Args:
        text: the text as it stands in the file.
        styles: for formats that know: position of a line's first character → depth of the heading that it is.

    """
    lines = list(_without_contents(list(_without_page_furniture(list(_lines(text, styles or {}))))))
    layout = _layout(lines)
    done: list[Line] = []
    group: list[Line] = []
    aside: list[Line] = []
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if group and after and _unfinished(group, layout) and _is_caption(group[-1], line, after, layout):
            aside.append(line)
            continue
        if group and _continues(group, line, layout):
            group.append(line)
            continue
        if group:
            done += [_joined(group), *aside]
        group, aside = [line], []
    return list(_with_leads([_closed_up(line) for line in [*done, *([_joined(group)] if group else []), *aside]]))


def is_title(text: str) -> bool:
    """Tell whether a line may be a heading by its shape: short, and no sentence."""
    marker = marker_at(text)
    if marker and marker.family != "——":
        prose = _INSIDE.search(text[:-1]) or _OPEN.search(text) or _ITEM_END.search(text[marker.length :])
        return len(text) <= NUMBERED_TITLE_CHARS and not prose
    prose = _INSIDE.search(text) or _OPEN.search(text) or _CLOSED.search(text) or _PROSE.search(text)
    return len(text) <= TITLE_CHARS and not prose


def spans_word(left: str, right: str) -> bool:
    """Tell whether a word of the dictionary reaches over the joint of two texts: 着力扩大有 + 效投资."""
    left, right = left[-8:], right[:8]
    position = 0
    for word in rjieba.cut(left + right, True):
        if position < len(left) < position + len(word):
            return True
        position += len(word)
    return False


def _lines(text: str, styles: Mapping[int, int]) -> Iterator[Line]:
    """Give the lines of a file, repaired, with its tables as sentences and without blank lines and page numbers."""
    position, after_blank = 0, False
    table: list[Traced] = []
    for raw in text.splitlines(keepends=True):
        start, position = position, position + len(raw)
        body = raw.rstrip("\r\n\x0b\x0c\x85\u2028\u2029")
        rule = bool(_RULE.match(body))
        if _PAGE_NUMBER.match(body) and body.strip() and not rule:
            continue
        if is_row(body) and not rule:
            table.append(Traced.of(body, start))
        if table and (rule or is_row(body)):
            continue
        yield from (Line(row, "text") for row in rows(table))
        table = []
        if not body.strip() or rule:
            after_blank = True
            continue
        for line in _line(Traced.of(body, start), styles.get(start, 0)):
            yield replace(line, after_blank=after_blank)
            after_blank = False
    yield from (Line(row, "text") for row in rows(table))


def _line(raw: Traced, depth: int) -> Iterator[Line]:
    """Read one line; a heading and its body, set apart by a wide gap only, become two."""
    bare = raw.strip()
    kind: Kind = ""
    if hashes := _HASHES.match(raw.text):
        bare, kind, depth = raw[hashes.end() :].strip(), "heading", len(hashes.group(1))
    elif bullet := _BULLET.match(raw.text):
        bare, kind, depth = raw[bullet.end() :].strip(), "text", 0
    elif depth:
        kind = "heading"
    elif PUBLISHED.search(raw.text) and len(bare) <= 2 * NUMBERED_TITLE_CHARS:
        kind = "text"
    indented = bool(_INDENT.match(raw.text))
    gap = _WIDE_GAP.search(bare.text) if marker_at(bare.text) and len(bare) > TITLE_CHARS else None
    if gap and _INSIDE.search(bare.text[gap.end() :]) and is_title(bare.text[: gap.start()]):
        yield Line(repair(bare[: gap.start()]), "heading", depth, indented=indented)
        bare, kind, depth = bare[gap.end() :], "", 0
    repaired = repair(bare)
    if repaired.text:
        yield Line(repaired, kind, depth, indented=indented)


def _without_page_furniture(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out running heads (short lines that come again and again) and what a web page adds: buttons, credits.

    A running head that is the title of the report stays where it stands first.
    """
    seen = Counter(line.text for line in lines if not line.kind)
    titles = {text for text in seen if "报告" in text}
    before = ""
    kept = _without_other_pages(lines)
    for line, after in zip(kept, [*(line.text for line in kept[1:]), ""], strict=False):
        short = len(line.text) <= TITLE_CHARS and is_title(line.text) and not _only_marker(line.text)
        running_head = short and seen[line.text] >= 3 and not _OPEN.search(before) and line.text not in titles
        titles.discard(line.text)
        next_page = bool(before) and _NEXT_PAGE.fullmatch(line.text)
        if line.kind or not (running_head or next_page or _is_of_page(line.text, after)):
            yield line
        before = line.text


def _is_of_page(text: str, after: str) -> bool:
    """Tell a button or credit of a web page; a bracket may be the first sign of a number that was broken off."""
    if _BUTTON.fullmatch(text):
        return not (_OPENED_BRACKET.match(text) and _NUMBER_CLOSED.match(after))
    return len(text) <= NUMBERED_TITLE_CHARS and bool(_WEB_PAGE.search(text) or _CREDIT.search(text))


def _without_other_pages(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out what a web page adds at its end: the names of other pages (相关报道：…), where it was first published."""
    end = len(lines)
    for i in reversed(range(len(lines) // 2, len(lines))):
        text = lines[i].text
        if len(text) > NUMBERED_TITLE_CHARS:
            break
        if _RELATED.match(text) or (i + 1 == end and (PUBLISHED.search(text) or _is_of_page(text, ""))):
            end = i
    return lines[:end]


def _without_contents(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out a table of contents: lines that lead to a page number, and what is repeated below behind 目录."""
    later = Counter(_plain(line.text) for line in lines)
    inside = False
    for line in lines:
        plain = _plain(line.text)
        if plain == "目录":
            inside = True
            continue
        inside = inside and later[plain] > 1
        later[plain] -= 1
        if not inside and not _LEADERS.search(line.text):
            yield line


def _plain(heading: str) -> str:
    return re.sub(r"[\s.．·…]*[（(]?\d*[）)]?$|\s", "", heading)


def _layout(lines: Sequence[Line]) -> _Layout:
    plain = [line for line in lines if not line.kind]
    count = max(1, len(plain))
    return _Layout(
        width=_wrap_width([line.text for line in plain]),
        indents=sum(line.indented for line in plain) >= 3,
        blanks=sum(line.after_blank for line in plain) < count * 0.8,
    )


def _wrap_width(texts: Sequence[str]) -> int:
    """Give the columns at which a file breaks its lines, 0 where it does not: much the same for many unfinished lines."""
    if len(texts) < 12:
        return 0
    longest = sorted(map(_columns, texts))[int(len(texts) * 0.9)]
    unfinished = sum(not _CLOSED.search(text) and _columns(text) > longest * 0.7 for text in texts)
    return longest if longest <= 140 and unfinished > len(texts) * 0.3 else 0


def _columns(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def _continues(group: Sequence[Line], line: Line, layout: _Layout) -> bool:
    """Tell whether a line goes on with the sentence or paragraph of those before it."""
    last = group[-1]
    if last.kind or line.kind:
        return False
    if _OPEN.search(last.text) or _GOES_ON.match(line.text) or _only_marker(last.text):
        return True
    marker = marker_at(line.text)
    dash = marker is not None and marker.family == "——" and marker.length == 1
    if VOCATIVE.match(line.text) or not (dash or marker is None or marker.family in ("一是", "第一，")):
        return False
    if _unfinished(group, layout) or (_TERM.match(last.text) and not _COUNTED.match(line.text)):
        return True
    if line.indented or (line.after_blank and layout.blanks):
        return False
    full = layout.width and layout.indents and _columns(last.text) >= layout.width * 0.85
    lead = layout.blanks and len(group) == 1 and last.after_blank and _is_lead(last.text)
    return bool(full or lead)


def _unfinished(group: Sequence[Line], layout: _Layout) -> bool:
    last = group[-1]
    if last.kind or _CLOSED.search(last.text):
        return False
    if layout.width and _columns(last.text) >= layout.width * 0.85:
        return True
    return not is_title("".join(line.text for line in group[:3]))


def _only_marker(text: str) -> bool:
    marker = marker_at(text)
    return marker is not None and marker.length >= len(text)


def _is_lead(text: str) -> bool:
    """Tell whether a line is one short sentence, as a heading in bold that a web page puts before its paragraph."""
    return len(text) <= LEAD_CHARS and text.endswith("。") and "。" not in text[:-1]


def _with_leads(lines: Sequence[Line]) -> Iterator[Line]:
    """Join headings that are sentences on lines of their own (街巷越来越干净。) with the paragraphs beneath.

    They come in turn with paragraphs, two at least near each other; one alone is a paragraph itself.
    """
    found = [i for i, (line, body) in enumerate(pairwise(lines)) if _heads(line, body)]
    leads = {i for before, i in pairwise(found) if i - before <= APART for i in (before, i)}
    for i, line in enumerate(lines):
        if i in leads:
            body = lines[i + 1]
            yield replace(body, traced=Traced.joined([line.traced, body.traced]), lead=len(line.text))
        elif i - 1 not in leads:
            yield line


def _heads(line: Line, body: Line) -> bool:
    """Tell whether a line is one clause, short and without a number, above a paragraph longer than it."""
    plain = not any(one.kind or marker_at(one.text) or VOCATIVE.match(one.text) for one in (line, body))
    one_sentence = line.text.endswith("。") and not re.search(r"[，。！？；\d]", line.text[:-1])
    return plain and one_sentence and len(line.text) <= LEAD_LINE_CHARS < len(body.text)


def _is_caption(before: Line, line: Line, after: Line, layout: _Layout) -> bool:
    """Tell whether a line stands in the middle of a sentence that goes on behind it."""
    if layout.width and not layout.blanks:
        return False
    apart = line.after_blank and after.after_blank and len(line.text) <= NUMBERED_TITLE_CHARS
    return apart and spans_word(before.text, after.text) and not spans_word(before.text, line.text)


def _joined(group: Sequence[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    parts = [group[0].traced]
    for line in group[1:]:
        latin = parts[-1].text[-1:].isascii() and parts[-1].text[-1:].isalpha() and line.text[:1].isascii()
        if latin and line.text[:1].isalpha():
            parts.append(Traced(" ", (parts[-1].origins[-1],)))
        parts.append(line.traced)
    return replace(group[0], traced=Traced.joined(parts))


def _closed_up(line: Line) -> Line:
    return replace(line, traced=close_up(line.traced, body=not is_title(line.text)))
