"""Infer what a report is from its text: title, place, year, date, session, speaker, kind.

The head of a report (everything before its first paragraph) tells most; where a file has none, the headings, the
words 全市 or 全区 and the place named most often must do, and the field is marked unsure. Titles are broken over
lines in every way: a pattern is looked for in each line, then in two lines together, then in three.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from rag.errors import UnreadableFile
from rag.numerals import read_number
from rag.periods import periods
from rag.reading.context import PLAN, REVIEW
from rag.reading.lines import PUBLISHED, VOCATIVE, Line, is_title
from rag.reading.markers import marker_at
from rag.reading.places import COUNTRY, PLACE, guess, level_of, parts
from rag.reading.sources import SETTINGS
from rag.records import Report

KINDS = ("full", "press", "digest")
HEAD_CHARS = 60
"""A longer line ends the head of a report."""
OPENING_CHARS = 400
"""Where a newspaper's summary names session, date and speaker."""

_NUMBER = r"(?:[一二三四五六七八九十百]{1,4}|\d{1,2})"
_NAME = r"(?:[一-龥]{1,6}(?:·[一-龥]{1,6})+|[一-龥]{2,4}|[一-龥]{1,2}\s[一-龥]{1,2})"
_NO_NAME = re.compile(r"全文|目录|摘要|附件|稿$|草案|报告|政府|会议|文件|大会|[省市区县州盟旗镇乡]$")
_SESSION = re.compile(
    rf"(?P<place>(?:{PLACE}){{0,3}}|全国|自治区|[省市区县州盟旗镇乡])"
    rf"(?P<session>第?{_NUMBER}届(?:全国)?(?:人民代表大会|人大)(?:常务委员会)?第?{_NUMBER}次(?:全体)?会议)"
)
_EARLIER = re.compile(r"以来|确定|闭幕|通过|批准|审议|期间|决议|部署|提出|确立|到|之?后|的")
_BEFORE_PLACE = re.compile(rf"^.*?(?:在|向|出席|召开的?|讯)(?=(?:{PLACE}){{1,3}}$)")
_OFFICES = r"(?:代理|代)?(?:省长|市长|区长|县长|州长|盟长|旗长|镇长|乡长|总理|自治区主席|(?<=自治区)主席|人民政府主席|(?:管委会|管理委员会)主任|行政长官)"
_OFFICE = re.compile(
    rf"(?:^|[上、，：:）)—\s])(?P<office>(?:(?:{PLACE}){{0,3}}(?:人民政府|国务院)?|(?:自治)?[省市区县州盟旗镇乡](?:人民政府)?|国务院)?(?:常务副)?{_OFFICES})[：:，]?\s*(?P<name>{_NAME})$"
)
_OFFICE_ALONE = re.compile(rf"(?:{PLACE}){{1,3}}(?:人民政府)?{_OFFICES}")
_GIVES = re.compile(
    rf"(?P<office>(?:(?:{PLACE}){{0,2}}(?:人民政府)?)?{_OFFICES})(?P<name>{_NAME}?)(?:同志)?(?:代表|受|向大会|作|做|在会上|所作)"
)
_GOVERNMENT = re.compile(rf"(?P<place>(?:{PLACE}){{1,3}})人民政府")
_TITLED = re.compile(rf"(?P<place>(?:{PLACE}){{1,3}})\s*(?:人民)?(?:政府)?工作的?报告")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2})年?度?")
_I_SPEAK_FOR = re.compile(
    r"我?(?:代表|受)(?P<place>[一-龥]{0,10}?)(?P<level>自治[区州县旗]|省|市|区|县|州|盟|旗|镇|乡)人民?政府"
)
_STATE_COUNCIL = re.compile(
    r"(?:代表|受|根据)(?:中华人民共和国)?国务院|届全国人民代表大会|国务院总理|代表中央人民政府|中华人民共和国国务院政府工作"
)
_DATE = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_CHINESE_DATE = re.compile(
    r"([一二][〇○ＯO零九][〇○ＯO零一二三四五六七八九]{2})年([一二三四五六七八九十元]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
_TITLE = re.compile(r"政府工作(?:的)?报告|工作报告")
_TITLE_PART = re.compile(
    rf"^(?:关于)?(?:(?:{PLACE}){{0,3}}(?:人民政府)?)?(?:(?:19|20)\d\d年?度?)?(?:人民)?(?:政府)?(?:工作)?$"
)
_YEAR_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?=.{0,20}报告)|报告[（(—-]*((?:19|20)\d\d)年?(?:度)?[）)]?$")
_OPENED = re.compile(r"(?:各位代表|同志们)?[，！：]*(?:刚刚|回顾|在)?(过去的?)?((?:19|20)\d\d)年(?:[，,]|度|是)")
_PRESS = re.compile(r"(?:\d日|电)讯|记者|通讯员|本报|融媒体")
_BYLINE = re.compile(r"记者|通讯员")
_DIGEST = re.compile(r"摘编|摘要|摘登|节选|解读|要点|速览|读懂")
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ZERO = str.maketrans("〇○ＯO零一二三四五六七八九", "00000123456789")


