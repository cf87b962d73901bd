"""A text that remembers where each of its characters stood in the file.

Repairs only delete characters or put one character in the place of another, so that any part of the
repaired text can be shown in place in the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rag.records import Run, Span


@dataclass(frozen=True, slots=True)
class Traced:
    """A string and, for each of its characters, its position in the file."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int) -> Traced:
        """Take a piece of the file as it is; `start` is the position of its first character."""
        return cls(text, tuple(range(start, start + len(text))))

    @classmethod
    def joined(cls, parts: Iterable[Traced], separator: str = "") -> Traced:
        """Put parts in a row; a separator takes the position where the part before it ends."""
        text: list[str] = []
        origins: list[int] = []
        for part in parts:
            if not part.text:
                continue
            if text and separator:
                text.append(separator)
                origins.extend([origins[-1]] * len(separator))
            text.append(part.text)
            origins.extend(part.origins)
        return cls("".join(text), tuple(origins))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.origins[part])

    def strip(self) -> Traced:
        """Leave out white space (full-width too) at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self[start:end] if start < end else Traced("", ())

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Traced:
        """Replace each match by a text that is no longer than it and stands for its first characters."""
        text: list[str] = []
        origins: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            new = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
            text += [self.text[done : match.start()], new]
            origins += self.origins[done : match.start()]
            origins += self.origins[match.start() : match.start() + len(new)]
            done = match.end()
        if not done:
            return self
        text.append(self.text[done:])
        origins += self.origins[done:]
        return Traced("".join(text), tuple(origins))

    def without(self, pattern: re.Pattern[str], inside: re.Pattern[str]) -> Traced:
        """Leave out what a pattern matches, but only inside what another one matches."""
        parts: list[Traced] = []
        done = 0
        for around in inside.finditer(self.text):
            for match in pattern.finditer(self.text, *around.span()):
                parts.append(self[done : match.start()])
                done = match.end()
        return Traced.joined([*parts, self[done:]]) if done else self

    def keep(self, pattern: re.Pattern[str], group: int = 1) -> Traced:
        """Replace each match by one of its groups, as for markup around words."""
        parts: list[Traced] = []
        done = 0
        for match in pattern.finditer(self.text):
            parts += [self[done : match.start()], self[match.start(group) : match.end(group)]]
            done = match.end()
        return Traced.joined([*parts, self[done:]]) if done else self

    @property
    def span(self) -> Span:
        """From the first to one past the last character's position in the file."""
        return (min(self.origins), max(self.origins) + 1) if self.origins else (0, 0)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The positions in short: `(i, o)` wherever character i does not follow its neighbour in the file."""
        runs: list[Run] = []
        expected = -1
        for i, origin in enumerate(self.origins):
            if origin != expected:
                runs.append((i, origin))
            expected = origin + 1
        return tuple(runs)
