"""The comparison view: an indicator, places and years -> a table with its sources, a chart, and what reports tell differently.

The view is a tab of the page (page.py), which gives it its words and its language. What it draws comes from compared.py.
It opens by itself from an answer that compares ("Open in Compare") and from a name offered where an indicator is unknown.
"""

# No `from __future__ import annotations` here: Gradio reads the annotations of the handlers, and is imported late.

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, get_args

from rag import tables
from rag.compare import Comparison, NoFigures, compare, differing
from rag.records import Aspect, Compared, Language
from ui.choices import Choices
from ui.compared import differences, nothing, shown, sources, unknown
from ui.conversation import Turns
from ui.texts import Texts, texts

if TYPE_CHECKING:
    from rag.index import Index

OFFERED = 300
"""Names of indicators to choose from, the most frequent first; any other can be typed."""
NAME_CHARS = 60
"""Longest name of an indicator taken; the rest is cut off."""

OPENED = "element.addEventListener('bg-open', (event) => trigger('select', { open: event.detail }))"
"""Passes on what is to be compared: {turn: 3} or {indicator: "…"}."""

Asked = tuple[str | None, str, Sequence[str], Sequence[int], Language]
"""What the fields ask for: indicator, aspect, places, years; and the language it is said in."""

Part = Callable[..., Any]
"""Makes a component that speaks: kind, name, settings."""


class ComparisonView:
    """The components of the view and what happens when they are used."""

    def __init__(self, index: "Index", choices: Choices) -> None:
        self._index = index
        self._choices = choices
        self._names = [name for name in sorted(index.figure_names, key=lambda n: -index.figure_names[n]) if name]

    def labels(self, words: Texts) -> dict[str, dict[str, Any]]:
        """Give, for each component that speaks, the properties that depend on the language."""
        places = [(self._place(region, words), region) for region in self._choices.regions]
        return {
            "indicator": {"label": words.indicator},
            "aspect": {"label": words.aspect, "choices": words.aspects()},
            "places": {"label": words.places, "choices": places},
            "years": {"label": words.years},
            "compare": {"value": words.compare},
        }

    def compose(self, part: Part) -> None:
        """Lay the components out; called within the tab."""
        import gradio as gr

        ready = bool(self._names)
        self._drawn = gr.State(None)  # what the fields asked for when they were last drawn
        with gr.Row(elem_id="bg-comparison"):
            with gr.Column(elem_id="bg-compare-left"):
                with gr.Row(elem_id="bg-fields"):
                    self._indicator = part(
                        gr.Dropdown,
                        "indicator",
                        choices=self._names[:OFFERED],
                        value=self._names[0] if self._names else None,
                        allow_custom_value=True,
                        interactive=ready,
                    )
                    self._aspect = part(gr.Dropdown, "aspect", value="", interactive=ready)
                    self._places = part(gr.Dropdown, "places", value=[], multiselect=True, interactive=ready)
                    years = list(self._choices.years)
                    self._years = part(
                        gr.Dropdown, "years", choices=years, value=[], multiselect=True, interactive=ready
                    )
                    self._go = part(gr.Button, "compare", variant="primary", interactive=ready)
                self._table = gr.HTML("", elem_id="bg-compared")
                self._chart = gr.Plot(visible=False, show_label=False, container=False, elem_id="bg-chart")
                self._differing = gr.HTML("", elem_id="bg-differing")
            with gr.Column(elem_id="bg-compare-right"):
                self._sources = gr.HTML("", elem_id="bg-compare-sources")

    def wire(self, tabs: Any, tab: Any, language: Any, turns: Any) -> None:
        """Join the components to what they do.

        Args:
            tabs: holds the views.
            tab: of this view; its id is given to `tabs` to bring it to the front.
            language: the page's choice of language.
            turns: the conversation, whose answers can be opened here.

        """
        import gradio as gr

        # Outside the tab: what is to be opened arrives here while the chat is in front (page.js).
        opened = gr.HTML("", elem_id="bg-opened", js_on_load=OPENED)
        fields = [self._indicator, self._aspect, self._places, self._years]
        drawing = [self._drawn, self._table, self._chart, self._sources, self._differing]
        quiet = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "always_last"}

        def open_(turns: Turns, language: Language, event: gr.EventData) -> dict[Any, Any]:
            asked = self._asked(event.open, turns)
            if not asked:
                return {self._drawn: gr.skip()}
            picked = dict(zip(fields, asked, strict=True))
            return {**picked, **self._draw(*asked, language), tabs: gr.Tabs(selected=tab.id)}

        def draw(drawn: Asked | None, *asked: Any) -> dict[Any, Any]:
            return {self._drawn: gr.skip()} if drawn == asked else self._draw(*asked)

        def redraw(drawn: Asked | None, *asked: Any) -> dict[Any, Any]:
            return draw(drawn, *asked) if drawn else {self._drawn: gr.skip()}

        # One event for opening the tab and for the fields: of two at once, the earlier could come back last.
        triggers = [tab.select, self._go.click, *(field.input for field in fields)]
        gr.on(triggers, draw, [self._drawn, *fields, language], drawing, **quiet)
        language.change(redraw, [self._drawn, *fields, language], drawing, **quiet)
        opened.select(open_, [turns, language], [*fields, *drawing, tabs], **quiet)

    def _asked(self, opened: Any, turns: Turns) -> tuple[str, str, list[str], list[int]] | None:
        """Read what is to be compared; it comes from the browser and may be anything."""
        if not isinstance(opened, dict):
            return None
        if isinstance(name := opened.get("indicator"), str):
            return name[:NAME_CHARS], "", [], []
        answers = (turn.answer for turn in turns if turn.number == opened.get("turn"))
        compared: Compared | None = next((answer.compared for answer in answers if answer), None)
        if not compared:
            return None
        years = [year for year in self._choices.years if year in compared.years]
        return compared.indicator, compared.aspect, list(compared.regions), years

    def _draw(
        self, indicator: str | None, aspect: str, places: Sequence[str], years: Sequence[int], language: Language
    ) -> dict[Any, Any]:
        """Draw what the fields ask for."""
        import gradio as gr

        words = texts(language)
        told = differences(differing(self._index), self._index, words)
        asked = (indicator, aspect, places, years, language)
        blank = {self._chart: gr.update(visible=False), self._sources: "", self._differing: told, self._drawn: asked}
        name = (indicator or "").strip()[:NAME_CHARS]
        if not name:
            return {**blank, self._table: nothing(words.no_indicator)}
        try:
            found = compare(
                self._index,
                name,
                regions=places,
                years=years,
                aspect=next((one for one in get_args(Aspect) if one == aspect), None),
            )
        except NoFigures as error:
            return {**blank, self._table: unknown(name, error.near, words)}
        if not found.rows:
            return {**blank, self._table: nothing(words.nothing_told.format(indicator=found.name))}
        return {
            **blank,
            self._table: shown(found, self._index, words, places=places, years=years),
            self._chart: _chart(found, language),
            self._sources: sources(found, self._index, words),
        }

    def _place(self, region: str, words: Texts) -> str:
        return region if words.spoken == "zh" else self._choices.in_latin(region)


def _chart(comparison: Comparison, language: Language) -> Any:
    """Give the chart, hidden where nothing can be drawn: words instead of numbers, or periods of several years alone."""
    import gradio as gr

    drawn = tables.chart(comparison, language)
    drawn.update_layout(title=None, margin_t=30)  # the table above has the title
    return gr.Plot(drawn, visible=True) if drawn.data else gr.update(visible=False)