@dataclass(frozen=True, slots=True)
class Head:
    """The lines before a report's first paragraph."""

    lines: tuple[Line, ...]

    @property
    def texts(self) -> list[str]:
        """The lines without white space."""
        return [re.sub(r"\s", "", line.text) for line in self.lines]


class Found(NamedTuple):
    """A value, and whether the text says it itself."""

    value: str
    sure: bool = True


def split_head(lines: Sequence[Line]) -> tuple[Head, list[Line]]:
    """Part the head of a report from what follows it.

    A newspaper names its reporters at the end; the line goes to the head, what stands after it is advertising.
    """
    lines = _from_title(lines)
    end = next((i for i, line in _last(lines, 12) if is_title(line.text) and _BYLINE.search(line.text)), len(lines))
    body = next((i for i, line in enumerate(lines[:end]) if _is_body(line) or (i and _is_subject(line))), end)
    return Head((*lines[:body], *lines[end : end + 1])), list(lines[body:end])


def infer(head: Head, body: Sequence[Line], *, report_id: str, path: str) -> Report:
    """Tell what a report is, as far as its text does.

    Args:
        head: its first lines.
        body: what follows them.
        report_id: the id it will have; a year in it counts, weakly, where the text names none.
        path: where its file is.

    """
    opening = "".join(line.text for line in body)[:OPENING_CHARS]
    whole = "\n".join(line.text for line in body)
    kind = _kind(head, opening, whole)
    session, session_place = _session(_windows(head.texts))
    if not session.value:
        session, session_place = _session([opening], earlier=True)
        session = Found(session.value, sure=kind == "press")
    office, speaker = _speaker(head, opening)
    region, within = _region(head, session_place, office, opening, whole)
    date = _date(head, body)
    year = _year(head, date, body, report_id)
    if not date.value and year.value and kind == "press" and (day := _DAY.search(opening[opening.find("讯") + 1 :])):
        date = Found(_iso(int(year.value), int(day.group(1)), int(day.group(2))), sure=False)
    if year.value:
        date = _day_of_session(head, int(year.value)) or date
    found = {"region": region, "year": year, "date": date, "session": session, "speaker": speaker}
    return Report(
        id=report_id,
        path=path,
        title=_title(head.texts) or (head.lines[0].text if head.lines else ""),
        region=region.value,
        level=level_of(region.value),
        within=within,
        year=int(year.value) if year.value else None,
        date=date.value,
        session=session.value,
        speaker=speaker.value,
        office=office,
        kind=kind,
        unsure=frozenset(name for name, one in found.items() if one.value and not one.sure),
    )


def override(report: Report, settings: Mapping[str, Any], where: str) -> Report:
    """Put what a person wrote (front matter, corpus.toml) in place of what was inferred; other names are passed over.

    Raises:
        UnreadableFile: if a value is of the wrong kind.

    """
    values: dict[str, Any] = {name: value for name, value in settings.items() if name in SETTINGS}
    year = values.get("year", 2000)
    if not isinstance(year, int) or not 1900 <= year <= 2100:
        raise UnreadableFile(f"{where}: year = {year!r}: a year such as 2025 is needed")
    values |= {name: str(value) for name, value in values.items() if name != "year"}
    if values.get("date") and not re.fullmatch(r"\d{4}-\d\d-\d\d", values["date"]):
        raise UnreadableFile(f"{where}: date = {values['date']!r}: a day such as 2025-01-08 is needed")
    if values.get("kind", "full") not in KINDS:
        raise UnreadableFile(f"{where}: kind = {values['kind']!r}: known are {', '.join(KINDS)}")
    if "region" in values and "level" not in values:
        values["level"] = level_of(values["region"])
    return replace(report, **values, unsure=report.unsure - set(values))


def _from_title(lines: Sequence[Line]) -> list[Line]:
    """Leave out what a web page puts above the title: its path, its name; not the other lines of a title block."""
    body = next((i for i, line in enumerate(lines) if _is_body(line)), len(lines))
    title = next((i for i, line in enumerate(lines[:body]) if _TITLE.search(line.text)), 0)
    above = [line for line in lines[:title] if _told_of_head(line.text) or _TITLE_PART.match(line.text)]
    return [*above, *lines[title:]]


