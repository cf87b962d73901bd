"""Make example questions that the loaded reports can answer: Index -> Example[].

A question is offered only where a passage of the right place, year and stance gives a figure for it, so that a first
click meets an answer. Each stands in Chinese and in English, where places are written in pinyin, as the assistant reads
them. Not here: asking them (page.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, zip_longest
from typing import TYPE_CHECKING

from rag.places import Gazetteer
from rag.records import Language, Passage, Report, Stance

if TYPE_CHECKING:
    from rag.index import Index

REPORTS = 4
"""Reports looked through: the newest first, one of each region before a second of any."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question in both languages."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Give the question in a language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class _Topic:
    """Something that most reports give a figure for."""

    pattern: str
    """How reports write it; a figure must follow in the same clause."""
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class _Place:
    """The region of a report in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A topic of which a report gives a figure."""

    topic: _Topic
    place: _Place
    year: int
    stance: Stance


_TOPICS = (
    _Topic("地区生产总值", "地区生产总值增速", "GDP growth"),
    _Topic("城镇新增就业|新增城镇就业|城镇就业新增", "城镇新增就业人数", "the number of new urban jobs"),
    _Topic("老旧小区", "老旧小区改造数量", "the number of old residential compounds renovated"),
    _Topic("一般公共预算收入", "一般公共预算收入增速", "the growth of general public budget revenue"),
    _Topic("社会消费品零售总额", "社会消费品零售总额增速", "the growth of retail sales of consumer goods"),
    _Topic("固定资产投资", "固定资产投资增速", "the growth of fixed-asset investment"),
)

_LEVELS = {"省": "Province", "市": "City", "区": "District", "县": "County", "州": "Prefecture", "旗": "Banner"}

_TERM = re.compile(r"(?P<term>[\w“”]{2,12})：(?=.{8,})")


def examples(index: Index, limit: int = 6) -> list[Example]:
    """Make example questions from what an index holds.

    Args:
        index: any index; an empty one gives no example.
        limit: at most so many questions.

    Returns: questions of different kinds first: a result, a target, a comparison, tasks, a term.

    """
    places = _places(index.reports)
    found, terms, tasks = [], [], []
    for report in _newest(index.reports):
        passages = index.passages(list(index.rows_of(report.id)))
        found += _figures(passages, places[report.region])
        terms += [_definition(passage) for passage in passages if passage.kind == "appendix"]
        tasks += [_tasks(report, places)] if any(passage.context.stance == "target" for passage in passages) else []
    kinds = (
        map(_question, _different(entry for entry in found if entry.stance == "achieved")),
        map(_question, _different((entry for entry in found if entry.stance == "target"), skip=1)),
        _comparisons(found),
        iter(tasks),
        (term for term in terms if term),
    )
    in_turn = (example for row in zip_longest(*kinds) for example in row if example)
    return list(islice(dict.fromkeys(in_turn), limit))


def _places(reports: Sequence[Report]) -> dict[str, _Place]:
    """Write each region in both languages: 青石区, Qingshi District."""
    latin = {region: name.capitalize() for name, region in Gazetteer(reports).latin_names.items()}
    return {
        region: _Place(region, f"{latin[region]} {_LEVELS.get(region[-1], '')}".rstrip() if region in latin else region)
        for region in {report.region for report in reports if report.region}
    }


def _newest(reports: Iterable[Report]) -> list[Report]:
    """Choose the reports to look through; one without place or year makes no question."""
    known = sorted((r for r in reports if r.region and r.year), key=lambda r: (-(r.year or 0), r.id))
    first_of_region = {report.region: report for report in reversed(known)}.values()
    return sorted(known, key=lambda report: report not in first_of_region)[:REPORTS]


def _figures(passages: Iterable[Passage], place: _Place) -> list[_Found]:
    """Find the topics that a report's passages give figures for, each year and stance once."""
    found: dict[_Found, None] = {}
    for passage in passages:
        context = passage.context
        if context.stance == "other" or len(context.years) != 1:
            continue
        for topic in _TOPICS:
            if re.search(rf"(?:{topic.pattern})[^，。；、]{{0,12}}\d", passage.text):
                found[_Found(topic, place, context.years[0], context.stance)] = None
    return list(found)


def _different(found: Iterable[_Found], skip: int = 0) -> Iterator[_Found]:
    """Give each place's topics once, in turn, so that neighbouring examples ask different things.

    Args:
        found: newest reports first.
        skip: which topic comes first.

    """
    first: dict[tuple[_Topic, _Place], _Found] = {}
    for entry in sorted(found, key=lambda entry: (_TOPICS.index(entry.topic) - skip) % len(_TOPICS)):
        first.setdefault((entry.topic, entry.place), entry)
    yield from first.values()


def _question(found: _Found) -> Example:
    place, year, topic = found.place, found.year, found.topic
    if found.stance == "target":
        return Example(
            f"{place.zh}{year}年的{topic.zh}目标是多少？", f"What is the {year} target of {place.en} for {topic.en}?"
        )
    return Example(f"{place.zh}{year}年的{topic.zh}是多少？", f"What was {topic.en} in {place.en} in {year}?")


def _comparisons(found: Sequence[_Found]) -> Iterator[Example]:
    """Hold two places of one year against each other, or two years of one place."""
    for topic in _TOPICS:
        for one, other in combinations((entry for entry in found if entry.topic is topic), 2):
            if one.stance == other.stance and (one.year == other.year) != (one.place == other.place):
                yield _comparison(*sorted((one, other), key=lambda entry: entry.year))


def _comparison(one: _Found, other: _Found) -> Example:
    topic = one.topic
    zh_kind, en_kind = ("目标", "targets") if one.stance == "target" else ("", "results")
    if one.place == other.place:
        return Example(
            f"{one.place.zh}{one.year}年和{other.year}年的{topic.zh}{zh_kind}各是多少？",
            f"Compare the {en_kind} of {one.place.en} for {topic.en} in {one.year} and {other.year}.",
        )
    return Example(
        f"{one.year}年{one.place.zh}和{other.place.zh}的{topic.zh}{zh_kind}各是多少？",
        f"Compare the {one.year} {en_kind} of {one.place.en} and {other.place.en} for {topic.en}.",
    )


def _tasks(report: Report, places: Mapping[str, _Place]) -> Example:
    return Example(
        f"{report.region}{report.year}年要抓好哪些重点工作？",
        f"What are the main tasks of {places[report.region].en} for {report.year}?",
    )


def _definition(passage: Passage) -> Example | None:
    match = _TERM.search(passage.text)
    if not match:
        return None
    term = match["term"].strip("“”")
    return Example(f"“{term}”是什么意思？", f"What does “{term}” mean?")
