"""The parts that pages of results are made of: str → str, every value escaped.

A page is whole in one file: no script, and a policy that lets it ask for nothing outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --bar: #3b7dd8; --good: #2a7f3f; --bad: #c0392b; --soft: #8882; }
* { box-sizing: border-box; }
body { font: 15px/1.55 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 0 auto;
  max-width: 1200px; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
p.soft, .soft { opacity: .7; } .good { color: var(--good); } .bad { color: var(--bad); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
th { font-weight: 600; white-space: nowrap; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
.plots { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fill, minmax(330px, 1fr)); }
figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: .2rem; }
svg { display: block; width: 100%; height: auto; font-size: 12px; } svg text { fill: currentColor; }
.track { fill: var(--soft); } .bar { fill: var(--bar); }
details { margin: .2rem 0; } summary { cursor: pointer; } .text { white-space: pre-wrap; overflow-wrap: anywhere; }
article { border: 1px solid var(--line); border-radius: 8px; margin: .8rem 0; padding: .8rem 1rem; }
article h3 { font-size: 1rem; margin: 0 0 .3rem; } .two { display: grid; gap: 1.5rem; grid-template-columns: 1fr 1fr; }
@media (max-width: 700px) { .two { grid-template-columns: 1fr; } }
"""
_ROW, _LABEL, _TRACK, _WIDTH = 20, 118, 170, 340
"""Measures of a plot, in pixels: height of a row, width of its label, length of a full bar, width of all."""


def document(title: str, body: Iterable[str]) -> str:
    """Make a whole page."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def percent(value: float | None) -> str:
    """Write a share: 71.4; a dash where there is none."""
    return "–" if value is None else f"{100 * value:.1f}"


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table; all columns but the first hold numbers."""

    def line(tag: str, cells: Sequence[str]) -> str:
        first = f"<{tag}>{escape(cells[0])}</{tag}>"
        return first + "".join(f'<{tag} class="n">{escape(cell)}</{tag}>' for cell in cells[1:])

    body = "".join(f"<tr>{line('td', row)}</tr>\n" for row in rows)
    return (
        f'<div class="wide"><table><thead><tr>{line("th", headers)}</tr></thead><tbody>\n{body}</tbody></table></div>'
    )


def plot(caption: str, values: Mapping[str, float | None]) -> str:
    """Draw a bar for each value from 0 to 1; those that are None are left out."""
    known = [(name, value) for name, value in values.items() if value is not None]
    rows = "".join(
        f'<text x="0" y="{_ROW * row + 14}">{escape(name)}</text>'
        f'<rect class="track" x="{_LABEL}" y="{_ROW * row + 4}" width="{_TRACK}" height="12"/>'
        f'<rect class="bar" x="{_LABEL}" y="{_ROW * row + 4}" width="{_TRACK * value:.1f}" height="12"/>'
        f'<text x="{_LABEL + _TRACK + 6}" y="{_ROW * row + 14}">{percent(value)}</text>'
        for row, (name, value) in enumerate(known)
    )
    height = _ROW * max(len(known), 1)
    told = ", ".join(f"{name} {percent(value)}" for name, value in known)
    return (
        f"<figure><figcaption>{escape(caption)}</figcaption>"
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(f"{caption}: {told}")}">{rows}</svg></figure>'
    )


def folded(summary: str, text: str) -> str:
    """Hide a long text behind a line that opens it."""
    return f'<details><summary>{escape(summary)}</summary><div class="text">{escape(text)}</div></details>'


def paragraph(text: str, kind: str = "") -> str:
    """Make a paragraph; `kind` is soft, good, bad, text or nothing."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def heading(text: str, level: int = 2) -> str:
    """Make a heading."""
    return f"<h{level}>{escape(text)}</h{level}>"