def _last(lines: Sequence[Line], count: int) -> Iterator[tuple[int, Line]]:
    start = max(0, len(lines) - count)
    return enumerate(lines[start:], start)


def _is_body(line: Line) -> bool:
    marker = marker_at(line.text)
    heading = marker is not None and marker.family != "——" and is_title(line.text)
    return heading or len(line.text) > HEAD_CHARS or bool(VOCATIVE.match(line.text))


def _is_subject(line: Line) -> bool:
    """Tell a first heading without a number from the lines of a title block."""
    return is_title(line.text) and not _belongs_to_head(line.text)


def _belongs_to_head(text: str) -> bool:
    plain = re.sub(r"\s", "", text)
    return (
        _told_of_head(text)
        or bool(_TITLE_PART.match(plain))
        or bool(re.search(r"^[（(]|日[）)]?$", plain) or re.fullmatch(rf"{_NAME}|(?:19|20)\d\d年?", plain))
    )


def _told_of_head(text: str) -> bool:
    """Tell whether a line tells title, session, date, place or speaker by its own words."""
    plain = re.sub(r"\s", "", text)
    told = _TITLE, _SESSION, _DATE, _CHINESE_DATE, _GOVERNMENT, PUBLISHED
    return bool(
        any(pattern.search(plain) for pattern in told)
        or _OFFICE.search(_without_date(text))
        or _OFFICE_ALONE.fullmatch(plain)
        or re.search(r"代表大会|次会议|届", plain)
    )


def _windows(lines: Sequence[str]) -> Iterator[str]:
    """Give each line, then each two lines in a row as one, then each three."""
    for size in (1, 2, 3):
        for start in range(len(lines) - size + 1):
            yield "".join(lines[start : start + size])


def _kind(head: Head, opening: str, whole: str) -> str:
    if any(_DIGEST.search(text) for text in head.texts):
        return "digest"
    addressed = "各位代表" in whole[:600] or re.search(r"现在，?我?(?:代表|受|向)", opening)
    return "press" if not addressed and _PRESS.search(opening[:120] + whole[-200:]) else "full"


def _title(head: Sequence[str]) -> str:
    """Find the title, put together from the lines it is broken over: 2019年 · 某县人民政府 · 工作报告."""
    for i, text in enumerate(head):
        if not _TITLE.search(text):
            continue
        if _SESSION.search(text):
            return re.split(r"——|（", text)[0] if _TITLE.search(re.split(r"——|（", text)[0]) else text
        start = i
        while start and _TITLE_PART.match(head[start - 1]) and head[start - 1] != head[i]:
            start -= 1
        return "".join(head[start : i + 1])
    for i, text in enumerate(head[:-1]):
        if _TITLE.search(text + head[i + 1]):
            return text + head[i + 1]
    return ""


def _session(texts: Iterable[str], *, earlier: bool = False) -> tuple[Found, str]:
    """Give the session of the congress with its place, and the place alone.

    Args:
        texts: lines of the head, or running text.
        earlier: whether the text may speak of an earlier session (市五届人大一次会议以来).

    """
    for text in texts:
        bare = _DAY.sub(" ", _CHINESE_DATE.sub(" ", _DATE.sub(" ", text)))
        for match in _SESSION.finditer(bare):
            if earlier and _EARLIER.match(bare, match.end()):
                continue
            place = match.group("place")
            if before := _BEFORE_PLACE.match(place):
                place = place[before.end() :]
            return Found(place + match.group("session")), place
    return Found(""), ""


def _speaker(head: Head, opening: str) -> tuple[str, Found]:
    """Give the office and the name; a name that stands alone in the head is taken for the speaker's, unsurely."""
    lines = [_without_date(line.text) for line in head.lines]
    for text in _windows(lines):
        match = _OFFICE.search(text)
        if match and not _TITLE.search(match.group()):
            return match.group("office"), Found(re.sub(r"\s", "", match.group("name")))
    if match := _GIVES.search(opening):
        return match.group("office"), Found(match.group("name"))
    for text in head.texts[1:]:
        bare = text.strip("（）()—")
        if re.fullmatch(_NAME, bare) and not _NO_NAME.search(bare):
            return "", Found(bare, sure=False)
    return "", Found("")


def _without_date(line: str) -> str:
    """Take date, brackets and 报告人 from a line that names the speaker: （2019年1月8日）."""
    line = re.sub(r"报告人[：:]?", "", _CHINESE_DATE.sub("", _DATE.sub("", line)))
    return re.sub(r"[（(]\s*[）)]", "", line).strip("（）() 　—")


