"""What of a question can be chosen otherwise: Turn + what the index holds -> Choice[]; and a choice by its name -> Reading.

    place    the places that have reports           stance   target, result or either
    year     the years those reports speak of       terms    with the terms added to the asker's words, or without

Not here: how choices look (chips.py), what a reading does to a question (rag/question/reading.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from rag.places import Gazetteer
from rag.question import merged
from rag.records import AskedStance, Question, Reading
from rag.understood import added_terms
from ui.conversation import Turn, Turns

if TYPE_CHECKING:
    from rag.index import Index

Field = Literal["place", "year", "stance", "terms"]
Years = tuple[int, ...]

WITHOUT_STANCE = ("who", "when", "definition")
"""Kinds of question that ask neither for a target nor for a result."""
_NAME = re.compile(rf"(\d{{1,6}})-({'|'.join(get_args(Field))})-(\d{{1,6}})")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing understood of a question, and what can be chosen instead."""

    field: Field
    options: tuple[Reading, ...]
    """What each option changes, and nothing else."""
    current: int | None
    """Index of the option that holds; None where the question asks for something else, or for several."""
    corrected: bool
    """Whether the asker has chosen what holds."""


class Choices:
    """Gives the choices of the questions asked of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.regions = tuple(sorted({report.region for report in index.reports if report.region}))
        """The places that have reports."""
        self._latin = {region: name.capitalize() for name, region in Gazetteer(index.reports).latin_names.items()}
        self._spoken_of = lru_cache(maxsize=256)(self._years_spoken_of)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that any report speaks of, newest first."""
        return tuple(period[0] for period in self._spoken_of(()) if len(period) == 1)

    def of(self, turn: Turn) -> tuple[Choice, ...]:
        """Give what can be chosen of a turn's question; nothing before it is understood."""
        if not turn.found:
            return ()
        question, reading = turn.found.question, turn.reading
        choices = []
        if len(self.regions) > 1 or question.places:
            now = Reading(regions=question.regions) if not question.places else None
            choices.append(_choice("place", self._places(), now, corrected=reading.regions is not None))
        now = Reading(periods=tuple((year,) for year in question.report_years) or question.periods)
        choices.append(_choice("year", self._years(question), now, corrected=reading.periods is not None))
        if reading.stance or question.kind not in WITHOUT_STANCE:
            stances = tuple(Reading(stance=stance) for stance in get_args(AskedStance))
            asked: AskedStance = question.stance if question.stance and question.stance != "other" else "either"
            now = Reading(stance=asked)
            choices.append(_choice("stance", stances, now, corrected=reading.stance is not None))
        if reading.own_words is not None or added_terms(question, turn.found.hits):
            both = (Reading(own_words=False), Reading(own_words=True))
            now = Reading(own_words=bool(reading.own_words))
            choices.append(_choice("terms", both, now, corrected=reading.own_words is not None))
        return tuple(choices)

    def chosen(self, name: str, turns: Turns) -> tuple[Turn, Reading] | None:
        """Find what a person has picked.

        Args:
            name: of an option, as `name_of` gave it; it comes from the browser and may be anything.
            turns: the conversation.

        Returns: the turn that is corrected, and its reading with the correction; None where there is no such option.

        """
        match = _NAME.fullmatch(name)
        turn = next((turn for turn in turns if match and turn.number == int(match[1])), None)
        if not (match and turn):
            return None
        options = next((choice.options for choice in self.of(turn) if choice.field == match[2]), ())
        n = int(match[3])
        return (turn, merged(turn.reading, options[n])) if n < len(options) else None

    def in_latin(self, region: str) -> str:
        """Write a place for who does not read Chinese: Qingshi 青石区."""
        return f"{self._latin[region]} {region}" if region in self._latin else region

    def _places(self) -> tuple[Reading, ...]:
        return (Reading(regions=()), *(Reading(regions=(region,)) for region in self.regions))

    def _years(self, question: Question) -> tuple[Reading, ...]:
        if question.report_years:
            of_reports = {r.year for r in self._index.reports if r.year and _is_of(r.region, question.regions)}
            periods: list[Years] = [(year,) for year in sorted(of_reports, reverse=True)]
        else:
            periods = self._spoken_of(question.regions)
        return (Reading(periods=()), *(Reading(periods=(period,)) for period in periods))

    def _years_spoken_of(self, regions: Sequence[str]) -> list[Years]:
        """Give the years that the reports of some places speak of, newest first, and after them the periods of several."""
        facets = self._index.facets
        fitting = {n for n, report in enumerate(self._index.reports) if _is_of(report.region, regions)}
        rows = zip(facets.report.tolist(), facets.first_year.tolist(), facets.last_year.tolist(), strict=True)
        spans = {(first, last) for report, first, last in rows if report in fitting and first}
        newest_first = sorted(spans, key=lambda span: (span[0] != span[1], -span[1], -span[0]))
        return [tuple(range(first, last + 1)) for first, last in newest_first]


def name_of(turn: Turn, choice: Choice, n: int) -> str:
    """Name the n-th option of a choice, counted from 0: 3-year-2."""
    return f"{turn.number}-{choice.field}-{n}"


def _choice(field: Field, options: tuple[Reading, ...], now: Reading | None, *, corrected: bool) -> Choice:
    return Choice(field, options, options.index(now) if now in options else None, corrected)


def _is_of(region: str, regions: Sequence[str]) -> bool:
    return not regions or region in regions