def _region(head: Head, session_place: str, office: str, opening: str, whole: str) -> tuple[Found, str]:
    """Give the place that reports and the place above it."""
    lines = [_YEAR.sub(" ", text).replace("关于", " ") for text in _windows(head.texts) if not PUBLISHED.search(text)]
    if any(_STATE_COUNCIL.search(text) for text in [*lines, session_place, opening]):
        return Found(COUNTRY), ""
    governments = [match.group("place") for text in [office, *lines] for match in _GOVERNMENT.finditer(text)]
    titles = [match.group("place") for text in lines for match in _TITLED.finditer(text)]
    named = [found for place in (session_place, *governments, *titles) if (found := parts(place))]
    if named:
        region = named[0][-1]
        above = next((found[-2] for found in named if found[-1] == region and len(found) > 1), "")
        return Found(region), above
    speaks = _I_SPEAK_FOR.search(opening)
    if speaks and len(speaks.group("place")) >= 2:
        found = parts(speaks.group("place") + speaks.group("level"))
        if found:
            return Found(found[-1]), found[-2] if len(found) > 1 else ""
    return Found(guess(whole, speaks.group("level")[-1:] if speaks else ""), sure=False), ""


def _year(head: Head, date: Found, body: Sequence[Line], report_id: str) -> Found:
    """Find the year that a report plans; one given in December may plan the next."""
    title = _YEAR_IN_TITLE.search(_title(head.texts))
    titled = int(title.group(1) or title.group(2)) if title else None
    votes: Counter[int] = Counter()
    weak: Counter[int] = Counter()
    for line in body:
        if is_title(line.text) and not _TITLE.search(line.text):
            for year, sure in _planned_years(line.text):
                (votes if sure else weak)[year] += 1
    voted = votes.most_common(1)[0][0] if votes else None
    if date.value and date.sure:
        year = int(date.value[:4])
        return Found(str(year + 1 if date.value[5:7] >= "11" and year + 1 in (titled, voted) else year))
    if titled or voted:
        return Found(str(titled or voted))
    in_name = _YEAR_IN_NAME.search(report_id)
    sentences = [sentence for line in body for sentence in re.split(r"(?<=。)", line.text)[:3]]
    opened = max(map(_opened_year, sentences), default=0)
    ranged = weak.most_common(1)[0][0] if weak else 0
    for value in (in_name and in_name.group(1), opened, ranged, date.value[:4]):
        if value:
            return Found(str(value), sure=False)
    return Found("")


def _planned_years(heading: str) -> Iterator[tuple[int, bool]]:
    """Read a heading's year as that of the report: the year after what it reviews, the first of what it plans."""
    years = [period.years for period in periods(heading, None)]
    review, plan = REVIEW.search(heading), PLAN.search(heading)
    if len(years) == 1 and bool(review) != bool(plan):
        yield years[0][-1] + 1 if review else years[0][0], len(years[0]) == 1
    elif len(years) == 2 and review and plan:
        yield years[1][0], len(years[1]) == 1


def _opened_year(paragraph: str) -> int:
    """Read the year with which a paragraph opens: 刚刚过去的2018年 is the year before, 2019年是…之年 the report's own."""
    match = _OPENED.match(paragraph)
    if not match:
        return 0
    return int(match.group(2)) + 1 if match.group(1) else int(match.group(2))


def _date(head: Head, body: Sequence[Line]) -> Found:
    """Find the day of the speech: beside session or speaker, or alone; the day of publishing is none, but near it."""
    told = [text for text in head.texts if not PUBLISHED.search(text)]
    alone = [line.text for line in body[-3:] if len(line.text) <= 16]
    published = [text for text in head.texts if PUBLISHED.search(text)]
    of_session = [text for text in told if _SESSION.search(text)]
    for texts, sure in ((of_session, True), (_windows(told), True), (alone, True), (published, False)):
        for text in texts:
            if value := _day(text):
                return Found(value, sure)
    return Found("")


def _day_of_session(head: Head, year: int) -> Found | None:
    """Find the day beside the session where its year is left out: 2月11日在…会议上; one late in the year is of the year before."""
    told = [text for text in head.texts if _SESSION.search(text)]
    days = [day for text in told if (day := _DAY.search(text))]
    if not days or any(map(_day, told)):  # a day with its year was found as such
        return None
    month = int(days[0].group(1))
    iso = _iso(year - 1 if month > 10 else year, month, int(days[0].group(2)))
    return Found(iso) if iso else None


def _day(text: str) -> str:
    if match := _DATE.search(text):
        return _iso(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _CHINESE_DATE.search(text):
        month = 1 if match.group(2) == "元" else read_number(match.group(2))
        return _iso(int(match.group(1).translate(_ZERO)), month, read_number(match.group(3)))
    return ""


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
